// SPDX-License-Identifier: Apache-2.0
#include "pairs/pair_judge.hpp"

#include <algorithm>

#include "base/shingles.hpp"

namespace stemma {

namespace {

std::uint32_t words_of_run(std::uint32_t shingles) {
  return shingles == 0 ? 0 : shingles + static_cast<std::uint32_t>(kShingleWords) - 1;
}

double share(std::uint32_t count, std::uint32_t of) {
  return of == 0 ? 0.0 : static_cast<double>(count) / of;
}

}  // namespace

CopyPair figures_of(CountedText const& left, CountedText const& right, SharedShingles const& found) {
  CopyPair pair;
  pair.resemblance = share(found.shared, left.size() + right.size() - found.shared);
  pair.containment_left = share(found.shared, left.size());
  pair.containment_right = share(found.shared, right.size());
  pair.longest_run_words = words_of_run(found.longest);
  pair.fresh_share = std::min(share(left.fresh_size(), left.size()), share(right.fresh_size(), right.size()));
  pair.fresh_containment = share(found.fresh, std::min(left.size(), right.size()));
  pair.fresh_shingles = found.fresh;
  pair.longest_fresh_run_words = words_of_run(found.longest_fresh);
  pair.third_run_words = found.runs.size() >= 3 ? words_of_run(found.runs[2].shingles) : 0;
  pair.eighth_run_words = found.runs.size() >= 8 ? words_of_run(found.runs[7].shingles) : 0;
  return pair;
}

bool have_same_words(CountedText const& left, CountedText const& right) noexcept {
  if (left.words() != right.words()) {
    return false;
  }
  for (std::size_t i = 0; i < left.words(); ++i) {
    if (left.word_hash(i) != right.word_hash(i)) {
      return false;
    }
  }
  return true;
}

}  // namespace stemma
