// SPDX-License-Identifier: Apache-2.0
#include "pairs/pair_finder.hpp"

#include <algorithm>
#include <vector>

#include "base/assert.hpp"
#include "base/copy_rule.hpp"
#include "base/parallel_for.hpp"
#include "pairs/candidates.hpp"
#include "pairs/shingle_table.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskPairs = 256;  // verified by one thread at a time

CopyPair judged(Candidate const& candidate, std::uint32_t left_size, SharedShingles const& found) {
  auto const share = [&](std::uint32_t of) { return of == 0 ? 0.0 : static_cast<double>(found.shared) / of; };
  CopyPair pair;
  pair.left = DocId{candidate.left};
  pair.right = DocId{candidate.right};
  pair.resemblance = share(left_size + found.others - found.shared);
  pair.containment_left = share(left_size);
  pair.containment_right = share(found.others);
  pair.longest_run_words = found.longest == 0 ? 0 : found.longest + static_cast<std::uint32_t>(kShingleWords) - 1;
  return pair;
}

/// Verifies candidates that are sorted by their left text, so that it is read once.
std::vector<CopyPair> verified(std::span<Candidate const> candidates, std::span<Document const> documents,
                               MaskKernel const& kernel) {
  thread_local ShingleTable table;
  std::vector<CopyPair> pairs;
  Candidate const* before = nullptr;
  for (auto const& candidate : candidates) {
    if (before == nullptr || before->left != candidate.left) {
      table.build(documents[candidate.left].text, kernel);
    }
    before = &candidate;
    auto const pair = judged(candidate, table.size(), table.compare(documents[candidate.right].text, kernel));
    if (is_copy(pair)) {
      pairs.push_back(pair);
    }
  }
  return pairs;
}

}  // namespace

CopyPairs PairFinder::find(std::span<Sketch const> sketches, std::span<Document const> documents) const {
  STEMMA_ASSERT(sketches.size() == documents.size(), "there is one sketch for each document, in the same order");
  auto const candidates = find_candidates(sketches);
  std::span<Candidate const> const all{candidates.pairs};
  auto const tasks = (all.size() + kTaskPairs - 1) / kTaskPairs;
  std::vector<std::vector<CopyPair>> parts(tasks);
  parallel_for(tasks, threads_, [&](std::size_t task) {
    auto const begin = task * kTaskPairs;
    parts[task] = verified(all.subspan(begin, std::min(kTaskPairs, all.size() - begin)), documents, *kernel_);
  });
  CopyPairs found;
  found.crowded_groups = candidates.crowded_groups;
  for (auto const& part : parts) {
    found.pairs.insert(found.pairs.end(), part.begin(), part.end());
  }
  return found;
}

}  // namespace stemma
