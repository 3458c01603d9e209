// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpora/random_numbers.hpp"

namespace stemma::bench {

using WordId = std::uint32_t;

/// The words of made news: common English function words, made words by Zipf's law, names, numbers, stock phrases.
/// Whole numbers only, so that every machine draws the same.
class WordPool {
 public:
  explicit WordPool(std::uint64_t seed);

  /// A word by Zipf's law; from 39 random bits.
  [[nodiscard]] WordId common(std::uint64_t bits) const noexcept {
    auto const column = bits & (kCommonWords - 1);
    auto const& [share_of_first, second] = columns_[column];
    return ((bits >> 16U) & kShareMask) < share_of_first ? static_cast<WordId>(column) : second;
  }

  /// A word that is not among the few thousand most common ones.
  [[nodiscard]] WordId rare(RandomNumbers& random) const noexcept;
  [[nodiscard]] WordId number(RandomNumbers& random) const noexcept;
  [[nodiscard]] WordId given_name(RandomNumbers& random) const noexcept;
  [[nodiscard]] WordId surname(RandomNumbers& random) const noexcept;
  [[nodiscard]] WordId place(RandomNumbers& random) const noexcept;

  /// Words that stand together in very many texts, the first phrases most often.
  [[nodiscard]] std::span<WordId const> stock_phrase(RandomNumbers& random) const noexcept;

  [[nodiscard]] bool is_number(WordId word) const noexcept { return word >= numbers_ && word < given_names_; }

  [[nodiscard]] std::string_view text(WordId word) const noexcept {
    auto const& slot = slots_[word];
    return {slot.letters.data(), slot.length};
  }

  /// Writes a word; `kSlotBytes` from `to` on are overwritten. The end of the word.
  char* write(WordId word, char* to) const noexcept {
    auto const& slot = slots_[word];
    std::memcpy(to, &slot, kSlotBytes);
    return to + slot.length;
  }

  static constexpr std::size_t kSlotBytes = 32;

 private:
  static constexpr std::uint64_t kCommonWords = 65'536;
  static constexpr std::uint64_t kShareMask = (1U << 23U) - 1;

  struct alignas(32) Slot {
    std::array<char, kSlotBytes - 1> letters{};
    std::uint8_t length = 0;
  };

  /// Of the alias method (Vose 1991): the share of the column's own word, and the other word.
  struct Column {
    std::uint32_t share_of_first = 0;
    WordId second = 0;
  };

  void add(std::string_view word);
  void add_common_words(RandomNumbers& random);
  void add_names(RandomNumbers& random);
  void add_numbers(RandomNumbers& random);
  void make_alias_table();

  std::vector<Slot> slots_;
  std::vector<Column> columns_;
  std::vector<std::vector<WordId>> phrases_;
  WordId numbers_ = 0;
  WordId given_names_ = 0;
  WordId surnames_ = 0;
  WordId places_ = 0;
};

}  // namespace stemma::bench
