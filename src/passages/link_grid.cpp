// SPDX-License-Identifier: Apache-2.0
#include "passages/link_grid.hpp"

#include <algorithm>
#include <cmath>

#include "base/word_form.hpp"
#include "passages/word_values.hpp"

namespace stemma {

namespace {

constexpr float kFarthest = 8;       ///< Words; whatever is farther astray is as bad.
constexpr float kSureGuess = 0.6F;   ///< An anchor is at least as probable.
constexpr float kRivalGuess = 0.4F;  ///< A less probable rival counts for little.
constexpr float kNearCosine = 0.6F;  ///< Vectors that point the same way.
constexpr float kLooseGuess = 0.3F;  ///< A word whose best guess is less is loose.

/// Common beginning, or common pairs of letters, as a part of both.
float letter_likeness(std::string const& left, std::string const& right) {
  if (left.size() < 4 || right.size() < 4) {
    return 0;
  }
  auto const common =
    static_cast<std::size_t>(std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin());
  auto const pairs_of = [](std::string const& word) {
    std::vector<std::uint16_t> pairs;
    for (std::size_t k = 0; k + 1 < word.size(); ++k) {
      auto const first = static_cast<unsigned char>(word[k]);
      auto const second = static_cast<unsigned char>(word[k + 1]);
      pairs.push_back(static_cast<std::uint16_t>(first << 8U | second));
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  };
  auto const left_pairs = pairs_of(left);
  auto const right_pairs = pairs_of(right);
  std::size_t shared = 0;
  for (std::uint16_t const pair : left_pairs) {
    shared += std::binary_search(right_pairs.begin(), right_pairs.end(), pair) ? 1U : 0U;
  }
  auto const part = [](std::size_t some, std::size_t all) {
    return static_cast<float>(some) / static_cast<float>(all);
  };
  float const beginning = common >= 3 ? part(common, std::max(left.size(), right.size())) : 0;
  return std::max(beginning, part(2 * shared, left_pairs.size() + right_pairs.size()));
}

WordLikeness likeness_of(GridWord const& left, GridWord const& right) {
  if (left.form == right.form) {
    return WordLikeness::Same;
  }
  if (left.value != 0 && left.value == right.value) {
    return WordLikeness::Equal;
  }
  bool const are_telling = is_content(left.of) && is_content(right.of);
  bool const are_auxiliary = left.of == WordRole::Auxiliary && right.of == WordRole::Auxiliary;
  if (!are_telling && !are_auxiliary) {
    return WordLikeness::None;
  }
  if (left.stem == right.stem) {
    return WordLikeness::Equal;
  }
  Kinship const kinship = Thesaurus::kinship(left.meanings, right.meanings);
  switch (kinship) {
    case Kinship::Lemma:
      return WordLikeness::Equal;
    case Kinship::Synonym:
      return WordLikeness::Synonym;
    case Kinship::Near:
      return WordLikeness::Near;
    case Kinship::Cousin:
    case Kinship::None:
      break;
  }
  if (MeaningVectors::cosine(left.vector, right.vector) >= kNearCosine) {
    return WordLikeness::Near;
  }
  return kinship == Kinship::Cousin ? WordLikeness::Cousin : WordLikeness::None;
}

}  // namespace

std::vector<GridWord> grid_words(TokenText const& text, TokenRange range, WordLore const& lore) {
  std::vector<GridWord> words;
  words.reserve(range.size());
  for (std::uint32_t t = range.begin_token; t < range.end_token; ++t) {
    Token const& token = text.tokens[t];
    GridWord word{t, token.word, token.stem, 0, word_role(text, token), {}, {}, {}};
    if (token.kind != TokenKind::Punctuation) {
      word.letters = fold_word(text.text_of(token));
      word.value = word.of == WordRole::Number ? number_key(word.letters) : 0;
      word.meanings = lore.thesaurus == nullptr ? Thesaurus::Meanings{} : lore.thesaurus->meanings_of(token);
      word.vector = lore.vectors == nullptr ? MeaningVectors::Vector{} : lore.vectors->vector_of(token);
    }
    words.push_back(std::move(word));
  }
  return words;
}

LinkGrid::LinkGrid(std::vector<GridWord> const& left, std::vector<GridWord> const& right)
    : left_{left},
      right_{right},
      rows_{static_cast<std::uint32_t>(left.size())},
      columns_{static_cast<std::uint32_t>(right.size())},
      likeness_(left.size() * right.size()),
      support_(left.size() * right.size(), 0),
      left_equals_(left.size(), 0),
      right_equals_(right.size(), 0) {
  for (std::uint32_t i = 0; i < rows_; ++i) {
    for (std::uint32_t j = 0; j < columns_; ++j) {
      WordLikeness const like = likeness_of(left[i], right[j]);
      likeness_[i * columns_ + j] = like;
      if (like >= WordLikeness::Equal) {
        support_[i * columns_ + j] = is_content(left[i].of) ? 1.0F : 0.4F;
        ++left_equals_[i];
        ++right_equals_[j];
      } else if (like == WordLikeness::Synonym) {
        support_[i * columns_ + j] = 0.5F;
      }
    }
  }
}

std::size_t LinkGrid::role_pair(std::uint32_t i, std::uint32_t j) const {
  auto const left = static_cast<std::size_t>(left_[i].of);
  auto const right = static_cast<std::size_t>(right_[j].of);
  std::size_t const low = std::min(left, right);
  std::size_t const high = std::max(left, right);
  return high * (high + 1) / 2 + low;
}

LoneSigns LinkGrid::lone_signs(std::uint32_t i, std::uint32_t j) const {
  WordLikeness const like = likeness(i, j);
  bool const is_equal = like >= WordLikeness::Equal;
  bool const is_telling = is_content(left_[i].of) && is_content(right_[j].of);
  float const astray = std::abs(
    (static_cast<float>(i) + 0.5F) / static_cast<float>(rows_) -
    (static_cast<float>(j) + 0.5F) / static_cast<float>(columns_)
  );
  auto const one_if = [](bool condition) { return condition ? 1.0F : 0.0F; };
  std::int64_t const a = i;
  std::int64_t const b = j;
  float const before = support(a - 1, b - 1);
  float const behind = support(a + 1, b + 1);
  LoneSigns signs{};
  signs[0] = 1;
  signs[1] = one_if(like == WordLikeness::Same && is_telling);
  signs[2] = one_if(like == WordLikeness::Same && !is_telling);
  signs[3] = one_if(like == WordLikeness::Equal);
  signs[4] = one_if(like == WordLikeness::Synonym);
  signs[5] = one_if(like == WordLikeness::Near);
  signs[6] = one_if(like == WordLikeness::Cousin);
  signs[7] = !is_equal && is_telling ? letter_likeness(left_[i].letters, right_[j].letters) : 0;
  signs[8] = astray;
  signs[9] = astray * signs[2];
  signs[10] = astray * signs[1];
  signs[11] = before;
  signs[12] = behind;
  signs[13] = support(a - 2, b - 2) + support(a + 2, b + 2);
  // What lies outside the grid would add nothing.
  std::int64_t const last_row = std::min<std::int64_t>(a + 3, rows_ - std::int64_t{1});
  std::int64_t const last_column = std::min<std::int64_t>(b + 3, columns_ - std::int64_t{1});
  float around = 0;
  for (std::int64_t row = std::max<std::int64_t>(a - 3, 0); row <= last_row; ++row) {
    float const* const line = &support_[static_cast<std::size_t>(row * columns_)];
    for (std::int64_t column = std::max<std::int64_t>(b - 3, 0); column <= last_column; ++column) {
      around += row == a && column == b ? 0 : line[column];
    }
  }
  signs[14] = around;
  if (is_equal) {
    signs[21] = std::log1p(static_cast<float>(left_equals_[i] - 1 + right_equals_[j] - 1));
  } else {
    signs[15] = before;
    signs[16] = behind;
    signs[17] = before * behind;
    signs[18] = one_if(left_equals_[i] > 0);
    signs[19] = one_if(right_equals_[j] > 0);
    signs[20] = signs[18] * signs[19];
  }
  signs[22] = std::min(astray * static_cast<float>(std::max(rows_, columns_)), kFarthest) / kFarthest;
  return signs;
}

GuessedGrid::GuessedGrid(std::uint32_t rows, std::uint32_t columns, std::vector<float> const& guess)
    : rows_{rows}, columns_{columns}, guess_{guess} {
  lines_[0].resize(rows);
  lines_[1].resize(columns);
  auto const note = [](Line& line, float value, std::uint32_t at) {
    line.sum += value;
    if (value > line.best) {
      line.second = line.best;
      line.best = value;
      line.at = at;
    } else {
      line.second = std::max(line.second, value);
    }
  };
  for (std::uint32_t i = 0; i < rows; ++i) {
    for (std::uint32_t j = 0; j < columns; ++j) {
      note(lines_[0][i], guess[i * columns + j], j);
      note(lines_[1][j], guess[i * columns + j], i);
    }
  }
  find_anchors(true);
  find_anchors(false);
}

void GuessedGrid::find_anchors(bool of_rows) {
  auto const& own = lines_[of_rows ? 0 : 1];
  auto const& other = lines_[of_rows ? 1 : 0];
  auto& anchors = anchors_[of_rows ? 0 : 1];
  auto const is_anchor = [&](std::size_t k) { return own[k].best > kSureGuess && other[own[k].at].at == k; };
  anchors.resize(own.size());
  std::int64_t at = -1;
  std::int64_t partner = -1;
  for (std::size_t k = 0; k < own.size(); ++k) {
    anchors[k].before = at;
    anchors[k].before_partner = partner;
    if (is_anchor(k)) {
      at = static_cast<std::int64_t>(k);
      partner = own[k].at;
    }
  }
  at = static_cast<std::int64_t>(own.size());
  partner = static_cast<std::int64_t>(other.size());
  for (std::size_t k = own.size(); k-- > 0;) {
    anchors[k].behind = at;
    anchors[k].behind_partner = partner;
    if (is_anchor(k)) {
      at = static_cast<std::int64_t>(k);
      partner = own[k].at;
    }
  }
}

/// How far `partner` is from where the anchors around `own` let one expect it; a little less between them.
float GuessedGrid::astray(Anchors const& anchors, std::int64_t own, std::int64_t partner) {
  auto const past = static_cast<float>(own - anchors.before);
  auto const ahead = static_cast<float>(anchors.behind - own);
  auto const from_before = std::abs(static_cast<float>(partner - anchors.before_partner) - past);
  auto const from_behind = std::abs(static_cast<float>(anchors.behind_partner - partner) - ahead);
  auto const [low, high] = std::minmax(anchors.before_partner, anchors.behind_partner);
  bool const is_between = low <= partner && partner <= high;
  return std::min({from_before + 0.5F * past, from_behind + 0.5F * ahead, kFarthest}) / kFarthest -
         (is_between ? 0.3F : 0);
}

AmongSigns GuessedGrid::among_signs(std::uint32_t row, std::uint32_t column) const {
  std::int64_t const i = row;
  std::int64_t const j = column;
  float const here = guess(i, j);
  Line const& own_row = lines_[0][row];
  Line const& own_column = lines_[1][column];
  bool const is_best_of_row = own_row.at == column;
  bool const is_best_of_column = own_column.at == row;
  float const row_rival = is_best_of_row ? own_row.second : own_row.best;
  float const column_rival = is_best_of_column ? own_column.second : own_column.best;
  float const before = guess(i - 1, j - 1);
  float const behind = guess(i + 1, j + 1);
  float const beside_in_row = std::max(guess(i, j - 1), guess(i, j + 1));
  float const beside_in_column = std::max(guess(i - 1, j), guess(i + 1, j));
  auto const one_if = [](bool condition) { return condition ? 1.0F : 0.0F; };
  AmongSigns signs{};
  signs[0] = std::log((here + 1e-4F) / (1 - here + 1e-4F));
  signs[1] = before;
  signs[2] = behind;
  signs[3] = before * behind;
  signs[4] = beside_in_row;
  signs[5] = beside_in_column;
  signs[6] = row_rival;
  signs[7] = column_rival;
  signs[8] = row_rival * column_rival;
  signs[9] = one_if(row_rival < kLooseGuess);
  signs[10] = one_if(column_rival < kLooseGuess);
  signs[11] = signs[9] * signs[10];
  signs[12] = beside_in_row * one_if(column_rival < kRivalGuess);
  signs[13] = beside_in_column * one_if(row_rival < kRivalGuess);
  signs[14] = astray(anchors_[0][row], i, j);
  signs[15] = astray(anchors_[1][column], j, i);
  signs[16] = std::min(signs[14], signs[15]);
  signs[17] = guess(i - 2, j - 2) + guess(i + 2, j + 2);
  signs[18] = std::max(guess(i - 1, j - 2), guess(i - 2, j - 1));
  signs[19] = std::max(guess(i + 1, j + 2), guess(i + 2, j + 1));
  signs[20] = one_if(is_best_of_row);
  signs[21] = one_if(is_best_of_column);
  signs[22] = signs[20] * signs[21];
  signs[23] = std::max(before, signs[18]) * std::max(behind, signs[19]);
  signs[24] = signs[22] * one_if(here < 0.5F);
  signs[25] = own_row.sum - here;
  signs[26] = own_column.sum - here;
  signs[27] = signs[11] * signs[3];
  signs[28] = signs[11] * (1 - std::max(before, behind));
  return signs;
}

}  // namespace stemma
