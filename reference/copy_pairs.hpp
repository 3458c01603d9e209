// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/copy_rule.hpp"
#include "base/shingles.hpp"
#include "base/sketch.hpp"
#include "reference/byte_words.hpp"
#include "stemma/document.hpp"

namespace stemma::reference {

/// The lengths of the runs of words that two texts share, longest first: the textbook table.
inline std::vector<std::uint32_t> runs_of(std::vector<PlainWord> const& left, std::vector<PlainWord> const& right) {
  std::vector<std::uint32_t> above(right.size() + 1, 0);
  std::vector<std::uint32_t> runs;
  for (std::size_t i = 0; i <= left.size(); ++i) {
    for (std::size_t j = right.size() + 1; j > 0; --j) {
      auto const goes_on = i < left.size() && j <= right.size() && left[i].folded == right[j - 1].folded;
      auto const before = above[j - 1];  // the run that ends with the words before these two
      if (!goes_on && before >= kShingleWords) {
        runs.push_back(before);
      }
      if (j <= right.size()) {
        above[j] = goes_on ? before + 1 : 0;
      }
    }
  }
  std::ranges::sort(runs, std::greater{});
  return runs;
}

inline std::set<std::string> shingles_of(std::vector<PlainWord> const& words) {
  std::set<std::string> shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::string shingle;
    for (std::size_t j = 0; j < kShingleWords; ++j) {
      shingle += words[i + j].folded + ' ';
    }
    shingles.insert(shingle);
  }
  return shingles;
}

/// All pairs that share copied wording, the slow and obvious way: every text with every other.
/// For piles too small to hold a crowd.
inline std::vector<CopyPair> copy_pairs(std::span<Document const> documents) {
  std::vector<std::vector<PlainWord>> words;
  std::vector<std::set<std::string>> shingles;
  for (auto const& document : documents) {
    words.push_back(words_of(document.text));
    shingles.push_back(shingles_of(words.back()));
  }
  std::vector<CopyPair> pairs;
  for (std::uint32_t left = 0; left < documents.size(); ++left) {
    for (std::uint32_t right = left + 1; right < documents.size(); ++right) {
      auto const shared = static_cast<double>(std::ranges::count_if(shingles[left], [&](auto const& shingle) {
        return shingles[right].contains(shingle);
      }));
      auto const share = [&](double of) { return of == 0 ? 0 : shared / of; };
      auto const left_size = static_cast<double>(shingles[left].size());
      auto const right_size = static_cast<double>(shingles[right].size());
      auto const runs = runs_of(words[left], words[right]);
      auto const run = runs.empty() ? 0 : runs.front();
      // So few texts hold no crowd, hence no boilerplate.
      CopyPair const pair{
        DocId{left},
        DocId{right},
        share(left_size + right_size - shared),
        share(left_size),
        share(right_size),
        run,
        1.0,
        share(std::min(left_size, right_size)),
        static_cast<std::uint32_t>(shared),
        run,
        runs.size() >= 3 && runs[2] >= 8 ? runs[2] : 0,
        runs.size() >= 8 && runs[7] >= 8 ? runs[7] : 0};
      if (is_copy(pair)) {
        pairs.push_back(pair);
      }
    }
  }
  return pairs;
}

}  // namespace stemma::reference
