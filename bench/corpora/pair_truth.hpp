// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stemma::bench {

/// What two texts truly share: worked out by sorting and comparing everything, with none of the project's own code.
/// Shingles are runs of 5 words; words are those of base/byte_words.hpp, without its folding beyond ASCII.
struct PairTruth {
  double resemblance = 0;
  double containment_left = 0;
  double containment_right = 0;
  std::uint32_t longest_run_words = 0;  ///< 0 where no 5 words in a row are shared.
};

/// The words and shingles of one text, ready to be compared.
class TruthText {
 public:
  explicit TruthText(std::string_view text);

  [[nodiscard]] PairTruth compare(TruthText const& right) const;

  [[nodiscard]] std::size_t words() const noexcept { return words_.size(); }

 private:
  struct Shingle {
    std::uint64_t hash = 0;
    std::uint32_t position = 0;
  };

  [[nodiscard]] std::uint32_t run_from(std::size_t at, TruthText const& right, std::size_t right_at) const noexcept;

  std::vector<std::uint64_t> words_;
  std::vector<Shingle> shingles_;  // by hash, then position
  std::size_t different_ = 0;      // shingles
};

}  // namespace stemma::bench
