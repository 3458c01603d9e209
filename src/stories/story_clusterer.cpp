// SPDX-License-Identifier: Apache-2.0
#include "stories/story_clusterer.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "stories/average_link.hpp"
#include "stories/grouping.hpp"
#include "stories/neighbours.hpp"
#include "stories/story_rule.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

namespace {

/// Where each document stands in the sorted tellings.
std::map<DocId, std::uint32_t> places_of(std::span<Telling const> tellings) {
  std::map<DocId, std::uint32_t> places;
  for (std::uint32_t place = 0; place < tellings.size(); ++place) {
    places.emplace(tellings[place].id, place);
  }
  return places;
}

std::vector<Likeness> copies(std::span<CopyPair const> pairs, std::map<DocId, std::uint32_t> const& places) {
  std::vector<Likeness> together;
  for (CopyPair const& pair : pairs) {
    double const share = std::max(pair.containment_left, pair.containment_right);
    if (share >= kCopiedShare) {
      auto const left = places.at(pair.left);
      auto const right = places.at(pair.right);
      together.push_back({std::min(left, right), std::max(left, right), share});
    }
  }
  return together;
}

/// The pairs as stories, without those that are alike only by chance; each story's nearest neighbour once.
std::vector<NearestStories> nearest(std::span<ClusterLikeness const> apart, std::span<std::uint32_t const> rank) {
  std::vector<ClusterLikeness const*> best(rank.size(), nullptr);
  for (ClusterLikeness const& pair : apart) {
    for (auto const cluster : {pair.left, pair.right}) {
      if (best[cluster] == nullptr || best[cluster]->similarity < pair.similarity) {
        best[cluster] = &pair;
      }
    }
  }
  std::vector<NearestStories> found;
  for (auto const* pair : best) {
    if (pair != nullptr) {
      auto const left = rank[pair->left];
      auto const right = rank[pair->right];
      found.push_back({std::min(left, right), std::max(left, right), pair->similarity});
    }
  }
  auto const falling = [](NearestStories const& a, NearestStories const& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity
                                        : std::pair{a.left, a.right} < std::pair{b.left, b.right};
  };
  std::ranges::sort(found, falling);
  auto const same = [](NearestStories const& a, NearestStories const& b) {
    return a.left == b.left && a.right == b.right;
  };
  auto const doubled = std::ranges::unique(found, same);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

StoryGroups arrange(std::span<Telling const> tellings, Linked const& linked) {
  std::vector<std::uint32_t> order(linked.clusters.size());
  for (std::uint32_t cluster = 0; cluster < order.size(); ++cluster) {
    order[cluster] = cluster;
  }
  // Clusters are sorted by their first text already, so a stable sort breaks ties by document id.
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return linked.clusters[a].size() > linked.clusters[b].size();
  });
  StoryGroups groups;
  std::vector<std::uint32_t> rank(order.size());
  for (auto const cluster : order) {
    rank[cluster] = static_cast<std::uint32_t>(groups.stories.size());
    auto& story = groups.stories.emplace_back();
    for (auto const text : linked.clusters[cluster]) {
      story.tellings.push_back(tellings[text]);
    }
  }
  groups.nearest_not_merged = nearest(linked.apart, rank);
  return groups;
}

}  // namespace

StoryClusterer::StoryClusterer(Options const& options) : options_{options} {}

StoryGroups StoryClusterer::cluster(
  std::span<Telling const> tellings, std::span<CopyPair const> pairs, StoryPile const* taught
) const {
  std::vector<Telling> sorted{tellings.begin(), tellings.end()};
  std::ranges::sort(sorted, {}, [](Telling const& telling) -> std::string const& { return telling.document->id; });
  double const threshold = options_.story_threshold > 0 ? options_.story_threshold : kStoryThreshold;
  auto const vectors = make_word_vectors(sorted, options_.threads, taught);
  auto alike = find_neighbours(
    std::vector<WordView>{vectors.begin(), vectors.end()}, threshold * kLeastStoryPart, options_.threads
  );
  if (options_.clocks == Clocks::Used) {
    for (Likeness& pair : alike) {
      pair.similarity *= time_factor(sorted[pair.left].document->published, sorted[pair.right].document->published);
    }
  }
  auto const linked = link_by_average(sorted.size(), alike, copies(pairs, places_of(sorted)), threshold);
  auto groups = arrange(sorted, linked);
  std::map<DocId, std::uint32_t> const places = places_of(sorted);
  for (StoryTellings const& story : groups.stories) {
    std::vector<WordVector const*> of_story;
    for (Telling const& telling : story.tellings) {
      of_story.push_back(&vectors[places.at(telling.id)]);
    }
    groups.grouped.push_back(explain_grouping(story, of_story));
  }
  return groups;
}

}  // namespace stemma
