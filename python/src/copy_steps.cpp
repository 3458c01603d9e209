// SPDX-License-Identifier: Apache-2.0
// Steps for documents with the same bytes: their links, and what the others of a group need to know of them.
#include <unordered_map>

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"

namespace stemma::python {

namespace {

struct CopyFigures {
  std::uint32_t first = 0;
  std::uint32_t number = 0;
  std::uint32_t best = 0;
  std::uint32_t total = 0;
  std::uint32_t bytes = 0;
  std::uint32_t shingles = 0;
  std::uint64_t rank = 0;
};

/// Small groups meet in the part of their first document. Of a large one the first and the best document are told to each part
/// that has some of it, and the others stay where they are: so no part has more to do than it has documents.
nb::list copies_out(
  std::uint32_t part,
  nb::list documents,
  nb::list ids,
  nb::list new_ids,
  nb::list exact,
  nb::list spread,
  std::uint32_t first,
  std::uint64_t first_row,
  std::vector<std::uint32_t> part_ends
) {
  Blocks const document_blocks{documents};
  Blocks const id_blocks{ids};
  Blocks const new_id_blocks{new_ids};
  Blocks const exact_blocks{exact};
  Blocks const spread_blocks{spread};
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
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> parts_of;  // by first document
    for (auto const& one : records_in<Spread>(spread_blocks.views())) {
      parts_of[one.first].push_back(one.part);
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
        auto const tell = [&](std::uint32_t to, int kind) {
          auto& block = out.to(to, kind);
          put(block, figures);
          put_text(block, names[i]);
        };
        auto const is_small = group.total <= kWrittenOut;
        auto const tell_all = [&](int kind) {
          if (is_small) {
            tell(parts.part_of(group.first), kind);
          } else {
            for (auto const to : parts_of.at(group.first)) {
              tell(to, kind);
            }
          }
        };
        if (number == group.first) {
          tell_all(kFirstCopies);
        } else if (is_small) {
          tell_all(kFewCopies);
        } else {
          auto& block = out.to(part, kStarCopies);
          put(block, group.first);
          put(block, number);
          put_text(block, names[i]);
        }
        if (number == group.best) {
          tell_all(kBestCopies);
        }
      }
    }
  }
  return out.take();
}

/// What meets in one part of groups of copies.
class CopyMeeting {
 public:
  CopyMeeting(std::uint32_t part, bool with_links, Letters& out) : part_{part}, with_links_{with_links}, out_{out} {}

  void take(int kind, std::vector<std::string_view> const& blocks) {
    each_record(blocks, [&](BlockReader& reader) {
      auto const figures = reader.take<CopyFigures>();
      auto const id = reader.take_text();
      auto& group = groups_[figures.first];
      if (kind == kFirstCopies) {
        group.figures = figures;
        group.id = id;
      } else if (kind == kBestCopies) {
        group.best_id = id;
      } else {
        add_copy(figures.first, figures.number, id);
        group.copies.emplace_back(figures.number, id);
      }
    });
  }

  /// Copies of large groups that lie in this part.
  void take_stars(std::vector<std::string_view> const& blocks) {
    if (!with_links_) {
      return;
    }
    each_record(blocks, [&](BlockReader& reader) {
      auto const first = reader.take<std::uint32_t>();
      static_cast<void>(reader.take<std::uint32_t>());
      auto const& group = groups_.at(first);
      ++counts_.starred_documents;
      add_link(group, group.id, reader.take_text());
    });
  }

  void finish(Parts const& parts) {
    for (auto& [first, group] : groups_) {
      if (parts.part_of(first) == part_) {
        settle(group);
      }
    }
    put(out_.to(part_, kCounts), counts_);
  }

 private:
  struct Group {
    CopyFigures figures;
    std::string_view id;
    std::string_view best_id;
    std::vector<std::pair<std::uint32_t, std::string_view>> copies;  // few
  };

  void add_copy(std::uint32_t first, std::uint32_t number, std::string_view id) {
    auto& block = out_.to(part_, kCopies);
    put(block, first);
    put(block, number);
    put_text(block, id);
  }

  void add_link(Group const& group, std::string_view left, std::string_view right) {
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
    put_known(
      out_.to(part_, kKnownCopies),
      {group.figures.first, group.figures.best, group.figures.rank, group.id, group.best_id, group.copies}
    );
  }

  std::uint32_t part_;
  bool with_links_;
  Letters& out_;
  std::map<std::uint32_t, Group> groups_;
  StepCounts counts_;
};

nb::list copies_meet(
  std::uint32_t part,
  nb::list firsts,
  nb::list bests,
  nb::list few,
  nb::list stars,
  bool with_links,
  std::vector<std::uint32_t> part_ends
) {
  Blocks const first_blocks{firsts};
  Blocks const best_blocks{bests};
  Blocks const few_blocks{few};
  Blocks const star_blocks{stars};
  Letters out;
  {
    nb::gil_scoped_release const released;
    CopyMeeting meeting{part, with_links, out};
    meeting.take(kFirstCopies, first_blocks.views());
    meeting.take(kBestCopies, best_blocks.views());
    meeting.take(kFewCopies, few_blocks.views());
    meeting.take_stars(star_blocks.views());
    meeting.finish(Parts{std::move(part_ends)});
  }
  return out.take();
}

}  // namespace

void bind_copy_steps(nb::module_& module) {
  module.def("step_copies_out", &copies_out);
  module.def("step_copies_meet", &copies_meet);
}

}  // namespace stemma::python
