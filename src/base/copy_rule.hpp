// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/shingles.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// What counts as copied wording; the defaults hold wherever nobody asks for others.
struct CopyRule {
  double min_resemblance = 0.5;        ///< Of whole texts.
  double min_containment = 0.3;        ///< Of a text of which another has a part.
  std::uint32_t min_run_words = 32;    ///< A run so long is no stock phrase, and hardly ever a quote.
  std::uint32_t min_piece_words = 12;  ///< The longest of several pieces, where they are a small part of the text.
  std::uint32_t min_piece_of_three_words = 12;  ///< The same where two more pieces are of 12 words or more.
};

/// Whether two texts share nothing but boilerplate, and each has a good deal besides that the other lacks.
[[nodiscard]] inline bool is_boilerplate_only(CopyPair const& pair) noexcept {
  constexpr double good_share = 0.15;
  constexpr double hardly_any = 0.2;
  return pair.fresh_share > good_share && pair.fresh_containment < hardly_any * pair.fresh_share;
}

/// Whether a verified pair are copies as wholes: alike, or one within the other.
[[nodiscard]] inline bool is_whole_copy(CopyPair const& pair, CopyRule const& rule = {}) noexcept {
  constexpr double nearly_all = 0.8;
  constexpr std::uint32_t least_run_words = 8;  // a shorter one will do only where nearly all is common
  constexpr std::uint32_t contained_run_words = 24;
  auto const contained = std::max(pair.containment_left, pair.containment_right);
  auto const is_alike = pair.resemblance >= rule.min_resemblance &&
                        (pair.longest_run_words >= least_run_words || pair.resemblance >= nearly_all);
  auto const is_within = contained >= nearly_all && pair.longest_run_words >= contained_run_words;
  return (is_alike || is_within) && !is_boilerplate_only(pair);
}

inline constexpr std::uint32_t kLongPieceWords = 12;

/// Whether the pieces that two texts share are all about as long. Between scattered changes pieces are of all lengths; between the
/// blanks of a form none is long, but for one or two where a blank was filled alike by chance.
[[nodiscard]] inline bool is_like_form(CopyPair const& pair) noexcept {
  constexpr double all_alike = 1.4;
  return pair.third_run_words < kLongPieceWords && pair.eighth_run_words > 0 &&
         pair.third_run_words < all_alike * pair.eighth_run_words;
}

/// Whether a verified pair counts as copied wording. Boilerplate (what a crowd of texts has) counts for nothing, unless
/// the crowd is one of copies of the whole text. One quote of an ordinary length is not copying.
[[nodiscard]] inline bool is_copy(CopyPair const& pair, CopyRule const& rule = {}) noexcept {
  constexpr std::uint32_t short_run_words = 8;
  // A form filled in twice shares a third of its words in pieces of a dozen or so; barely enough is not enough in such pieces.
  constexpr double more_than_form = 0.1;

  auto const run = pair.longest_fresh_run_words;
  auto const in_one_piece = static_cast<std::uint32_t>(run < kShingleWords ? 0 : run - kShingleWords + 1);
  auto const has_three = pair.third_run_words >= kLongPieceWords;
  auto const piece = has_three ? rule.min_piece_of_three_words : rule.min_piece_words;
  auto const is_spread = pair.fresh_shingles >= 2 * in_one_piece;
  return run >= rule.min_run_words || (pair.fresh_containment >= rule.min_containment && run >= piece) ||
         (pair.fresh_containment >= rule.min_containment + more_than_form && run >= short_run_words &&
          !is_like_form(pair)) ||
         (pair.fresh_containment >= rule.min_containment / 2 && is_spread && run >= piece) || is_whole_copy(pair, rule);
}

/// Whether a pair might count as copied wording, whatever of it is boilerplate: what fails here fails `is_copy`.
[[nodiscard]] inline bool may_be_copy(CopyPair const& pair, CopyRule const& rule = {}) noexcept {
  constexpr double nearly_all = 0.8;  // as in is_whole_copy
  auto const contained = std::max(pair.containment_left, pair.containment_right);
  auto const run = pair.longest_run_words;
  return run >= rule.min_run_words || pair.resemblance >= rule.min_resemblance ||
         contained >= std::min(rule.min_containment, nearly_all) ||
         (contained >= rule.min_containment / 2 && run >= std::min(rule.min_piece_words, rule.min_piece_of_three_words)
         );
}

}  // namespace stemma
