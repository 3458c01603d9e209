// SPDX-License-Identifier: Apache-2.0
#include "trees/draft.hpp"

#include <algorithm>

namespace stemma {

namespace {

// Per lineage: turning a lineage costs as much as weighing it, so fewer in a large one.
constexpr std::size_t kRootsTried = 64;
constexpr std::size_t kFewestRootsTried = 8;
constexpr std::size_t kTurned = 20000;  // witnesses, all in all

using Links = std::vector<std::vector<WitnessIndex>>;

Links children_of(Draft const& draft) {
  Links children(draft.parents.size());
  for (WitnessIndex child = 0; child < draft.parents.size(); ++child) {
    for (auto const parent : draft.parents[child]) {
      children[parent].push_back(child);
    }
  }
  return children;
}

/// Both ways along single parents.
Links single_links(Draft const& draft) {
  Links links(draft.parents.size());
  for (WitnessIndex child = 0; child < draft.parents.size(); ++child) {
    if (draft.parents[child].size() == 1) {
      links[child].push_back(draft.parents[child].front());
      links[draft.parents[child].front()].push_back(child);
    }
  }
  return links;
}

/// Calls `step(from, to)` for every link on the way out from `start`.
template <typename Step>
void walk(Links const& links, WitnessIndex start, Step const& step) {
  std::vector<bool> is_seen(links.size(), false);
  std::vector<WitnessIndex> open{start};
  is_seen[start] = true;
  while (!open.empty()) {
    auto const from = open.back();
    open.pop_back();
    for (auto const to : links[from]) {
      if (!is_seen[to]) {
        is_seen[to] = true;
        step(from, to);
        open.push_back(to);
      }
    }
  }
}

}  // namespace

std::vector<WitnessSet> descendants_of(Draft const& draft) {
  auto const children = children_of(draft);
  std::vector<WitnessSet> descendants;
  descendants.reserve(children.size());
  for (WitnessIndex witness = 0; witness < children.size(); ++witness) {
    WitnessSet found{children.size()};
    std::vector<WitnessIndex> open = children[witness];
    while (!open.empty()) {
      auto const next = open.back();
      open.pop_back();
      if (!found.contains(next)) {
        found.insert(next);
        open.insert(open.end(), children[next].begin(), children[next].end());
      }
    }
    descendants.push_back(std::move(found));
  }
  return descendants;
}

WitnessSet roots_of(Draft const& draft) {
  WitnessSet roots{draft.parents.size()};
  for (WitnessIndex witness = 0; witness < draft.parents.size(); ++witness) {
    if (draft.parents[witness].empty()) {
      roots.insert(witness);
    }
  }
  return roots;
}

double attestation(
  WitnessSet const& makers, WitnessSet const& roots, WitnessSet const& descendants, WitnessIndex witness
) {
  auto const others = static_cast<double>(makers.count_other_than(descendants, witness));
  if (others == 0) {
    return 0;
  }
  return makers.shares_other_than(roots, descendants, witness) ? 1.0 : others / (others + 1);
}

bool has_cycle(Draft const& draft) {
  // Takes away witnesses without parents left until none goes.
  auto const children = children_of(draft);
  std::vector<std::size_t> waiting(draft.parents.size());
  std::vector<WitnessIndex> open;
  for (WitnessIndex witness = 0; witness < draft.parents.size(); ++witness) {
    waiting[witness] = draft.parents[witness].size();
    if (waiting[witness] == 0) {
      open.push_back(witness);
    }
  }
  std::size_t taken = 0;
  while (!open.empty()) {
    auto const witness = open.back();
    open.pop_back();
    ++taken;
    for (auto const child : children[witness]) {
      if (--waiting[child] == 0) {
        open.push_back(child);
      }
    }
  }
  return taken < draft.parents.size();
}

std::vector<Descent> lineages_of(Draft const& draft) {
  auto const links = single_links(draft);
  std::vector<Descent> lineages;
  for (WitnessIndex root = 0; root < draft.parents.size(); ++root) {
    if (!draft.parents[root].empty()) {
      continue;
    }
    Descent lineage{root, {root}};
    walk(links, root, [&](WitnessIndex, WitnessIndex to) { lineage.members.push_back(to); });
    std::ranges::sort(lineage.members);
    lineages.push_back(std::move(lineage));
  }
  return lineages;
}

std::vector<WitnessIndex> roots_to_try(Descent const& lineage, Draft const& draft) {
  auto const children = children_of(draft);
  auto roots = lineage.members;
  std::ranges::stable_sort(roots, std::ranges::greater{}, [&](WitnessIndex w) { return children[w].size(); });
  auto const most = std::clamp(kTurned / std::max<std::size_t>(1, roots.size()), kFewestRootsTried, kRootsTried);
  roots.resize(std::min(roots.size(), most));
  if (std::ranges::find(roots, lineage.root) == roots.end()) {
    roots.push_back(lineage.root);
  }
  return roots;
}

Draft rerooted(Draft const& draft, Descent const& lineage, WitnessIndex root) {
  auto const links = single_links(draft);
  Draft turned = draft;
  for (auto const member : lineage.members) {
    turned.parents[member].clear();
  }
  walk(links, root, [&](WitnessIndex from, WitnessIndex to) { turned.parents[to] = {from}; });
  return turned;
}

}  // namespace stemma
