// SPDX-License-Identifier: Apache-2.0
// The step that sends texts to where they are compared, and what is read of the results in the end.
#include <array>
#include <unordered_map>
#include <unordered_set>

#define XXH_INLINE_ALL
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <xxhash.h>

#include "python/src/bindings.hpp"
#include "python/src/block_column.hpp"
#include "python/src/cell_texts.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"
#include "stemma/dedup_parts.hpp"

namespace stemma::python {

namespace {

template <typename Number>
nb::bytes bytes_of(std::vector<Number> const& numbers) {
  return nb::bytes(reinterpret_cast<char const*>(numbers.data()), numbers.size() * sizeof(Number));
}

/// Of the texts of a part, those that are to be compared, with what has to be known of them there.
class RoutedPart {
 public:
  RoutedPart(
    nb::list documents,
    nb::list ids,
    nb::list new_ids,
    nb::list known_copies,
    nb::list crowds,
    nb::list routes,
    std::uint32_t first,
    std::uint64_t first_row,
    std::uint64_t seed,
    int representative
  )
      : known_blocks_{known_copies}, first_{first}, seed_{seed}, representative_{representative} {
    Blocks const document_blocks{documents};
    Blocks const id_blocks{ids};
    Blocks const new_id_blocks{new_ids};
    Blocks const crowd_blocks{crowds};
    Blocks const route_blocks{routes};
    nb::gil_scoped_release const released;
    documents_ = records_in<PartDocument>(document_blocks.views());
    ids_.emplace(id_blocks.views(), documents_, records_in<NewId>(new_id_blocks.views()), first_row);
    auto const crowded = records_in<std::uint64_t>(crowd_blocks.views());
    crowded_.insert(crowded.begin(), crowded.end());
    routes_ = records_in<Route>(route_blocks.views());
    std::ranges::sort(routes_, {}, [](Route const& one) { return std::pair{one.document, one.cell}; });
    for (auto const block : known_blocks_.views()) {
      for (BlockReader reader{block}; !reader.at_end();) {
        take_known(reader);
      }
    }
  }

  [[nodiscard]] bool at_end() const noexcept { return next_ == routes_.size(); }

  /// For some rows of the part: (places among them, cells, ends of the metas, metas), to be sent.
  nb::tuple take(nb::object texts_given, std::uint32_t first_row) {
    Column const texts{texts_given};
    std::vector<std::uint32_t> places;
    std::vector<std::int32_t> cells;
    std::vector<std::int32_t> ends{0};
    std::string metas;
    {
      nb::gil_scoped_release const released;
      std::vector<std::string_view> wanted;
      auto const begin = next_;
      for (; next_ < routes_.size() && row_of(routes_[next_]) < first_row + texts.length(); ++next_) {
        if (next_ == begin || routes_[next_].document != routes_[next_ - 1].document) {
          wanted.push_back(checked_text(routes_[next_], texts, row_of(routes_[next_]) - first_row));
        }
      }
      auto const sketches = crowded_.empty() ? TextSketches{} : sketch_texts(wanted, 1);
      std::size_t of_wanted = 0;
      for (auto i = begin; i < next_; ++i) {
        of_wanted += i > begin && routes_[i].document != routes_[i - 1].document ? 1U : 0U;
        if (!places.empty() && i > begin && routes_[i].document == routes_[i - 1].document &&
            routes_[i].cell == routes_[i - 1].cell) {
          continue;
        }
        auto text = known_of(routes_[i].document);
        for (auto j = i; j < next_ && routes_[j].document == text.number && routes_[j].cell == routes_[i].cell; ++j) {
          text.flags |= routes_[j].flags;
        }
        if (!crowded_.empty()) {
          auto at = of_wanted == 0 ? 0 : sketches.anchor_ends[of_wanted - 1];
          for (; at < sketches.anchor_ends[of_wanted]; ++at) {
            if (crowded_.contains(sketches.anchors[at])) {
              text.crowded.push_back(sketches.anchors[at]);
            }
          }
        }
        put_meta(metas, text);
        ends.push_back(static_cast<std::int32_t>(metas.size()));
        cells.push_back(static_cast<std::int32_t>(routes_[i].cell));
        places.push_back(row_of(routes_[i]) - first_row);
      }
    }
    return nb::make_tuple(bytes_of(places), bytes_of(cells), bytes_of(ends), nb::bytes(metas.data(), metas.size()));
  }

 private:
  void take_known(BlockReader& reader) {
    CellText known;
    known.number = reader.take<std::uint32_t>();
    known.best = reader.take<std::uint32_t>();
    known.rank = reader.take<std::uint64_t>();
    known.id = reader.take_text();
    known.best_id = reader.take_text();
    for (auto left = reader.take<std::uint32_t>(); left > 0; --left) {
      auto const number = reader.take<std::uint32_t>();
      known.copies.emplace_back(number, reader.take_text());
    }
    known_[known.number] = std::move(known);
  }

  [[nodiscard]] std::uint32_t row_of(Route const& route) const { return documents_.at(route.document - first_).row; }

  [[nodiscard]] std::string_view checked_text(Route const& route, Column const& texts, std::size_t row) const {
    auto const text = texts.is_null(row) ? std::string_view{} : texts.text(row);
    auto const hash = XXH3_128bits_withSeed(text.data(), text.size(), seed_);
    auto const& document = documents_[route.document - first_];
    if (hash.low64 != document.hash_low || hash.high64 != document.hash_high) {
      throw Error{
        ErrorKind::BadOption,
        "row " + std::to_string(document.row) +
          " of a partition is not what it was when it was read first; give rows that come in the same order each time"};
    }
    return text;
  }

  [[nodiscard]] CellText known_of(std::uint32_t document) const {
    if (auto const found = known_.find(document); found != known_.end()) {
      return found->second;
    }
    CellText text;
    text.number = text.best = document;
    text.rank = rank_of(documents_[document - first_], representative_);
    text.id = text.best_id = (*ids_)[document - first_];
    return text;
  }

  Blocks known_blocks_;
  std::uint32_t first_;
  std::uint64_t seed_;
  int representative_;
  std::vector<PartDocument> documents_;
  std::optional<PartIds> ids_;
  std::unordered_set<std::uint64_t> crowded_;
  std::vector<Route> routes_;
  std::unordered_map<std::uint32_t, CellText> known_;
  std::size_t next_ = 0;
};

/// The members of clusters whose first documents are of one part, kind after kind: clusters, then exact copies.
class MemberMeeting {
 public:
  MemberMeeting(nb::list known_copies, std::uint32_t part, bool with_lone) : part_{part}, with_lone_{with_lone} {
    Blocks const blocks{known_copies};
    for (auto const block : blocks.views()) {
      for (BlockReader reader{block}; !reader.at_end();) {
        auto const first = reader.take<std::uint32_t>();
        static_cast<void>(reader.take<std::uint32_t>());
        static_cast<void>(reader.take<std::uint64_t>());
        std::string id{reader.take_text()};
        lone_[first] = {first, std::move(id), std::string{reader.take_text()}};
        for (auto left = reader.take<std::uint32_t>(); left > 0; --left) {
          static_cast<void>(reader.take<std::uint32_t>());
          static_cast<void>(reader.take_text());
        }
      }
    }
  }

  nb::list take(int kind, nb::list given) {
    Blocks const blocks{given};
    {
      nb::gil_scoped_release const released;
      for (auto const block : blocks.views()) {
        for (BlockReader reader{block}; !reader.at_end();) {
          if (kind == kClusters) {
            take_member(reader);
          } else {
            take_copy(reader);
          }
        }
      }
    }
    return out_.take();
  }

  nb::list finish() {
    {
      nb::gil_scoped_release const released;
      for (auto const& [first, group] : lone_) {
        if (with_lone_ && !clusters_.contains(first)) {
          tell(first, first, group.id, group.representative);
        }
      }
      put(out_.to(part_, kCounts), counts_);
    }
    return out_.take();
  }

 private:
  struct Group {
    std::uint32_t cluster = 0;
    std::string id;
    std::string representative;
  };

  void tell(std::uint32_t cluster, std::uint32_t number, std::string_view id, std::string_view representative) {
    auto& block = out_.to(part_, kMembers);
    put(block, cluster);
    put(block, number);
    put_text(block, id);
    put_text(block, representative);
    ++counts_.clustered_documents;
    counts_.clusters += cluster == number ? 1 : 0;
  }

  void take_member(BlockReader& reader) {
    auto const number = reader.take<std::uint32_t>();
    auto const cluster = reader.take<std::uint32_t>();
    auto const id = reader.take_text();
    auto const representative = reader.take_text();
    tell(cluster, number, id, representative);
    if (lone_.contains(number)) {
      clusters_[number] = {cluster, std::string{}, std::string{representative}};
    }
  }

  void take_copy(BlockReader& reader) {
    auto const first = reader.take<std::uint32_t>();
    auto const number = reader.take<std::uint32_t>();
    auto const id = reader.take_text();
    if (auto const found = clusters_.find(first); found != clusters_.end()) {
      tell(found->second.cluster, number, id, found->second.representative);
    } else if (with_lone_) {
      tell(first, number, id, lone_.at(first).representative);
    }
  }

  std::uint32_t part_;
  bool with_lone_;
  std::map<std::uint32_t, Group> lone_;  // groups of exact copies, until a cluster has them
  std::unordered_map<std::uint32_t, Group> clusters_;
  StepCounts counts_;
  Letters out_;
};

/// A column of texts as Arrow has it: ends (with a 0 before them) and bytes.
struct TextColumn {
  std::vector<std::int32_t> ends{0};
  std::string bytes;

  void add(std::string_view text) {
    bytes += text;
    ends.push_back(static_cast<std::int32_t>(bytes.size()));
  }

  [[nodiscard]] nb::tuple take() const { return nb::make_tuple(bytes_of(ends), nb::bytes(bytes.data(), bytes.size())); }
};

/// Links as columns: left, right, kind, three shares, words, ends of the runs, and four columns of those.
nb::tuple link_columns(nb::bytes given) {
  BlockReader reader{{given.c_str(), given.size()}};
  TextColumn left;
  TextColumn right;
  TextColumn kind;
  std::array<std::vector<double>, 3> shares;
  std::vector<std::int64_t> words;
  std::vector<std::int32_t> run_ends{0};
  std::array<std::vector<std::int64_t>, 4> runs;
  {
    nb::gil_scoped_release const released;
    while (!reader.at_end()) {
      left.add(reader.take_text());
      right.add(reader.take_text());
      kind.add(name_of(static_cast<CopyKind>(reader.take<std::uint8_t>())));
      for (auto& share : shares) {
        share.push_back(reader.take<std::uint16_t>() / 10'000.0);
      }
      words.push_back(reader.take<std::uint32_t>());
      auto const count = reader.take<std::uint8_t>();
      for (unsigned i = 0; i < count; ++i) {
        for (auto& ends : runs) {
          ends.push_back(reader.take<std::uint32_t>());
        }
      }
      run_ends.push_back(run_ends.back() + count);
    }
  }
  return nb::make_tuple(
    left.take(), right.take(), kind.take(), bytes_of(shares[0]), bytes_of(shares[1]), bytes_of(shares[2]),
    bytes_of(words), bytes_of(run_ends), bytes_of(runs[0]), bytes_of(runs[1]), bytes_of(runs[2]), bytes_of(runs[3])
  );
}

/// Members as columns: cluster, place of the document in the input, document, representative.
nb::tuple member_columns(nb::bytes given) {
  BlockReader reader{{given.c_str(), given.size()}};
  std::vector<std::int64_t> clusters;
  std::vector<std::int64_t> numbers;
  TextColumn ids;
  TextColumn representatives;
  while (!reader.at_end()) {
    clusters.push_back(reader.take<std::uint32_t>());
    numbers.push_back(reader.take<std::uint32_t>());
    ids.add(reader.take_text());
    representatives.add(reader.take_text());
  }
  return nb::make_tuple(bytes_of(clusters), bytes_of(numbers), ids.take(), representatives.take());
}

/// Skipped rows as columns: row of the input, reason.
nb::tuple skipped_columns(nb::bytes given, std::uint64_t first_row) {
  BlockReader reader{{given.c_str(), given.size()}};
  std::vector<std::int64_t> rows;
  TextColumn reasons;
  while (!reader.at_end()) {
    rows.push_back(static_cast<std::int64_t>(first_row + reader.take<std::uint32_t>()));
    reasons.add(reader.take_text());
  }
  return nb::make_tuple(bytes_of(rows), reasons.take());
}

}  // namespace

void bind_text_steps(nb::module_& module) {
  nb::class_<RoutedPart>(module, "RoutedPart")
    .def(nb::init<
         nb::list, nb::list, nb::list, nb::list, nb::list, nb::list, std::uint32_t, std::uint64_t, std::uint64_t, int>()
    )
    .def("at_end", &RoutedPart::at_end)
    .def("take", &RoutedPart::take);
  nb::class_<MemberMeeting>(module, "MemberMeeting")
    .def(nb::init<nb::list, std::uint32_t, bool>())
    .def("take", &MemberMeeting::take)
    .def("finish", &MemberMeeting::finish);
  module.def("link_columns", &link_columns);
  module.def("member_columns", &member_columns);
  module.def("skipped_columns", &skipped_columns);
}

}  // namespace stemma::python
