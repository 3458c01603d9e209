// SPDX-License-Identifier: Apache-2.0
#include "apparatus/lineage.hpp"

#include <algorithm>
#include <tuple>

#include "base/assert.hpp"

namespace stemma {

Lineage::Lineage(StoryTellings const& story, Stemma const& stemma)
    : story_{&story},
      witnesses_{story.tellings.size()},
      parents_(witnesses_ + stemma.lost_sources),
      children_(witnesses_ + stemma.lost_sources),
      origins_(witnesses_),
      depth_(witnesses_ + stemma.lost_sources, 0),
      certainty_(witnesses_, 1) {
  for (StemmaEdge const& edge : stemma.edges) {
    auto const parent = static_cast<std::uint32_t>(index_of(edge.parent));
    auto const child = static_cast<std::uint32_t>(index_of(edge.child));
    STEMMA_ASSERT(parent < parents_.size() && child < parents_.size(), "an edge joins nodes of its stemma");
    if (child < witnesses_) {
      certainty_[child] = parents_[child].empty() ? edge.confidence : std::max(certainty_[child], edge.confidence);
    }
    parents_[child].push_back(parent);
    children_[parent].push_back(child);
  }
  for (std::size_t group = 0; group < stemma.origin_groups.size(); ++group) {
    for (DocId const document : stemma.origin_groups[group].documents) {
      for (std::size_t w = 0; w < witnesses_; ++w) {
        if (story.tellings[w].id == document) {
          origins_[w].insert(group);
        }
      }
    }
  }
  find_depths();
}

/// A stemma has no cycle; should one slip in, the number of rounds is bounded all the same.
void Lineage::find_depths() {
  for (std::size_t round = 0; round < parents_.size(); ++round) {
    bool changed = false;
    for (std::size_t node = 0; node < parents_.size(); ++node) {
      for (auto const parent : parents_[node]) {
        auto const depth = depth_[parent] + 1;
        if (depth > depth_[node] && depth <= parents_.size()) {
          depth_[node] = depth;
          changed = true;
        }
      }
    }
    if (!changed) {
      return;
    }
  }
}

Lineage::Sources Lineage::sources_of(WitnessIndex witness, std::vector<char> const& has_place) const {
  Sources sources;
  std::set<std::uint32_t> seen{witness};
  std::vector<std::uint32_t> open = parents_[witness];
  std::vector<std::uint32_t> lost;
  while (!open.empty()) {
    auto const node = open.back();
    open.pop_back();
    if (!seen.insert(node).second) {
      continue;
    }
    if (node >= witnesses_) {
      lost.push_back(node);
    } else if (has_place[node]) {
      sources.above.insert(node);
      continue;
    }
    open.insert(open.end(), parents_[node].begin(), parents_[node].end());
  }
  // What a lost source had, its other descendants tell: the nearest of them that have the place.
  auto const own = descendants_of(witness);
  std::set<std::uint32_t> visited;
  while (!lost.empty()) {
    auto const node = lost.back();
    lost.pop_back();
    for (auto const child : children_[node]) {
      if (own.contains(child) || !visited.insert(child).second) {
        continue;
      }
      if (child < witnesses_ && has_place[child]) {
        sources.through_lost.insert(child);
      } else {
        lost.push_back(child);
      }
    }
  }
  return sources;
}

bool Lineage::has_edges() const {
  return std::any_of(parents_.begin(), parents_.end(), [](auto const& parents) { return !parents.empty(); });
}

bool Lineage::has_parent_document(WitnessIndex witness) const {
  return std::any_of(parents_[witness].begin(), parents_[witness].end(), [&](auto node) { return node < witnesses_; });
}

std::set<WitnessIndex> Lineage::descendants_of(WitnessIndex witness) const {
  std::set<WitnessIndex> found;
  std::vector<std::uint32_t> open{witness};
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    auto const node = open.back();
    open.pop_back();
    if (!seen.insert(node).second) {
      continue;
    }
    if (node < witnesses_) {
      found.insert(node);
    }
    open.insert(open.end(), children_[node].begin(), children_[node].end());
  }
  return found;
}

bool Lineage::share_origin(WitnessIndex a, WitnessIndex b) const {
  return std::any_of(origins_[a].begin(), origins_[a].end(), [&](auto group) { return origins_[b].contains(group); });
}

std::optional<WitnessIndex> Lineage::first_carrier(
  std::set<WitnessIndex> const& carriers, std::vector<char> const& has_place
) const {
  std::vector<WitnessIndex> firsts;
  for (WitnessIndex const witness : carriers) {
    auto const above = sources_of(witness, has_place).above;
    if (std::none_of(above.begin(), above.end(), [&](WitnessIndex w) { return carriers.contains(w); })) {
      firsts.push_back(witness);
    }
  }
  if (firsts.size() == 1) {
    return firsts.front();
  }
  std::optional<WitnessIndex> earliest;
  for (WitnessIndex const witness : firsts) {
    auto const& published = story_->tellings[witness].document->published;
    if (!published) {
      return std::nullopt;
    }
    if (!earliest || *published < *story_->tellings[*earliest].document->published) {
      earliest = witness;
    }
  }
  return earliest;
}

}  // namespace stemma
