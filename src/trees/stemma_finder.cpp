// SPDX-License-Identifier: Apache-2.0
#include "trees/stemma_finder.hpp"

namespace stemma {

namespace {

StoryTellings firsts_of(std::vector<SameText> const& texts, StoryTellings const& story) {
  StoryTellings firsts;
  for (SameText const& text : texts) {
    firsts.tellings.push_back(story.tellings[text.first]);
  }
  return firsts;
}

std::vector<TellingTraits> traits_of(
  std::vector<SameText> const& texts, StoryTellings const& different, std::span<Facts const> facts
) {
  auto traits = read_traits(different);
  for (std::size_t i = 0; i < traits.size() && texts[i].first < facts.size(); ++i) {
    mark_garbled_places(traits[i], *different.tellings[i].tokens, facts[texts[i].first]);
  }
  return traits;
}

/// By telling, the number of the different text of which it is the first; of others one that no text has.
std::vector<WitnessIndex> numbers_of(std::vector<SameText> const& texts, std::size_t tellings) {
  std::vector<WitnessIndex> numbers(tellings, static_cast<WitnessIndex>(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    numbers[texts[i].first] = static_cast<WitnessIndex>(i);
  }
  return numbers;
}

}  // namespace

StemmaFinder::StemmaFinder(StoryEvidence const& evidence, Options const& options)
    : story_{evidence.story},
      texts_{group_same_texts(story_, options.clocks == Clocks::Used)},
      different_{firsts_of(texts_, story_)},
      traits_{traits_of(texts_, different_, evidence.facts)},
      scores_{
        different_, traits_, options.clocks,
        UnitScores{texts_.size(), evidence.units, numbers_of(texts_, story_.tellings.size())}} {
  auto const families = grow_families(scores_, options.threads);
  draft_ = find_best_draft(scores_);
  confidences_ = judge_links(draft_, scores_);
  with_lost_ = find_lost_sources(draft_.draft, scores_);
  grafts_ = graft_families(with_lost_, scores_, families);
}

}  // namespace stemma
