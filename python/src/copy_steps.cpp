// SPDX-License-Identifier: Apache-2.0
// Steps for documents with the same bytes: their links, and what the others of a group need to know of them.
#include <unordered_map>

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"

namespace stemma::python {

namespace {

constexpr std::uint32_t kWrittenOut = 8;  // as docs/dedup.md says: of more, each is linked with the first only

struct CopyFigures {
  std::uint32_t first = 0;
  std::uint32_t number = 0;
  std::uint32_t best = 0;
  std::uint32_t total = 0;
  std::uint32_t bytes = 0;
  std::uint32_t shingles = 0;
  std::uint64_t rank = 0;
};

nb::list copies_out(
  nb::list documents,
  nb::list ids,
  nb::list new_ids,
  nb::list exact,
  std::uint32_t first,
  std::uint64_t first_row,
  std::vector<std::uint32_t> part_ends
) {
  Blocks const document_blocks{documents};
  Blocks const id_blocks{ids};
  Blocks const new_id_blocks{new_ids};
  Blocks const exact_blocks{exact};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    auto const rows = records_in<PartDocument>(document_blocks.views());
    PartIds const names{id_blocks.views(), rows, records_in<NewId>(new_id_blocks.views()), first_row};
    std::unordered_map<std::uint64_t, std::vector<ExactMember>> groups;
    for (auto const& one : records_in<ExactMember>(exact_blocks.views())) {
      groups[one.hash_low].push_back(one);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto const found = groups.find(rows[i].hash_low);
      if (found == groups.end()) {
        continue;
      }
      auto const number = first + static_cast<std::uint32_t>(i);
      for (auto const& group : found->second) {
        if (group.hash_high != rows[i].hash_high) {
          continue;
        }
        CopyFigures const figures{group.first,   number,           group.best, group.total,
                                  rows[i].bytes, rows[i].shingles, group.rank};
        auto const tell = [&](int kind) {
          auto& block = out.to(parts.part_of(group.first), kind);
          put(block, figures);
          put_text(block, names[i]);
        };
        if (number == group.first) {
          tell(kFirstCopies);
        } else {
          tell(group.total <= kWrittenOut ? kFewCopies : kStarCopies);
        }
        if (number == group.best) {
          tell(kBestCopies);
        }
      }
    }
  }
  return out.take();
}

/// Takes the records of the groups whose first documents are of one part, kind after kind, and holds none of a large group.
class CopyMeeting {
 public:
  CopyMeeting(std::uint32_t part, bool with_links) : part_{part}, with_links_{with_links} {}

  nb::list take(int kind, nb::list given) {
    Blocks const blocks{given};
    {
      nb::gil_scoped_release const released;
      for (auto const block : blocks.views()) {
        for (BlockReader reader{block}; !reader.at_end();) {
          auto const figures = reader.take<CopyFigures>();
          add(kind, figures, std::string{reader.take_text()});
        }
      }
    }
    return out_.take();
  }

  nb::list finish() {
    {
      nb::gil_scoped_release const released;
      for (auto& [first, group] : groups_) {
        settle(group);
      }
    }
    return out_.take();
  }

 private:
  struct Group {
    CopyFigures figures;
    std::string id;
    std::string best_id;
    std::vector<std::pair<std::uint32_t, std::string>> copies;  // few
  };

  void add(int kind, CopyFigures const& figures, std::string id) {
    auto& group = groups_[figures.first];
    if (kind == kFirstCopies) {
      group.figures = figures;
      group.id = std::move(id);
    } else if (kind == kBestCopies) {
      group.best_id = std::move(id);
    } else {
      add_copy(figures.first, figures.number, id);
      if (kind == kFewCopies) {
        group.copies.emplace_back(figures.number, std::move(id));
      } else if (with_links_) {
        ++counts_.starred_documents;
        add_link(group, group.id, id);
      }
    }
  }

  void add_copy(std::uint32_t first, std::uint32_t number, std::string const& id) {
    auto& block = out_.to(part_, kCopies);
    put(block, first);
    put(block, number);
    put_text(block, id);
  }

  void add_link(Group const& group, std::string const& left, std::string const& right) {
    TextLink link;
    link.kind = CopyKind::Exact;
    link.resemblance = link.containment_left = link.containment_right = 1;
    link.longest_run_words = group.figures.shingles == 0 ? 0 : group.figures.shingles + 4;
    link.runs.push_back({{0, group.figures.bytes}, {0, group.figures.bytes}});
    put_link(out_.to(part_, kLinks), left, right, link, false);
    ++counts_.links[0];
  }

  void settle(Group& group) {
    std::ranges::sort(group.copies);
    for (std::size_t i = 0; with_links_ && i < group.copies.size(); ++i) {
      add_link(group, group.id, group.copies[i].second);
      for (auto j = i + 1; j < group.copies.size(); ++j) {
        add_link(group, group.copies[i].second, group.copies[j].second);
      }
    }
    auto& block = out_.to(part_, kKnownCopies);
    put(block, group.figures.first);
    put(block, group.figures.best);
    put(block, group.figures.rank);
    put_text(block, group.id);
    put_text(block, group.best_id);
    put(block, static_cast<std::uint32_t>(group.copies.size()));
    for (auto const& [number, id] : group.copies) {
      put(block, number);
      put_text(block, id);
    }
    group = {};
    if (counts_.links[0] > 0) {
      put(out_.to(part_, kCounts), counts_);
      counts_ = {};
    }
  }

  std::uint32_t part_;
  bool with_links_;
  std::map<std::uint32_t, Group> groups_;
  StepCounts counts_;
  Letters out_;
};

}  // namespace

void bind_copy_steps(nb::module_& module) {
  module.def("step_copies_out", &copies_out);
  nb::class_<CopyMeeting>(module, "CopyMeeting")
    .def(nb::init<std::uint32_t, bool>())
    .def("take", &CopyMeeting::take)
    .def("finish", &CopyMeeting::finish);
}

}  // namespace stemma::python
