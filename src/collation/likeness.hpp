// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/facts.hpp"

namespace stemma {

/// `letters_in_common` of two names; where one has fewer words, of these words and the run of the other's that fits best:
/// "hermkens" and "helmkens joke" are as like as "hermkens" and "helmkens".
[[nodiscard]] double name_likeness(std::string_view a, std::string_view b);

/// Whether one name is a shorter form of the other: its words all stand in the other in the same order ("hermkens" in
/// "joke hermkens"), or it only differs by the ending of a derived form ("kenya", "kenyan").
[[nodiscard]] bool is_short_form(std::string_view a, std::string_view b);

/// Whether two numbers look like one that was miscopied: the same digits in another order, or one digit other, left
/// out or put in. "46,000" and "64,000", "60" and "160".
[[nodiscard]] bool is_like_miscopied(std::string_view a, std::string_view b);

/// Whether one of two numbers is the other in round figures: "more than 1,100" and "1,140", "about 2 million" and "1.9 million".
[[nodiscard]] bool is_rounding(Mention const& a, Mention const& b);

}  // namespace stemma
