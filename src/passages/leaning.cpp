// SPDX-License-Identifier: Apache-2.0
#include "passages/leaning.hpp"

#include <algorithm>

namespace stemma {

namespace {

constexpr std::uint32_t kSureRun = 8;  ///< Words in a row that only a copy has.

bool is_wording(Word const& word) {
  return word.kind == WordClass::Content;
}

/// How surely a linked word was taken over, by the length of the run of equal words it stands in.
double certainty(std::uint32_t run) {
  return std::min(1.0, static_cast<double>(run) / kSureRun);
}

}  // namespace

std::array<double, 2> leaning_shares(WordPair const& pair, std::vector<Block> const& blocks) {
  std::array<double, 2> leaning{0, 0};
  for (Block const& block : blocks) {
    auto const& links = block.links;
    for (std::size_t i = 0; i < links.size();) {
      std::size_t end = i + 1;
      while (end < links.size() && links[end].left == links[end - 1].left + 1 && links[end].right == links[end - 1].right + 1 &&
             links[end].kind != LinkKind::Replaced) {
        ++end;
      }
      for (std::size_t k = i; k < end; ++k) {
        Word const& left = pair.sides[0].words[links[k].left];
        Word const& right = pair.sides[1].words[links[k].right];
        if (links[k].kind != LinkKind::Replaced && is_wording(left) && is_wording(right)) {
          double const sure = certainty(static_cast<std::uint32_t>(end - i));
          leaning[0] += sure * static_cast<double>(left.weight);
          leaning[1] += sure * static_cast<double>(right.weight);
        }
      }
      i = end;
    }
  }
  for (std::size_t s = 0; s < 2; ++s) {
    double all = 0;
    for (Word const& word : pair.sides[s].words) {
      all += is_wording(word) ? static_cast<double>(word.weight) : 0.0;
    }
    leaning[s] = all > 0 ? std::min(1.0, leaning[s] / all) : 0;
  }
  return leaning;
}

}  // namespace stemma
