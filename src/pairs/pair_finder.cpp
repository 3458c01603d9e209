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

std::uint32_t words_of_run(std::uint32_t shingles) {
  return shingles == 0 ? 0 : shingles + static_cast<std::uint32_t>(kShingleWords) - 1;
}

CopyPair judged(
  SuspectPair const& candidate, std::uint32_t left_size, std::uint32_t right_size, SharedShingles const& found
) {
  auto const share = [](std::uint32_t count, std::uint32_t of) {
    return of == 0 ? 0.0 : static_cast<double>(count) / of;
  };
  CopyPair pair;
  pair.left = DocId{candidate.left};
  pair.right = DocId{candidate.right};
  pair.resemblance = share(found.shared, left_size + right_size - found.shared);
  pair.containment_left = share(found.shared, left_size);
  pair.containment_right = share(found.shared, right_size);
  pair.longest_run_words = words_of_run(found.longest);
  pair.fresh_containment = share(found.fresh, std::min(left_size, right_size));
  pair.fresh_shingles = found.fresh;
  pair.longest_fresh_run_words = words_of_run(found.longest_fresh);
  return pair;
}

/// Reads the texts of candidates and keeps those that are copies.
class Verifier {
 public:
  Verifier(
    std::span<Document const> documents, MaskKernel const& kernel, Candidates const& candidates, unsigned threads
  )
      : documents_{documents}, kernel_{kernel}, candidates_{candidates}, sizes_(documents.size(), 0) {
    std::vector<std::uint32_t> needed;
    for (auto const& candidate : candidates.pairs) {
      if (sizes_[candidate.right] == 0) {
        sizes_[candidate.right] = 1;
        needed.push_back(candidate.right);
      }
    }
    parallel_for(needed.size(), threads, [&](std::size_t i) {
      sizes_[needed[i]] = count_shingles(documents_[needed[i]].text, kernel_);
    });
  }

  /// Of some candidates, which are sorted by their left text, so that it is read once.
  [[nodiscard]] std::vector<CopyPair> verify(std::span<SuspectPair const> some) const {
    thread_local ShingleTable table;
    std::vector<CopyPair> pairs;
    SuspectPair const* before = nullptr;
    for (auto const& candidate : some) {
      if (before == nullptr || before->left != candidate.left) {
        table.build(documents_[candidate.left].text, kernel_);
      }
      before = &candidate;
      auto const found = table.compare(documents_[candidate.right].text, kernel_, candidates_.crowded_anchors);
      auto const pair = judged(candidate, table.size(), sizes_[candidate.right], found);
      if (is_copy(pair)) {
        pairs.push_back(pair);
      }
    }
    return pairs;
  }

 private:
  std::span<Document const> documents_;
  MaskKernel const& kernel_;
  Candidates const& candidates_;
  std::vector<std::uint32_t> sizes_;  // different shingles of the right texts
};

}  // namespace

CopyPairs PairFinder::find(std::span<Sketch const> sketches, std::span<Document const> documents) const {
  STEMMA_ASSERT(sketches.size() == documents.size(), "there is one sketch for each document, in the same order");
  auto const candidates = find_candidates(sketches);
  Verifier const verifier{documents, *kernel_, candidates, threads_};
  std::span<SuspectPair const> const all{candidates.pairs};
  auto const tasks = (all.size() + kTaskPairs - 1) / kTaskPairs;
  std::vector<std::vector<CopyPair>> parts(tasks);
  parallel_for(tasks, threads_, [&](std::size_t task) {
    auto const begin = task * kTaskPairs;
    parts[task] = verifier.verify(all.subspan(begin, std::min(kTaskPairs, all.size() - begin)));
  });
  CopyPairs found;
  found.crowded_groups = candidates.crowded_groups;
  for (auto const& part : parts) {
    found.pairs.insert(found.pairs.end(), part.begin(), part.end());
  }
  return found;
}

}  // namespace stemma
