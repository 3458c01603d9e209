// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/corpora/made_news.hpp"

namespace stemma::bench {

/// A made newspaper: how it sets a text, and what it puts around very many of them.
struct Outlet {
  std::string name;
  TextStyle style;
  std::string closing;        ///< 25…60 words at the end.
  std::string promotion;      ///< 8…16 words at the beginning.
  bool writes_ascii = false;  ///< Its records have \u escapes for letters beyond ASCII.

  [[nodiscard]] std::string with_closing(std::string text) const {
    return text + style.paragraph_break.data() + closing;
  }

  [[nodiscard]] std::string with_promotion(std::string const& text) const {
    return promotion + style.paragraph_break.data() + text;
  }
};

/// So few that even in a small corpus each one's furniture stands in very many texts.
inline constexpr std::size_t kOutlets = 24;

[[nodiscard]] std::vector<Outlet> make_outlets(NewsMaker const& maker, std::uint64_t seed);

}  // namespace stemma::bench
