// SPDX-License-Identifier: Apache-2.0
#include "pairs/pair_finder.hpp"

#include <algorithm>
#include <array>
#include <utility>
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

struct Suspect {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

struct Suspects {
  std::vector<Suspect> pairs;  ///< Sorted, none twice.
  KeySet crowded_anchors;
  std::uint64_t crowded_groups = 0;
};

/// What is not needed any more goes at once: of a large pile it is gigabytes.
Suspects find_suspects(std::vector<Sketch> sketches) {
  std::array<std::vector<std::uint64_t>, kAnchorShares> shares;
  std::vector<AnchorStock> stocks;
  for (std::uint32_t place = 0; place < sketches.size(); ++place) {
    stocks.push_back(stock_of(sketches[place]));
    for (auto const anchor : sketches[place].anchors) {
      shares[anchor_share(anchor)].push_back(anchor_record(anchor, place));
    }
    sketches[place].anchors = {};
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
    shares[share] = {};
  }
  radix_sort(pairs, scratch, [](std::uint64_t pair) { return pair; });
  Suspects found;
  found.crowded_anchors = KeySet{crowded};
  found.crowded_groups = crowded.size();
  count_evidence(pairs, [&](std::uint32_t left, std::uint32_t right, std::uint32_t common, std::uint32_t in_crowds) {
    if (weigh(stocks[left], stocks[right], common, in_crowds, kStoryWindow) != AnchorEvidence::None) {
      found.pairs.push_back({left, right});
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
  [[nodiscard]] std::vector<CopyPair> verify(std::span<Suspect const> some) const {
    thread_local CountedText left;
    thread_local CountedText right;
    thread_local TextComparison comparison;
    SharedShingles found;
    std::vector<CopyPair> pairs;
    Suspect const* before = nullptr;
    for (auto const& suspect : some) {
      if (before == nullptr || before->left != suspect.left) {
        left.count(documents_[suspect.left].text, kernel_);
      }
      before = &suspect;
      right.count(documents_[suspect.right].text, kernel_);
      auto pair = judge(left, right, comparison, {kernel_, kStoryWindow, crowded_}, {}, found);
      pair.left = DocId{suspect.left};
      pair.right = DocId{suspect.right};
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

CopyPairs PairFinder::find(std::vector<Sketch> sketches, std::span<Document const> documents) const {
  STEMMA_ASSERT(sketches.size() == documents.size(), "there is one sketch for each document, in the same order");
  STEMMA_ASSERT(sketches.size() < kMostPlaces, "places of sketches have 31 bits in a pair");
  auto const suspects = find_suspects(std::move(sketches));
  Verifier const verifier{documents, *kernel_, suspects.crowded_anchors};
  std::span<Suspect const> const all{suspects.pairs};
  auto const tasks = (all.size() + kTaskPairs - 1) / kTaskPairs;
  std::vector<std::vector<CopyPair>> parts(tasks);
  parallel_for(tasks, threads_, [&](std::size_t task) {
    auto const begin = task * kTaskPairs;
    parts[task] = verifier.verify(all.subspan(begin, std::min(kTaskPairs, all.size() - begin)));
  });
  CopyPairs found;
  found.crowded_groups = suspects.crowded_groups;
  for (auto& part : parts) {
    found.pairs.insert(found.pairs.end(), part.begin(), part.end());
    part = {};
  }
  return found;
}

}  // namespace stemma
