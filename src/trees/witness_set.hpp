// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// A set of witnesses of one story.
class WitnessSet {
 public:
  explicit WitnessSet(std::size_t witnesses) : words_((witnesses + 63) / 64, 0) {}

  void insert(WitnessIndex witness) { words_[witness / 64] |= bit(witness); }

  void erase(WitnessIndex witness) { words_[witness / 64] &= ~bit(witness); }

  [[nodiscard]] bool contains(WitnessIndex witness) const { return (words_[witness / 64] & bit(witness)) != 0; }

  /// Whether a member is in neither the other set nor the one witness left out.
  [[nodiscard]] bool has_other_than(WitnessSet const& others, WitnessIndex left_out) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto left = words_[i] & ~others.words_[i];
      if (i == left_out / 64) {
        left &= ~bit(left_out);
      }
      if (left != 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether a member is in the first set, but not in the second, nor the one witness left out.
  [[nodiscard]] bool shares_other_than(WitnessSet const& with, WitnessSet const& others, WitnessIndex left_out) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto left = words_[i] & with.words_[i] & ~others.words_[i];
      if (i == left_out / 64) {
        left &= ~bit(left_out);
      }
      if (left != 0) {
        return true;
      }
    }
    return false;
  }

  /// Members that are in neither the other set nor the one witness left out.
  [[nodiscard]] std::size_t count_other_than(WitnessSet const& others, WitnessIndex left_out) const {
    std::size_t members = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto left = words_[i] & ~others.words_[i];
      if (i == left_out / 64) {
        left &= ~bit(left_out);
      }
      members += static_cast<std::size_t>(std::popcount(left));
    }
    return members;
  }

  [[nodiscard]] std::size_t count() const {
    std::size_t members = 0;
    for (auto const word : words_) {
      members += static_cast<std::size_t>(std::popcount(word));
    }
    return members;
  }

 private:
  static std::uint64_t bit(WitnessIndex witness) { return std::uint64_t{1} << (witness % 64); }

  std::vector<std::uint64_t> words_;
};

}  // namespace stemma
