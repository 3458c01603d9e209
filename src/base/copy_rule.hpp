// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "base/shingles.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// Whether a verified pair counts as copied wording. Boilerplate (what a crowd of texts has) counts for nothing, unless
/// the crowd is one of copies of the whole text. One quote of an ordinary length is not copying.
[[nodiscard]] inline bool is_copy(CopyPair const& pair) noexcept {
  constexpr std::uint32_t long_run_words = 32;  // no stock phrase, hardly ever a quote
  constexpr std::uint32_t some_run_words = 12;
  constexpr std::uint32_t short_run_words = 8;
  constexpr double good_containment = 0.3;
  constexpr double some_containment = 0.15;
  constexpr double whole_resemblance = 0.5;
  constexpr double whole_containment = 0.8;
  constexpr std::uint32_t whole_run_words = 24;

  auto const run = pair.longest_fresh_run_words;
  auto const in_one_piece = static_cast<std::uint32_t>(run < kShingleWords ? 0 : run - kShingleWords + 1);
  auto const is_spread = pair.fresh_shingles >= 2 * in_one_piece;
  auto const is_whole = pair.resemblance >= whole_resemblance ||
                        (std::max(pair.containment_left, pair.containment_right) >= whole_containment &&
                         pair.longest_run_words >= whole_run_words);
  return run >= long_run_words || (pair.fresh_containment >= some_containment && is_spread && run >= some_run_words) ||
         (pair.fresh_containment >= good_containment && is_spread && run >= short_run_words) ||
         (is_whole && pair.longest_run_words >= short_run_words);
}

}  // namespace stemma
