// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "collation/site.hpp"
#include "collation/witness_view.hpp"

namespace stemma {

/// The longest run of words that is shown for a quote.
inline constexpr std::uint32_t most_quote_words = 40;

/// The range without the signs at its ends.
[[nodiscard]] TokenRange without_outer_signs(WitnessView const& view, TokenRange range);

/// At most so many words of the range, those of `kept` among them.
[[nodiscard]] TokenRange at_most(TokenRange range, TokenRange kept, std::uint32_t most);

/// The quoted words beside the speaker, the speaker and what is said of him: "said Grzegorz Malkusz, the head of
/// underground operations".
[[nodiscard]] TokenRange speaker_and_words(WitnessView const& view, Site const& site);

/// The end of a quote and the "she said" after it, where the speaker is named in another sentence.
[[nodiscard]] std::optional<TokenRange> quote_and_pronoun(WitnessView const& view, Site const& site);

}  // namespace stemma
