// SPDX-License-Identifier: Apache-2.0
#include "pipeline/exact_groups.hpp"

#include <algorithm>

namespace stemma {

ExactGroups::ExactGroups(std::span<Suspect const> suspects, CopyClusterer::RankOf const& rank_of, SpillMemory& memory)
    : groups_{&memory}, copies_{&memory} {
  // Sorted by component, then left: the copies of one document stand in a row, but for suspects that are not exact.
  for (auto const& suspect : suspects) {
    if (!suspect.is_exact) {
      continue;
    }
    if (groups_.empty() || groups_.back().first != suspect.left) {
      groups_.push_back({suspect.left, suspect.left, copies_.size(), copies_.size(), suspect.component});
    }
    memory.ease_at(copies_.size());
    auto& group = groups_.back();
    copies_.push_back(suspect.right);
    group.end = copies_.size();
    group.best = std::min(rank_of(suspect.right), rank_of(group.best)).number;
  }
  std::ranges::sort(groups_, {}, &Group::first);
}

ExactGroups::Group const* ExactGroups::find(std::uint32_t first) const {
  auto const at = std::ranges::lower_bound(groups_, first, {}, &Group::first);
  return at == groups_.end() || at->first != first ? nullptr : &*at;
}

std::span<std::uint32_t const> ExactGroups::copies(std::uint32_t first) const {
  auto const* const group = find(first);
  return group == nullptr ? std::span<std::uint32_t const>{}
                          : std::span{copies_}.subspan(group->begin, group->end - group->begin);
}

std::vector<std::uint32_t> ExactGroups::written_out(std::uint32_t first) const {
  std::vector<std::uint32_t> documents{first};
  auto const others = copies(first);
  if (others.size() < kWrittenOut) {
    documents.insert(documents.end(), others.begin(), others.end());
  }
  return documents;
}

std::uint32_t ExactGroups::best(std::uint32_t first) const {
  auto const* const group = find(first);
  return group == nullptr ? first : group->best;
}

}  // namespace stemma
