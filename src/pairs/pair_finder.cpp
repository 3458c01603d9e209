// SPDX-License-Identifier: Apache-2.0
#include "pairs/pair_finder.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/assert.hpp"
#include "base/copy_rule.hpp"
#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pairs/counted_text.hpp"
#include "pairs/evidence.hpp"
#include "pairs/key_set.hpp"
#include "pairs/pair_judge.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskPairs = 256;  // verified by one thread at a time

struct Suspects {
  std::vector<CopyPair> pairs;  ///< Sorted, none twice; without figures.
  KeySet crowded_anchors;
  std::uint64_t crowded_groups = 0;
};

Suspects find_suspects(std::span<Sketch const> sketches) {
  std::array<std::vector<std::uint64_t>, kAnchorShares> shares;
  std::vector<AnchorStock> stocks;
  for (std::uint32_t place = 0; place < sketches.size(); ++place) {
    stocks.push_back(stock_of(sketches[place]));
    for (auto const anchor : sketches[place].anchors) {
      shares[anchor_share(anchor)].push_back(anchor_record(anchor, place));
    }
  }
  std::vector<std::uint64_t> scratch;
  std::vector<std::uint64_t> pairs;
  std::vector<std::uint64_t> crowded;
  for (std::size_t share = 0; share < kAnchorShares; ++share) {
    std::vector<std::uint64_t> keys;
    pair_by_anchors(shares[share], scratch, keys, kCrowd, [&](std::uint64_t pair) { pairs.push_back(pair); });
    for (auto const key : keys) {
      crowded.push_back(crowd_key(key, share));
    }
  }
  radix_sort(pairs, scratch, [](std::uint64_t pair) { return pair; });
  Suspects found;
  found.crowded_anchors = KeySet{crowded};
  found.crowded_groups = crowded.size();
  count_evidence(pairs, [&](std::uint32_t left, std::uint32_t right, std::uint32_t common, std::uint32_t in_crowds) {
    if (weigh(stocks[left], stocks[right], common, in_crowds, kStoryWindow) != AnchorEvidence::None) {
      auto& pair = found.pairs.emplace_back();
      pair.left = DocId{left};
      pair.right = DocId{right};
    }
  });
  return found;
}

/// Reads the texts of candidates and keeps those that are copies.
class Verifier {
 public:
  Verifier(std::span<Document const> documents, MaskKernel const& kernel, KeySet const& crowded)
      : documents_{documents}, kernel_{kernel}, crowded_{crowded} {}

  /// Of some candidates, which are sorted by their left text, so that it is read once.
  [[nodiscard]] std::vector<CopyPair> verify(std::span<CopyPair const> some) const {
    thread_local CountedText left;
    thread_local CountedText right;
    thread_local TextComparison comparison;
    std::vector<CopyPair> pairs;
    CopyPair const* before = nullptr;
    for (auto const& suspect : some) {
      if (before == nullptr || before->left != suspect.left) {
        left.count(documents_[index_of(suspect.left)].text, kernel_);
      }
      before = &suspect;
      right.count(documents_[index_of(suspect.right)].text, kernel_);
      auto found = comparison.compare(left, right);
      auto pair = figures_of(left, right, found);
      if (!may_be_copy(pair)) {
        continue;
      }
      left.find_boilerplate(kStoryWindow, kernel_, crowded_);
      right.find_boilerplate(kStoryWindow, kernel_, crowded_);
      comparison.discount_boilerplate(left, right, kStoryWindow, found);
      pair = figures_of(left, right, found);
      pair.left = suspect.left;
      pair.right = suspect.right;
      if (is_copy(pair)) {
        pairs.push_back(pair);
      }
    }
    return pairs;
  }

 private:
  std::span<Document const> documents_;
  MaskKernel const& kernel_;
  KeySet const& crowded_;
};

}  // namespace

CopyPairs PairFinder::find(std::span<Sketch const> sketches, std::span<Document const> documents) const {
  STEMMA_ASSERT(sketches.size() == documents.size(), "there is one sketch for each document, in the same order");
  STEMMA_ASSERT(sketches.size() < kMostPlaces, "places of sketches have 31 bits in a pair");
  auto const suspects = find_suspects(sketches);
  Verifier const verifier{documents, *kernel_, suspects.crowded_anchors};
  std::span<CopyPair const> const all{suspects.pairs};
  auto const tasks = (all.size() + kTaskPairs - 1) / kTaskPairs;
  std::vector<std::vector<CopyPair>> parts(tasks);
  parallel_for(tasks, threads_, [&](std::size_t task) {
    auto const begin = task * kTaskPairs;
    parts[task] = verifier.verify(all.subspan(begin, std::min(kTaskPairs, all.size() - begin)));
  });
  CopyPairs found;
  found.crowded_groups = suspects.crowded_groups;
  for (auto const& part : parts) {
    found.pairs.insert(found.pairs.end(), part.begin(), part.end());
  }
  return found;
}

}  // namespace stemma
