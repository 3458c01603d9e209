// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stemma::reference {

/// The slow twin of GuessedGrid: rivals and distances are looked up anew for each cell.
class PlainGrid {
 public:
  PlainGrid(std::int64_t rows, std::int64_t columns, std::vector<float> guess)
      : rows_{rows}, columns_{columns}, guess_{std::move(guess)} {}

  [[nodiscard]] float at(std::int64_t i, std::int64_t j) const {
    return i < 0 || j < 0 || i >= rows_ || j >= columns_ ? 0 : guess_[static_cast<std::size_t>(i * columns_ + j)];
  }

  /// The best guess of row i, but for column j.
  [[nodiscard]] float row_rival(std::int64_t i, std::int64_t j) const {
    float best = 0;
    for (std::int64_t other = 0; other < columns_; ++other) {
      best = other == j ? best : std::max(best, at(i, other));
    }
    return best;
  }

  [[nodiscard]] PlainGrid turned() const {
    std::vector<float> guess;
    for (std::int64_t j = 0; j < columns_; ++j) {
      for (std::int64_t i = 0; i < rows_; ++i) {
        guess.push_back(at(i, j));
      }
    }
    return {columns_, rows_, std::move(guess)};
  }

  /// How far column j is from where the sure links nearest to row i let one expect it.
  [[nodiscard]] float astray(std::int64_t i, std::int64_t j) const {
    std::pair<std::int64_t, std::int64_t> before{-1, -1};
    std::pair<std::int64_t, std::int64_t> behind{rows_, columns_};
    for (std::int64_t row = 0; row < rows_; ++row) {
      auto const column = partner_of(row);
      if (column && row < i) {
        before = {row, *column};
      } else if (column && row > i && behind.first == rows_) {
        behind = {row, *column};
      }
    }
    auto const past = static_cast<float>(i - before.first);
    auto const ahead = static_cast<float>(behind.first - i);
    float const one = std::abs(static_cast<float>(j - before.second) - past) + 0.5F * past;
    float const two = std::abs(static_cast<float>(behind.second - j) - ahead) + 0.5F * ahead;
    bool const is_between = std::min(before.second, behind.second) <= j && j <= std::max(before.second, behind.second);
    return std::min({one, two, 8.0F}) / 8 - (is_between ? 0.3F : 0.0F);
  }

 private:
  /// The column with which row i is surely linked: the best of both, and above 0.6.
  [[nodiscard]] std::optional<std::int64_t> partner_of(std::int64_t i) const {
    std::int64_t best = 0;
    for (std::int64_t j = 1; j < columns_; ++j) {
      best = at(i, j) > at(i, best) ? j : best;
    }
    for (std::int64_t row = 0; row < rows_; ++row) {
      if (at(row, best) > at(i, best) || (row < i && at(row, best) == at(i, best))) {
        return std::nullopt;
      }
    }
    return at(i, best) > 0.6F ? std::optional{best} : std::nullopt;
  }

  std::int64_t rows_;
  std::int64_t columns_;
  std::vector<float> guess_;
};

}  // namespace stemma::reference
