// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/token_text.hpp"
#include "passages/meaning_vectors.hpp"
#include "passages/thesaurus.hpp"
#include "passages/word_role.hpp"

namespace stemma {

/// How alike two words are by themselves.
enum class WordLikeness : std::uint8_t { None, Cousin, Near, Synonym, Equal, Same };

/// A word or sign, ready to be compared.
struct GridWord {
  std::uint32_t token = 0;
  std::uint64_t form = 0;
  std::uint64_t stem = 0;
  std::uint64_t value = 0;  ///< Of a number, else 0 (number_key).
  WordRole of = WordRole::Plain;
  std::string letters;  ///< Folded; empty for signs.
  Thesaurus::Meanings meanings;
  MeaningVectors::Vector vector;
};

/// What is known about words beside the texts; each may be missing.
struct WordLore {
  Thesaurus const* thesaurus = nullptr;
  MeaningVectors const* vectors = nullptr;
};

[[nodiscard]] std::vector<GridWord> grid_words(TokenText const& text, TokenRange range, WordLore const& lore);

/// Signs by which a link between two words is judged before any link is known, and once those around it are guessed.
inline constexpr std::size_t kLoneSigns = 23;
inline constexpr std::size_t kAmongSigns = 29;
inline constexpr std::size_t kRolePairs = kWordRoles * (kWordRoles + 1) / 2;

using LoneSigns = std::array<float, kLoneSigns>;
using AmongSigns = std::array<float, kAmongSigns>;

/// Every word of one range against every word of another.
/// Cost: O(left × right) cells, each some hundred operations.
class LinkGrid {
 public:
  LinkGrid(std::vector<GridWord> const& left, std::vector<GridWord> const& right);

  [[nodiscard]] std::uint32_t rows() const noexcept { return rows_; }

  [[nodiscard]] std::uint32_t columns() const noexcept { return columns_; }

  [[nodiscard]] WordLikeness likeness(std::uint32_t i, std::uint32_t j) const { return likeness_[i * columns_ + j]; }

  /// Which pair of classes it is, whatever the order.
  [[nodiscard]] std::size_t role_pair(std::uint32_t i, std::uint32_t j) const;

  [[nodiscard]] LoneSigns lone_signs(std::uint32_t i, std::uint32_t j) const;

 private:
  [[nodiscard]] float support(std::int64_t i, std::int64_t j) const {
    bool const is_inside = i >= 0 && j >= 0 && i < rows_ && j < columns_;
    return is_inside ? support_[static_cast<std::size_t>(i * columns_ + j)] : 0;
  }

  std::vector<GridWord> const& left_;
  std::vector<GridWord> const& right_;
  std::uint32_t rows_;
  std::uint32_t columns_;
  std::vector<WordLikeness> likeness_;
  std::vector<float> support_;               // what an alike pair adds to its neighbours
  std::vector<std::uint32_t> left_equals_;   // per row: columns that are Equal or Same
  std::vector<std::uint32_t> right_equals_;  // per column
};

/// Signs that need a guess at all links: `guess[i * columns + j]` is a probability.
class GuessedGrid {
 public:
  GuessedGrid(std::uint32_t rows, std::uint32_t columns, std::vector<float> const& guess);

  [[nodiscard]] AmongSigns among_signs(std::uint32_t i, std::uint32_t j) const;

 private:
  struct Line {
    float best = 0;
    float second = 0;
    float sum = 0;
    std::uint32_t at = 0;  // of the best
  };

  /// The nearest sure links before and behind a row or column, and what they are linked to.
  struct Anchors {
    std::int64_t before = -1;
    std::int64_t before_partner = -1;
    std::int64_t behind = 0;
    std::int64_t behind_partner = 0;
  };

  void find_anchors(bool of_rows);
  [[nodiscard]] static float astray(Anchors const& anchors, std::int64_t own, std::int64_t partner);

  [[nodiscard]] float guess(std::int64_t i, std::int64_t j) const {
    bool const is_inside = i >= 0 && j >= 0 && i < rows_ && j < columns_;
    return is_inside ? guess_[static_cast<std::size_t>(i * columns_ + j)] : 0;
  }

  std::int64_t rows_;
  std::int64_t columns_;
  std::vector<float> const& guess_;
  std::array<std::vector<Line>, 2> lines_;
  std::array<std::vector<Anchors>, 2> anchors_;
};

}  // namespace stemma
