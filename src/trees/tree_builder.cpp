// SPDX-License-Identifier: Apache-2.0
#include "trees/tree_builder.hpp"

namespace stemma {

TreeBuilder::TreeBuilder(Options const& options) : options_{options} {}

Stemma TreeBuilder::build(StoryEvidence const& evidence) const {
  Stemma stemma;
  for (Telling const& telling : evidence.story.tellings) {
    stemma.witnesses.push_back(telling.id);
    stemma.origin_groups.push_back({NodeId{static_cast<std::uint32_t>(stemma.witnesses.size() - 1)}, {telling.id}});
  }
  return stemma;
}

}  // namespace stemma
