// SPDX-License-Identifier: Apache-2.0
// Steps from anchors to pairs worth a comparison.
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <unordered_set>

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/anchor_set.hpp"
#include "python/src/bindings.hpp"
#include "python/src/edges.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/pair_sums.hpp"
#include "python/src/part_rows.hpp"
#include "stemma/dedup_parts.hpp"

namespace stemma::python {

namespace {

constexpr unsigned kLocalBits = 23;  // an anchor of 41 bits and a document of a part in one number
constexpr std::uint64_t kMostLocal = std::uint64_t{1} << kLocalBits;
constexpr std::size_t kSurelyCrowded = 64;  // more than that is a crowd in any pile
constexpr std::size_t kTold = 33;           // of each end of such a crowd's documents in one part

struct HalfWeighed {
  CountedPair pair;
  std::uint32_t shingles = 0;  // of the left text
  std::uint32_t different = 0;
};

/// A crowd within one part: documents that have one anchor. They follow each other in the pile, so all pairs but those at its
/// ends are found here; of each end as many are told as make a crowd of it wherever else the anchor is. There the last told of
/// the front and the first of the back will be taken for neighbours: those pairs are counted away.
void tell_crowd(
  std::span<std::uint64_t const> records, std::uint32_t first, std::vector<std::uint64_t>& rows, PairSums& pairs
) {
  auto const count = records.size();
  auto const document = [&](std::size_t at) {
    return first + static_cast<std::uint32_t>(records[at] & (kMostLocal - 1));
  };
  auto const is_told = [&](std::size_t at) { return at < kTold || at >= count - kTold; };
  for (std::size_t i = 0; i < count; ++i) {
    if (is_told(i)) {
      rows.push_back(records[i]);
    }
    for (auto j = i + 1; j < std::min(count, i + 1 + kCrowdNeighbours); ++j) {
      if (!is_told(i) || !is_told(j)) {
        pairs.add({document(i), document(j), 0, 1});
      }
    }
  }
  auto const left_out = count - 2 * kTold;
  for (auto i = kTold - kCrowdNeighbours; i < kTold; ++i) {
    for (auto j = kTold; j < i + 1 + kCrowdNeighbours; ++j) {
      if (j + left_out > i + kCrowdNeighbours) {
        pairs.add({document(i), document(j + left_out), 0, 0xFFFF});
      }
    }
  }
}

/// Which documents of a part have the bytes of one before them.
std::vector<bool> repeated_in(
  std::vector<PartDocument> const& documents, std::vector<ExactMember> const& exact, std::uint32_t first
) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> firsts;
  for (auto const& one : exact) {
    firsts[{one.hash_low, one.hash_high}] = one.first;
  }
  std::vector<bool> repeated(documents.size());
  for (std::size_t local = 0; local < documents.size() && !firsts.empty(); ++local) {
    auto const found = firsts.find({documents[local].hash_low, documents[local].hash_high});
    repeated[local] = found != firsts.end() && found->second != first + local;
  }
  return repeated;
}

/// Anchors of a part, of one share after another.
class AnchorSender {
 public:
  AnchorSender(std::uint32_t first, std::uint32_t shares) : first_{first}, rows_(shares) {}

  void send(std::vector<std::string_view> const& anchors, std::vector<bool> const& repeated) {
    std::vector<std::uint64_t> records;
    records.reserve(std::accumulate(
      anchors.begin(), anchors.end(), std::size_t{0},
      [](std::size_t sum, auto const& block) { return sum + block.size() / 8; }
    ));
    std::vector<std::uint8_t> counts(
      std::size_t{1} << 20U
    );  // of the anchors by their low bits: what cannot be a crowd
    std::uint64_t local = 0;
    each_record(anchors, [&](BlockReader& reader) {
      auto const count = reader.take<std::uint32_t>();
      auto const kept = repeated.at(local) ? 0 : count;
      auto const bytes = reader.take_bytes(std::size_t{count} * 8);
      for (std::uint32_t i = 0; i < kept; ++i) {
        std::uint64_t anchor = 0;
        std::memcpy(&anchor, bytes.data() + std::size_t{i} * 8, 8);
        records.push_back(anchor << kLocalBits | local);
        auto& seen = counts[anchor % counts.size()];
        seen = static_cast<std::uint8_t>(seen + (seen <= kSurelyCrowded ? 1 : 0));
      }
      ++local;
    });
    auto const mean = records.size() / rows_.size();
    for (auto& rows : rows_) {  // room for chance, but not a part of all records for each share: there may be many
      rows.reserve(mean + 8 * static_cast<std::size_t>(std::sqrt(mean)) + 64);
    }
    std::vector<std::uint64_t> maybe_crowded;
    for (auto const record : records) {
      auto const anchor = record >> kLocalBits;
      if (counts[anchor % counts.size()] > kSurelyCrowded) {
        maybe_crowded.push_back(record);
      } else {
        rows_of(anchor).push_back(record);
      }
    }
    send_crowds(std::move(maybe_crowded));
  }

  void put_all(std::uint32_t part, Letters& out) {
    for (auto const& pair : pairs_.take()) {
      put(out.to(share_of(pair.left, static_cast<std::uint32_t>(rows_.size())), kLocalPairs), pair);
    }
    for (std::uint32_t share = 0; share < rows_.size(); ++share) {
      auto& block = out.to(share, kAnchorRows);
      put(block, part);
      block.append(reinterpret_cast<char const*>(rows_[share].data()), rows_[share].size() * sizeof(std::uint64_t));
      rows_[share] = {};
    }
  }

 private:
  [[nodiscard]] std::vector<std::uint64_t>& rows_of(std::uint64_t anchor) {
    return rows_[share_of(anchor, static_cast<std::uint32_t>(rows_.size()))];
  }

  void send_crowds(std::vector<std::uint64_t> records) {
    std::ranges::sort(records);
    auto const repeats = std::ranges::unique(records);
    records.erase(repeats.begin(), repeats.end());
    for (std::size_t begin = 0; begin < records.size();) {
      auto const anchor = records[begin] >> kLocalBits;
      auto end = begin;
      while (end < records.size() && records[end] >> kLocalBits == anchor) {
        ++end;
      }
      auto& rows = rows_of(anchor);
      if (end - begin > 2 * kTold) {
        tell_crowd(std::span{records}.subspan(begin, end - begin), first_, rows, pairs_);
      } else {
        rows.insert(
          rows.end(), records.begin() + static_cast<std::ptrdiff_t>(begin),
          records.begin() + static_cast<std::ptrdiff_t>(end)
        );
      }
      begin = end;
    }
  }

  std::uint32_t first_;
  std::vector<std::vector<std::uint64_t>> rows_;
  PairSums pairs_;
};

nb::list anchors_out(
  std::uint32_t part, nb::list anchors, nb::list documents, nb::list exact, std::uint32_t first, std::uint32_t shares
) {
  Blocks const anchor_blocks{anchors};
  Blocks const document_blocks{documents};
  Blocks const exact_blocks{exact};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto const repeated = repeated_in(
      records_in<PartDocument>(document_blocks.views()), records_in<ExactMember>(exact_blocks.views()), first
    );
    if (repeated.size() >= kMostLocal) {
      throw Error{ErrorKind::BadOption, "a partition of more than 8388607 documents; repartition the input"};
    }
    AnchorSender sender{first, shares};
    sender.send(anchor_blocks.views(), repeated);
    sender.put_all(part, out);
  }
  return out.take();
}

/// Pairs to the part of their left document; quick where many that follow each other have the same.
class PairSender {
 public:
  PairSender(Parts const& parts, Letters& out) : parts_{parts}, out_{out} {}

  void send(CountedPair const& pair) {
    if (block_ == nullptr || pair.left < begin_ || pair.left >= end_) {
      auto const part = parts_.part_of(pair.left);
      begin_ = parts_.first_of(part);
      end_ = parts_.first_of(part + 1);
      block_ = &out_.to(part, kPairs);
    }
    put(*block_, pair);
  }

 private:
  Parts const& parts_;
  Letters& out_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::string* block_ = nullptr;
};

/// Anchors of a share to pairs, a piece at a time: however many pairs a share has, few are held.
class AnchorsOfShare {
 public:
  AnchorsOfShare(nb::list rows, nb::list local_pairs, std::vector<std::uint32_t> part_ends)
      : rows_{rows}, local_pairs_{local_pairs}, parts_{std::move(part_ends)} {
    nb::gil_scoped_release const released;
    std::size_t count = 0;
    for (auto const block : rows_.views()) {
      count += block.size() / sizeof(std::uint64_t);
    }
    most_ = std::max(kLeastPiece, count / kMostPieces);
    meeting_.emplace(parts_.documents(), count);
    for (auto const block : rows_.views()) {
      BlockReader reader{block};
      auto const first = parts_.first_of(reader.take<std::uint32_t>());
      each_row(reader, [&](std::uint64_t row) {
        meeting_->add({row >> kLocalBits, first + static_cast<std::uint32_t>(row & (kMostLocal - 1))});
      });
    }
  }

  [[nodiscard]] bool at_end() const noexcept { return meeting_->at_end(); }

  nb::list take() {
    {
      nb::gil_scoped_release const released;
      PairSender sender{parts_, out_};
      auto const found = meeting_->next(most_);
      for (auto const& pair : found.pairs) {
        sender.send(
          {pair.left, pair.right, static_cast<std::uint16_t>(pair.common), static_cast<std::uint16_t>(pair.in_crowds)}
        );
      }
      crowded_.insert(crowded_.end(), found.crowded.begin(), found.crowded.end());
      if (at_end()) {
        each_record(local_pairs_.views(), [&](BlockReader& reader) { sender.send(reader.take<CountedPair>()); });
        tell_crowded();
      }
    }
    return out_.take(at_end());
  }

 private:
  // A piece takes some 40 bytes for each of its common anchors; each piece more is one more sorted row where pairs are added up.
  static constexpr std::size_t kLeastPiece = std::size_t{1} << 17U;  // common anchors
  static constexpr std::size_t kMostPieces = 8;

  template <typename Take>
  static void each_row(BlockReader& reader, Take const& take) {
    while (!reader.at_end()) {
      take(reader.take<std::uint64_t>());
    }
  }

  void tell_crowded() {
    if (crowded_.empty()) {
      return;
    }
    AnchorSet const crowded{crowded_};
    for (auto const block : rows_.views()) {
      BlockReader reader{block};
      auto const part = reader.take<std::uint32_t>();
      std::set<std::uint64_t> told;
      each_row(reader, [&](std::uint64_t row) {
        if (crowded.contains(row >> kLocalBits)) {
          told.insert(row >> kLocalBits);
        }
      });
      for (auto const anchor : told) {
        put(out_.to(part, kCrowds), anchor);
      }
    }
    StepCounts counts;
    counts.boilerplate_anchors = crowded_.size();
    put(out_.to(0, kCounts), counts);
  }

  Blocks rows_;
  Blocks local_pairs_;
  Parts parts_;
  std::optional<AnchorMeeting> meeting_;
  std::size_t most_ = 0;
  std::vector<std::uint64_t> crowded_;
  Letters out_;
};

/// Pairs of a part's documents with what is known of the left one, a stretch of left documents at a time.
class PairsOfPart {
 public:
  PairsOfPart(nb::list given, nb::list documents, std::uint32_t first, std::vector<std::uint32_t> part_ends)
      : given_{given}, rows_{given_.views()}, first_{first}, next_{first}, parts_{std::move(part_ends)} {
    Blocks const document_blocks{documents};
    documents_ = records_in<PartDocument>(document_blocks.views());
    auto const pieces = rows_.pairs() / kPiece + 1;
    stretch_ = static_cast<std::uint32_t>(documents_.size() / pieces + 1);
  }

  [[nodiscard]] bool at_end() const noexcept { return next_ >= first_ + documents_.size(); }

  nb::list take() {
    {
      nb::gil_scoped_release const released;
      next_ += stretch_;
      for (auto const& pair : rows_.take(next_)) {
        if (pair.common > 0 || pair.in_crowds > 1) {  // one anchor of a crowd alone is never enough
          auto const& row = documents_.at(pair.left - first_);
          put(out_.to(parts_.part_of(pair.right), kHalfWeighed), HalfWeighed{pair, row.shingles, row.different});
        }
      }
    }
    return out_.take(at_end());
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 17U;  // pairs before they are added up

  Blocks given_;
  PairRows rows_;
  std::vector<PartDocument> documents_;
  std::uint32_t first_;
  std::uint32_t next_;
  std::uint32_t stretch_ = 1;
  Parts parts_;
  Letters out_;
};

nb::list pairs_right(std::uint32_t part, nb::list given, nb::list documents, std::uint32_t first, bool do_all_join) {
  Blocks const blocks{given};
  Blocks const document_blocks{documents};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto const rows = records_in<PartDocument>(document_blocks.views());
    std::vector<Edge> edges;
    StepCounts counts;
    std::unordered_set<std::uint32_t> told;
    auto const weigh_pair = [&](HalfWeighed const& given) {
      auto const& [pair, shingles, different] = given;
      auto const& row = rows.at(pair.right - first);
      AnchorStock const left{shingles, static_cast<std::uint8_t>(different)};
      AnchorStock const right{row.shingles, static_cast<std::uint8_t>(row.different)};
      AnchorPair const whole{pair.left, pair.right, pair.common, pair.in_crowds};
      auto const evidence = weigh_anchors(left, right, whole);
      if (evidence == AnchorEvidence::None) {
        return;
      }
      auto const is_kin = evidence == AnchorEvidence::Strong &&
                          (pair.in_crowds == 0 || weigh_anchors(left, right, {pair.left, pair.right, pair.common, 0}) ==
                                                    AnchorEvidence::Strong);
      put(out.to(part, kSuspects), Suspect{pair.left, pair.right, pair.in_crowds > pair.common ? kIsCrowd : 0U});
      ++counts.suspect_pairs;
      counts.suspect_bytes += told.insert(pair.right).second ? row.bytes : 0;
      if (evidence == AnchorEvidence::Strong || do_all_join) {
        edges.push_back({kStrongEdge, pair.right, pair.left});
      }
      if (is_kin) {
        edges.push_back({kKinEdge, pair.right, pair.left});
      }
    };
    each_record(blocks.views(), [&](BlockReader& reader) { weigh_pair(reader.take<HalfWeighed>()); });
    put_edges(contracted(std::move(edges)), out.to(part, kEdges), counts);
    if (counts.suspect_pairs > 0) {
      put(out.to(part, kCounts), counts);
    }
  }
  return out.take();
}

}  // namespace

void bind_pair_steps(nb::module_& module) {
  module.def("step_anchors_out", &anchors_out);
  nb::class_<AnchorsOfShare>(module, "AnchorsOfShare")
    .def(nb::init<nb::list, nb::list, std::vector<std::uint32_t>>())
    .def("at_end", &AnchorsOfShare::at_end)
    .def("take", &AnchorsOfShare::take);
  nb::class_<PairsOfPart>(module, "PairsOfPart")
    .def(nb::init<nb::list, nb::list, std::uint32_t, std::vector<std::uint32_t>>())
    .def("at_end", &PairsOfPart::at_end)
    .def("take", &PairsOfPart::take);
  module.def("step_pairs_right", &pairs_right);
}

}  // namespace stemma::python
