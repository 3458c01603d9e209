// SPDX-License-Identifier: Apache-2.0
#include "stories/story_clusterer.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/assert.hpp"
#include "stories/average_link.hpp"
#include "stories/neighbours.hpp"
#include "stories/story_rule.hpp"

namespace stemma {

namespace {

std::vector<Likeness> copies(std::span<CopyPair const> pairs) {
  std::vector<Likeness> together;
  for (CopyPair const& pair : pairs) {
    double const share = std::max(pair.containment_left, pair.containment_right);
    if (share >= kCopiedShare) {
      auto const left = static_cast<std::uint32_t>(index_of(pair.left));
      auto const right = static_cast<std::uint32_t>(index_of(pair.right));
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

FoundStories arrange(Linked const& linked) {
  std::vector<std::uint32_t> order(linked.clusters.size());
  for (std::uint32_t cluster = 0; cluster < order.size(); ++cluster) {
    order[cluster] = cluster;
  }
  // Clusters are sorted by their first text already, so a stable sort breaks ties by document id.
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return linked.clusters[a].size() > linked.clusters[b].size();
  });
  FoundStories found;
  found.stories.reserve(order.size());
  std::vector<std::uint32_t> rank(order.size());
  for (auto const cluster : order) {
    rank[cluster] = static_cast<std::uint32_t>(found.stories.size());
    auto& story = found.stories.emplace_back();
    story.reserve(linked.clusters[cluster].size());
    for (auto const text : linked.clusters[cluster]) {
      story.push_back(DocId{text});
    }
  }
  found.nearest_not_merged = nearest(linked.apart, rank);
  return found;
}

}  // namespace

StoryClusterer::StoryClusterer(Options const& options) : options_{options} {}

FoundStories StoryClusterer::cluster(
  std::span<Document const> documents,
  TokensOf const& tokens_of,
  TaughtWords const& words,
  std::span<CopyPair const> pairs
) const {
  STEMMA_ASSERT(std::ranges::is_sorted(documents, {}, &Document::id), "documents are sorted by id");
  double const threshold = options_.story_threshold > 0 ? options_.story_threshold : kStoryThreshold;
  auto alike = find_neighbours(
    PileVectors{documents.size(), words, tokens_of, options_.threads}, threshold * kLeastStoryPart, options_.threads
  );
  if (options_.clocks == Clocks::Used) {
    for (Likeness& pair : alike) {
      pair.similarity *= time_factor(documents[pair.left].published, documents[pair.right].published);
    }
  }
  return arrange(link_by_average(documents.size(), std::move(alike), copies(pairs), threshold));
}

}  // namespace stemma
