// SPDX-License-Identifier: Apache-2.0
// The step that sends texts to where they are compared, and what is read of the results in the end.
#include <array>
#include <unordered_map>

#define XXH_INLINE_ALL
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <xxhash.h>

#include "python/src/anchor_set.hpp"
#include "python/src/bindings.hpp"
#include "python/src/cell_texts.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"

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
    nb::list anchors,
    nb::list routes,
    std::uint32_t first,
    std::uint64_t first_row,
    std::uint64_t seed,
    int representative,
    std::optional<std::uint32_t> part  // whose texts can be read where they lie: they go without their bytes
  )
      : known_blocks_{known_copies}, first_{first}, seed_{seed}, representative_{representative}, part_{part} {
    Blocks const document_blocks{documents};
    Blocks const id_blocks{ids};
    Blocks const new_id_blocks{new_ids};
    Blocks const crowd_blocks{crowds};
    Blocks const anchor_blocks{anchors};
    Blocks const route_blocks{routes};
    nb::gil_scoped_release const released;
    documents_ = records_in<PartDocument>(document_blocks.views());
    ids_.emplace(id_blocks.views(), documents_, records_in<NewId>(new_id_blocks.views()), first_row);
    routes_ = records_in<Route>(route_blocks.views());
    std::ranges::sort(routes_, {}, [](Route const& one) { return std::pair{one.document, one.cell}; });
    find_crowded(records_in<std::uint64_t>(crowd_blocks.views()), anchor_blocks.views());
    each_record(known_blocks_.views(), [&](BlockReader& reader) {
      auto known = take_known(reader);
      known_[known.first] = std::move(known);
    });
  }

  [[nodiscard]] bool at_end() const noexcept { return next_ == routes_.size(); }

  /// Some bytes of the part's texts, those that follow on the last ones; gives back what goes to cells, as far as it is much already.
  nb::list take(nb::object given, std::uint64_t first_byte) {
    Blocks const blocks{nb::make_tuple(given)};
    {
      nb::gil_scoped_release const released;
      auto const bytes = blocks.views().front();
      auto const begin = next_;
      while (next_ < routes_.size() && document_of(routes_[next_]).text_begin < first_byte + bytes.size()) {
        ++next_;
      }
      for (auto i = begin; i < next_;) {
        auto text = known_of(routes_[i].document);
        auto const& document = document_of(routes_[i]);
        text.text = checked_text(document, bytes, first_byte);
        if (part_) {
          text.place = TextPlace{*part_, document.bytes, document.text_begin};
        }
        if (auto const found = crowded_of_.find(text.number); found != crowded_of_.end()) {
          text.crowded = found->second;
        }
        while (i < next_ && routes_[i].document == text.number) {
          auto const cell = routes_[i].cell;
          text.flags = 0;
          for (; i < next_ && routes_[i].document == text.number && routes_[i].cell == cell; ++i) {
            text.flags |= routes_[i].flags;
          }
          put_cell_text(out_.to(cell, kTexts), text);
        }
      }
    }
    return out_.take(at_end());
  }

 private:
  /// Which anchors that crowds have each text to be sent has.
  void find_crowded(std::vector<std::uint64_t> const& crowded, std::vector<std::string_view> const& anchors) {
    AnchorSet const known{crowded};
    auto route = routes_.begin();
    auto document = first_;
    if (known.empty()) {
      return;
    }
    each_record(anchors, [&](BlockReader& reader) {
      BlockReader of_text{reader.take_bytes(std::size_t{reader.take<std::uint32_t>()} * 8)};
      while (route != routes_.end() && route->document < document) {
        ++route;
      }
      while (route != routes_.end() && route->document == document && !of_text.at_end()) {
        if (auto const anchor = of_text.take<std::uint64_t>(); known.contains(anchor)) {
          crowded_of_[document].push_back(anchor);
        }
      }
      ++document;
    });
  }

  [[nodiscard]] PartDocument const& document_of(Route const& route) const {
    return documents_.at(route.document - first_);
  }

  /// Of a frame whose rows come in another order each time, a task that was done twice may have left other texts than sketches.
  [[nodiscard]] std::string_view checked_text(
    PartDocument const& document, std::string_view bytes, std::uint64_t first_byte
  ) const {
    auto const begin = document.text_begin - first_byte;
    auto const text = begin <= bytes.size() ? bytes.substr(begin, document.bytes) : std::string_view{};
    auto const hash = XXH3_128bits_withSeed(text.data(), text.size(), seed_);
    if (hash.low64 != document.hash_low || hash.high64 != document.hash_high) {
      throw Error{
        ErrorKind::BadOption,
        "row " + std::to_string(document.row) +
          " of a partition was another one when its task was repeated; make a checkpoint of such a frame"};
    }
    return text;
  }

  [[nodiscard]] CellText known_of(std::uint32_t document) const {
    CellText text;
    text.number = text.best = document;
    if (auto const found = known_.find(document); found != known_.end()) {
      auto const& known = found->second;
      text.best = known.best;
      text.rank = known.rank;
      text.id = known.id;
      text.best_id = known.best_id;
      text.copies = known.copies;
      return text;
    }
    text.rank = rank_of(documents_[document - first_], representative_);
    text.id = text.best_id = (*ids_)[document - first_];
    return text;
  }

  Blocks known_blocks_;
  std::uint32_t first_;
  std::uint64_t seed_;
  int representative_;
  std::optional<std::uint32_t> part_;
  std::vector<PartDocument> documents_;
  std::optional<PartIds> ids_;
  std::unordered_map<std::uint32_t, std::vector<std::uint64_t>> crowded_of_;
  std::vector<Route> routes_;
  std::unordered_map<std::uint32_t, KnownCopies> known_;
  std::size_t next_ = 0;
  Letters out_;
};

/// The members of clusters that lie in one part, with their exact copies.
class MemberMeeting {
 public:
  MemberMeeting(std::uint32_t part, Letters& out) : part_{part}, out_{out} {}

  void tell(std::uint32_t cluster, std::uint32_t number, std::string_view id, std::string_view representative) {
    auto& block = out_.to(part_, kMembers);
    put(block, cluster);
    put(block, number);
    put_text(block, id);
    put_text(block, representative);
    ++counts_.clustered_documents;
    counts_.clusters += cluster == number ? 1 : 0;
  }

  void finish() { put(out_.to(part_, kCounts), counts_); }

 private:
  std::uint32_t part_;
  Letters& out_;
  StepCounts counts_;
};

struct ClusterOfGroup {
  std::uint32_t cluster = 0;
  std::string_view representative;
};

using ClustersOfGroups = std::unordered_map<std::uint32_t, ClusterOfGroup>;  // by first document

/// Copies of groups that stand in a cluster are members of it.
void tell_copies(Blocks const& copies, ClustersOfGroups const& clusters_of, MemberMeeting& meeting) {
  each_record(copies.views(), [&](BlockReader& reader) {
    auto const first = reader.take<std::uint32_t>();
    auto const number = reader.take<std::uint32_t>();
    auto const id = reader.take_text();
    if (auto const found = clusters_of.find(first); found != clusters_of.end()) {
      meeting.tell(found->second.cluster, number, id, found->second.representative);
    }
  });
}

/// Members of clusters and the copies of small groups; the cluster of each large group goes to all parts that have some of it.
nb::list members_out(
  std::uint32_t part, nb::list known_copies, nb::list clusters, nb::list copies, nb::list spread, bool with_lone
) {
  Blocks const known_blocks{known_copies};
  Blocks const cluster_blocks{clusters};
  Blocks const copy_blocks{copies};
  Blocks const spread_blocks{spread};
  Letters out;
  {
    nb::gil_scoped_release const released;
    MemberMeeting meeting{part, out};
    std::map<std::uint32_t, KnownCopies> groups;
    each_record(known_blocks.views(), [&](BlockReader& reader) {
      auto const known = take_known(reader);
      groups[known.first] = known;
    });
    ClustersOfGroups clusters_of;
    each_record(cluster_blocks.views(), [&](BlockReader& reader) {
      auto const number = reader.take<std::uint32_t>();
      auto const cluster = reader.take<std::uint32_t>();
      auto const id = reader.take_text();
      auto const representative = reader.take_text();
      meeting.tell(cluster, number, id, representative);
      if (groups.contains(number)) {
        clusters_of[number] = {cluster, representative};
      }
    });
    for (auto const& [first, known] : groups) {
      if (with_lone && !clusters_of.contains(first)) {
        meeting.tell(first, first, known.id, known.best_id);
        clusters_of[first] = {first, known.best_id};
      }
    }
    tell_copies(copy_blocks, clusters_of, meeting);
    for (auto const& one : records_in<Spread>(spread_blocks.views())) {
      // The part of the best document knows of the group, too, but not of its cluster.
      if (auto const found = clusters_of.find(one.first); found != clusters_of.end()) {
        auto& block = out.to(one.part, kStarClusters);
        put(block, one.first);
        put(block, found->second.cluster);
        put_text(block, found->second.representative);
      }
    }
    meeting.finish();
  }
  return out.take();
}

/// The copies of large groups, where they lie.
nb::list stars_out(std::uint32_t part, nb::list clusters, nb::list stars) {
  Blocks const cluster_blocks{clusters};
  Blocks const star_blocks{stars};
  Letters out;
  {
    nb::gil_scoped_release const released;
    MemberMeeting meeting{part, out};
    ClustersOfGroups clusters_of;
    each_record(cluster_blocks.views(), [&](BlockReader& reader) {
      auto const first = reader.take<std::uint32_t>();
      auto const cluster = reader.take<std::uint32_t>();
      clusters_of[first] = {cluster, reader.take_text()};
    });
    tell_copies(star_blocks, clusters_of, meeting);
    meeting.finish();
  }
  return out.take();
}

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
nb::tuple link_columns(nb::object given) {
  Blocks const blocks{nb::make_tuple(given)};
  BlockReader reader{blocks.views().front()};
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
nb::tuple member_columns(nb::object given) {
  Blocks const blocks{nb::make_tuple(given)};
  BlockReader reader{blocks.views().front()};
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
  static std::array slots{
    PyType_Slot{Py_bf_getbuffer, reinterpret_cast<void*>(+[](PyObject* self, Py_buffer* view, int flags) {
                  auto& bytes = nb::inst_ptr<LargeBlock>(self)->bytes;
                  return PyBuffer_FillInfo(view, self, bytes.data(), static_cast<Py_ssize_t>(bytes.size()), 1, flags);
                })},
    PyType_Slot{0, nullptr}};
  nb::class_<LargeBlock>(module, "LargeBlock", nb::type_slots(slots.data()))
    .def("__len__", [](LargeBlock const& block) { return block.bytes.size(); });
  nb::class_<RoutedPart>(module, "RoutedPart")
    .def(
      nb::init<
        nb::list, nb::list, nb::list, nb::list, nb::list, nb::list, nb::list, std::uint32_t, std::uint64_t,
        std::uint64_t, int, std::optional<std::uint32_t>>(),
      nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
      nb::arg(), nb::arg().none()
    )
    .def("at_end", &RoutedPart::at_end)
    .def("take", &RoutedPart::take);
  module.def("step_members_out", &members_out);
  module.def("step_stars_out", &stars_out);
  module.def("link_columns", &link_columns);
  module.def("member_columns", &member_columns);
  module.def("skipped_columns", &skipped_columns);
}

}  // namespace stemma::python
