// SPDX-License-Identifier: Apache-2.0
#include "passages/word_linker.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "passages/replacements.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kMostCells = 20000;
constexpr float kFunctionScore = 0.25F;
constexpr float kContentScore = 0.5F;     ///< Plus the weight of the word.
constexpr float kNeighbourScore = 0.25F;  ///< For a match right behind another.
constexpr std::uint32_t kUnlinked = UINT32_MAX;

float match_score(Word const& left, Word const& right) {
  if (left.key != right.key) {
    return 0;
  }
  float const score = left.kind == WordKind::Function ? kFunctionScore : kContentScore + left.weight;
  return left.form == right.form ? score : 0.9F * score;
}

/// The links of one pair of ranges while they are made. Positions are relative to the ranges.
class Linking {
 public:
  Linking(WordPair const& pair, WordRange left, WordRange right, LinkRoom& room)
      : left_{pair.sides[0].words.data() + left.begin},
        right_{pair.sides[1].words.data() + right.begin},
        rows_{left.size()},
        columns_{right.size()},
        room_{room},
        partner_of_left_{room.partner_of_left},
        partner_of_right_{room.partner_of_right} {
    partner_of_left_.assign(rows_, kUnlinked);
    partner_of_right_.assign(columns_, kUnlinked);
    room_.right_keys.resize(columns_);
    for (std::uint32_t j = 0; j < columns_; ++j) {
      room_.right_keys[j] = right_[j].key;
    }
  }

  void link_in_order() {
    fill_grid();
    auto const& begins = room_.row_begins;
    std::size_t i = rows_;
    std::size_t j = columns_;
    bool must_match = false;
    while (i > 0 && j > 0) {
      bool const has_match = begins[i] != begins[i - 1];
      float const* const best = room_.best.data() + begins[i];
      float const* const matched = room_.matched.data() + begins[i];
      if (must_match || (has_match && matched[j] >= 0 && matched[j] >= best[j])) {
        set(static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(j - 1));
        float const before = matched_before(i, j);
        must_match = before >= 0 && before + kNeighbourScore >= room_.best[begins[i - 1] + j - 1];
        --i;
        --j;
      } else if (!has_match || room_.best[begins[i - 1] + j] >= best[j - 1]) {
        --i;
      } else {
        --j;
      }
    }
  }

  /// Words that moved: the best supported by linked neighbours first.
  void link_moved() {
    struct Move {
      float support;
      std::uint32_t left;
      std::uint32_t right;
    };

    std::vector<Move> moves;
    for (std::uint32_t i = 0; i < rows_; ++i) {
      if (partner_of_left_[i] != kUnlinked || left_[i].kind == WordKind::Function) {
        continue;
      }
      for (std::uint32_t j = 0; j < columns_; ++j) {
        if (left_[i].key == room_.right_keys[j] && partner_of_right_[j] == kUnlinked) {
          moves.push_back({support(i, j), i, j});
        }
      }
    }
    std::sort(moves.begin(), moves.end(), [](Move const& a, Move const& b) {
      return std::tuple{-a.support, a.left, a.right} < std::tuple{-b.support, b.left, b.right};
    });
    for (Move const& move : moves) {
      if (partner_of_left_[move.left] == kUnlinked && partner_of_right_[move.right] == kUnlinked) {
        set(move.left, move.right);
      }
    }
  }

  /// A function word beside linked words goes with them; one that stands alone is chance.
  void settle_function_words() {
    for (std::uint32_t i = 0; i < rows_; ++i) {
      std::uint32_t const j = partner_of_left_[i];
      if (j != kUnlinked && left_[i].kind == WordKind::Function && !is_supported(i, j)) {
        partner_of_left_[i] = kUnlinked;
        partner_of_right_[j] = kUnlinked;
      }
    }
    for (std::uint32_t i = 0; i + 1 < rows_; ++i) {
      std::uint32_t const j = partner_of_left_[i];
      if (j != kUnlinked && j + 1 < columns_) {
        set_if_same(i + 1, j + 1);
      }
    }
    for (std::uint32_t i = rows_; i-- > 1;) {
      std::uint32_t const j = partner_of_left_[i];
      if (j != kUnlinked && j > 0) {
        set_if_same(i - 1, j - 1);
      }
    }
  }

  [[nodiscard]] std::vector<WordLink> links(WordRange left, WordRange right) const {
    std::vector<WordLink> result;
    for (std::uint32_t i = 0; i < rows_; ++i) {
      if (std::uint32_t const j = partner_of_left_[i]; j != kUnlinked) {
        result.push_back({left.begin + i, right.begin + j, link_kind(left_[i], right_[j])});
      }
    }
    return result;
  }

 private:
  /// best[i][j]: the best score of the first i and j words; matched[i][j]: the best that ends with the match (i, j).
  void fill_grid() {
    std::size_t const width = columns_ + 1;
    std::size_t const most = (rows_ + 1) * width;
    if (room_.best.size() < most) {
      room_.best.resize(most);
      room_.matched.resize(most);
    }
    auto const keys = std::span{room_.right_keys};
    room_.row_begins.assign(1, 0);
    std::fill_n(room_.best.begin(), width, 0.0F);
    std::fill_n(room_.matched.begin(), width, -1.0F);
    std::size_t end = width;
    bool is_match_above = false;
    for (std::size_t i = 1; i <= rows_; ++i) {
      Word const& left = left_[i - 1];
      std::size_t const above_begin = room_.row_begins.back();
      if (std::ranges::find(keys, left.key) == keys.end()) {
        room_.row_begins.push_back(above_begin);
        is_match_above = false;
        continue;
      }
      room_.row_begins.push_back(end);
      float const* const above = room_.best.data() + above_begin;
      float const* const matched_above = room_.matched.data() + above_begin;
      float* const row = room_.best.data() + end;
      float* const matched = room_.matched.data() + end;
      end += width;
      float here = row[0] = 0;
      matched[0] = -1;
      for (std::size_t j = 1; j <= columns_; ++j) {
        here = std::max(above[j], here);
        matched[j] = -1;
        if (left.key == keys[j - 1]) {
          float const before = is_match_above ? matched_above[j - 1] : -1;
          matched[j] =
            match_score(left, right_[j - 1]) + std::max(above[j - 1], before < 0 ? 0 : before + kNeighbourScore);
          here = std::max(here, matched[j]);
        }
        row[j] = here;
      }
      is_match_above = true;
    }
  }

  /// What the match right before (i, j) scores; below zero where there is none.
  [[nodiscard]] float matched_before(std::size_t i, std::size_t j) const {
    auto const& begins = room_.row_begins;
    bool const has_match = i > 1 && begins[i - 1] != begins[i - 2];
    return has_match ? room_.matched[begins[i - 1] + j - 1] : -1;
  }

  void set(std::uint32_t i, std::uint32_t j) {
    partner_of_left_[i] = j;
    partner_of_right_[j] = i;
  }

  void set_if_same(std::uint32_t i, std::uint32_t j) {
    if (partner_of_left_[i] == kUnlinked && partner_of_right_[j] == kUnlinked && left_[i].key == right_[j].key) {
      set(i, j);
    }
  }

  /// Counts linked or linkable neighbours within three words on the same side.
  [[nodiscard]] float support(std::uint32_t i, std::uint32_t j) const {
    float sum = left_[i].form == right_[j].form ? 0.5F : 0.0F;
    for (int step : {-3, -2, -1, 1, 2, 3}) {
      auto const a = static_cast<std::int64_t>(i) + step;
      auto const b = static_cast<std::int64_t>(j) + step;
      if (a >= 0 && b >= 0 && a < rows_ && b < columns_) {
        sum += match_score(left_[a], right_[b]);
      }
    }
    return sum;
  }

  [[nodiscard]] bool is_supported(std::uint32_t i, std::uint32_t j) const {
    for (std::int64_t const side : {-1, 1}) {
      for (std::int64_t step = 1; step <= 2; ++step) {
        auto const a = static_cast<std::int64_t>(i) + side * step;
        if (a < 0 || a >= rows_ || partner_of_left_[static_cast<std::size_t>(a)] == kUnlinked) {
          continue;
        }
        auto const distance = side * (static_cast<std::int64_t>(partner_of_left_[static_cast<std::size_t>(a)]) - j);
        if (distance >= 1 && distance <= 2) {
          return true;
        }
      }
    }
    return false;
  }

  Word const* left_;
  Word const* right_;
  std::uint32_t rows_;
  std::uint32_t columns_;
  LinkRoom& room_;
  std::vector<std::uint32_t>& partner_of_left_;
  std::vector<std::uint32_t>& partner_of_right_;
};

}  // namespace

LinkKind link_kind(Word const& left, Word const& right) {
  if (left.form == right.form) {
    return LinkKind::Same;
  }
  bool const are_names = left.kind == WordKind::Name && right.kind == WordKind::Name;
  return are_names ? LinkKind::Spelling : LinkKind::Inflected;
}

std::vector<WordLink> WordLinker::link(WordRange left, WordRange right) {
  if (std::uint64_t{left.size()} * right.size() > kMostCells && left.size() > 1 && right.size() > 1) {
    std::uint32_t const left_middle = left.begin + left.size() / 2;
    std::uint32_t const right_middle = right.begin + right.size() / 2;
    auto links = link({left.begin, left_middle}, {right.begin, right_middle});
    auto const second = link({left_middle, left.end}, {right_middle, right.end});
    links.insert(links.end(), second.begin(), second.end());
    return links;
  }
  Linking linking{pair_, left, right, room_};
  linking.link_in_order();
  linking.link_moved();
  linking.settle_function_words();
  auto links = linking.links(left, right);
  add_replacements(pair_, left, right, links);
  return links;
}

}  // namespace stemma
