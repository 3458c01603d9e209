// SPDX-License-Identifier: Apache-2.0
#include "stories/story_clusterer.hpp"

namespace stemma {

StoryClusterer::StoryClusterer(Options const& options) : options_{options} {}

StoryGroups StoryClusterer::cluster(std::span<Telling const> tellings, std::span<CopyPair const> /*pairs*/) const {
  StoryGroups groups;
  for (Telling const& telling : tellings) {
    groups.stories.push_back({{telling}});
  }
  return groups;
}

}  // namespace stemma
