// SPDX-License-Identifier: Apache-2.0
// Steps that bring together the texts to be compared, compare them, and grow clusters.
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/cell_texts.hpp"
#include "python/src/edges.hpp"
#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"

namespace stemma::python {

namespace {

struct HalfLabelled {
  Suspect suspect;
  std::uint32_t component = 0;  // of the right document
  std::uint32_t kin = 0;
};

/// The components of a part's documents; of one that no edge joins, itself.
class Labels {
 public:
  explicit Labels(std::vector<std::string_view> const& blocks) {
    for (auto const& [tag, document, label] : records_in<Label>(blocks)) {
      labels_[std::uint64_t{document} << 1U | tag] = label;
    }
  }

  [[nodiscard]] std::uint32_t of(std::uint32_t tag, std::uint32_t document) const {
    auto const found = labels_.find(std::uint64_t{document} << 1U | tag);
    return found == labels_.end() ? document : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> labels_;
};

nb::list suspects_right(nb::list suspects, nb::list labels, std::vector<std::uint32_t> part_ends) {
  Blocks const blocks{suspects};
  Blocks const label_blocks{labels};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    Labels const known{label_blocks.views()};
    for (auto const& suspect : records_in<Suspect>(blocks.views())) {
      put(
        out.to(parts.part_of(suspect.left), kSuspects),
        HalfLabelled{suspect, known.of(kStrongEdge, suspect.right), known.of(kKinEdge, suspect.right)}
      );
    }
  }
  return out.take();
}

nb::list suspects_left(
  std::uint32_t part, nb::list suspects, nb::list labels, std::uint32_t cells, std::vector<std::uint32_t> part_ends
) {
  Blocks const blocks{suspects};
  Blocks const label_blocks{labels};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    Labels const known{label_blocks.views()};
    for (auto const& [suspect, component, kin] : records_in<HalfLabelled>(blocks.views())) {
      auto const cell = share_of(known.of(kKinEdge, suspect.left), cells);
      auto const right_cell = share_of(kin, cells);
      auto const hang = known.of(kStrongEdge, suspect.left) == component;
      auto const is_across = cell != right_cell;
      auto const right_part = parts.part_of(suspect.right);
      put(
        out.to(cell, kCellPairs),
        Suspect{suspect.left, suspect.right, (hang ? kHangTogether : 0U) | (is_across ? kIsAcross : 0U)}
      );
      put(out.to(part, kRoutes), Route{suspect.left, cell, kIsAtHome});
      put(out.to(right_part, kRoutes), Route{suspect.right, cell, is_across ? 0U : kIsAtHome});
      if (is_across && hang) {
        put(out.to(right_part, kRoutes), Route{suspect.right, right_cell, kIsAtHome | kIsCrossed});
      }
      if ((suspect.flags & kIsCrowd) != 0) {
        put(out.to(part, kWanted), suspect.left);
        put(out.to(right_part, kWanted), suspect.right);
      }
    }
  }
  return out.take();
}

/// How many different documents of a part are suspects for what they share in crowds.
nb::list crowded_meet(nb::list given) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto const all = records_in<std::uint32_t>(blocks.views());
    StepCounts counts;
    counts.crowded_documents = std::unordered_set<std::uint32_t>{all.begin(), all.end()}.size();
    put(out.to(0, kCounts), counts);
  }
  return out.take();
}

/// The components that joining links make of a cell's texts: each text's first, by place.
std::vector<std::uint32_t> joined_places(std::size_t count, std::vector<TextPair> const& joining) {
  std::vector<std::uint32_t> parents(count);
  std::iota(parents.begin(), parents.end(), 0U);
  auto const root = [&](std::uint32_t at) {
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  };
  for (auto const& [left, right] : joining) {
    auto const [first, second] = std::minmax({root(left), root(right)});
    parents[second] = first;
  }
  for (std::uint32_t at = 0; at < count; ++at) {
    parents[at] = parents[parents[at]];
  }
  return parents;
}

/// A text that has been looked at is at hand for a while: so those that are kin stand together, and so do their pairs.
std::vector<TextLink> compare_by_families(Cell const& cell, std::vector<TextPair> const& pairs) {
  auto const roots = joined_places(cell.texts().size(), pairs);
  std::vector<std::uint32_t> order(roots.size());  // places; within a family as before
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t place) { return roots[place]; });
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> at(order.size());
  for (auto const place : order) {
    at[place] = static_cast<std::uint32_t>(texts.size());
    texts.push_back(cell.views()[place]);
  }
  std::vector<std::uint32_t> pair_order(pairs.size());
  std::iota(pair_order.begin(), pair_order.end(), 0U);
  std::ranges::stable_sort(pair_order, {}, [&](std::uint32_t i) { return at[pairs[i].first]; });
  std::vector<TextPair> moved;
  for (auto const i : pair_order) {
    moved.emplace_back(at[pairs[i].first], at[pairs[i].second]);
  }
  auto found = cell.comparer().compare(texts, moved, 1);
  std::vector<TextLink> links(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    links[pair_order[i]] = std::move(found[i]);
  }
  return links;
}

struct CellRun {
  Cell const& cell;
  Parts const& parts;
  std::uint32_t share;
  Letters& out;
  StepCounts& counts;
};

/// Clusters of what lies in this cell whole; the rest is told, to be grown where all of it is together.
void grow(CellRun const& run, std::vector<TextPair> const& joining, std::vector<bool> is_whole_here) {
  auto const& texts = run.cell.texts();
  auto const roots = joined_places(texts.size(), joining);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if ((texts[i].flags & kIsAtHome) == 0 || (texts[i].flags & kIsCrossed) != 0) {
      is_whole_here[roots[i]] = false;
    }
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!is_whole_here[i]) {
      is_whole_here[roots[i]] = false;
    }
  }
  std::map<std::uint32_t, std::pair<std::vector<std::uint32_t>, std::vector<TextPair>>> components;
  for (auto const& pair : joining) {
    auto const root = roots[pair.first];
    if (is_whole_here[root]) {
      components[root].second.push_back(pair);
      continue;
    }
    auto const left = texts[pair.first].number;
    put(run.out.to(run.parts.part_of(left), kJoins), Edge{kStrongEdge, texts[pair.second].number, left});
    ++run.counts.joins;
  }
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    if (auto const found = components.find(roots[i]); found != components.end()) {
      found->second.first.push_back(i);
    } else if (!is_whole_here[roots[i]] && (texts[i].flags & kIsAtHome) != 0) {
      put_cell_text(run.out.to(run.parts.part_of(texts[i].number), kTexts), texts[i]);
    }
  }
  for (auto const& [root, component] : components) {
    tell_clusters(run.cell, component.first, component.second, run.parts, run.share, run.out, run.counts);
  }
}

nb::list verify(
  std::uint32_t share,
  nb::list texts,
  nb::list bytes_of_parts,
  nb::list pairs,
  std::vector<std::uint32_t> part_ends,
  std::tuple<int, double, double, std::uint32_t> rule
) {
  Blocks const text_blocks{texts};
  Blocks const bytes{bytes_of_parts};
  Blocks const pair_blocks{pairs};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    std::vector<CellText> given;
    each_record(text_blocks.views(), [&](BlockReader& reader) {
      find_text(given.emplace_back(take_cell_text(reader)), bytes.views());
    });
    Cell const cell{std::move(given), std::apply(copy_options, rule)};
    auto suspects = records_in<Suspect>(pair_blocks.views());
    std::ranges::sort(suspects, {}, [](Suspect const& one) { return std::pair{one.left, one.right}; });
    std::vector<TextPair> places;
    for (auto const& suspect : suspects) {
      places.emplace_back(cell.place_of(suspect.left), cell.place_of(suspect.right));
    }
    auto const links = compare_by_families(cell, places);
    StepCounts counts;
    std::vector<TextPair> joining;
    std::vector<bool> is_whole_here(cell.texts().size(), true);
    counts.suspect_pairs = links.size();
    for (std::size_t i = 0; i < links.size(); ++i) {
      counts.boilerplate_only_pairs += links[i].is_boilerplate_only ? 1U : 0U;
      if (!cell.is_wanted(links[i].kind)) {
        continue;
      }
      cell.tell_link(places[i], links[i], out.to(share, kLinks), counts.links[static_cast<std::size_t>(links[i].kind)]);
      if (cell.does_join(links[i].kind) && (suspects[i].flags & kHangTogether) != 0) {
        joining.push_back(places[i]);
        if ((suspects[i].flags & kIsAcross) != 0) {
          is_whole_here[places[i].first] = false;
        }
      }
    }
    grow({cell, parts, share, out, counts}, joining, std::move(is_whole_here));
    put(out.to(share, kCounts), counts);
  }
  return out.take();
}

/// What could not be clustered in one cell, to the share of its component.
nb::list joins_out(nb::list joins, nb::list texts, nb::list labels, std::uint32_t shares) {
  Blocks const join_blocks{joins};
  Blocks const text_blocks{texts};
  Blocks const label_blocks{labels};
  Letters out;
  {
    nb::gil_scoped_release const released;
    std::unordered_map<std::uint32_t, std::uint32_t> known;
    for (auto const& [tag, document, label] : records_in<Label>(label_blocks.views())) {
      known[document] = label;
    }
    for (auto const& edge : records_in<Edge>(join_blocks.views())) {
      auto const component = known.at(edge.less);
      put(out.to(share_of(component, shares), kJoins), Edge{component, edge.more, edge.less});
    }
    each_record(text_blocks.views(), [&](BlockReader& reader) {
      auto const text = take_cell_text(reader);
      if (auto const found = known.find(text.number); found != known.end()) {
        auto& letter = out.to(share_of(found->second, shares), kTexts);
        put(letter, found->second);
        put_cell_text(letter, text);
      }
    });
  }
  return out.take();
}

nb::list joins_meet(
  std::uint32_t share,
  nb::list joins,
  nb::list texts,
  nb::list bytes_of_parts,
  std::vector<std::uint32_t> part_ends,
  std::tuple<int, double, double, std::uint32_t> rule
) {
  Blocks const join_blocks{joins};
  Blocks const text_blocks{texts};
  Blocks const bytes{bytes_of_parts};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    std::map<std::uint32_t, std::vector<CellText>> components;
    each_record(text_blocks.views(), [&](BlockReader& reader) {
      auto const component = reader.take<std::uint32_t>();
      find_text(components[component].emplace_back(take_cell_text(reader)), bytes.views());
    });
    std::map<std::uint32_t, std::vector<Edge>> edges;
    for (auto const& edge : records_in<Edge>(join_blocks.views())) {
      edges[edge.tag].push_back(edge);
    }
    StepCounts counts;
    for (auto& [component, members] : components) {
      Cell const cell{std::move(members), std::apply(copy_options, rule)};
      std::vector<std::uint32_t> places(cell.texts().size());
      std::iota(places.begin(), places.end(), 0U);
      std::vector<TextPair> joining;
      for (auto const& edge : edges[component]) {
        joining.emplace_back(cell.place_of(edge.less), cell.place_of(edge.more));
      }
      tell_clusters(cell, places, joining, parts, share, out, counts);
    }
    put(out.to(share, kCounts), counts);
  }
  return out.take();
}

}  // namespace

void bind_cell_steps(nb::module_& module) {
  module.def(
    "check_copy_rule",
    [](int level, double min_resemblance, double min_containment, std::uint32_t min_run_words) {
      static_cast<void>(TextComparer{copy_options(level, min_resemblance, min_containment, min_run_words)});
    }
  );
  module.def("step_suspects_right", &suspects_right);
  module.def("step_suspects_left", &suspects_left);
  module.def("step_crowded_meet", &crowded_meet);
  module.def("step_verify", &verify);
  module.def("step_joins_out", &joins_out);
  module.def("step_joins_meet", &joins_meet);
}

}  // namespace stemma::python
