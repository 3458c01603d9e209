// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/token_text.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// The words between two quotation marks.
struct QuoteReading {
  TokenRange tokens;       ///< Marks excluded; at least one token.
  bool continues = false;  ///< The next paragraph opens again before this one has closed.
};

/// The outermost quotes of one telling, in order.
///
/// How   a mark opens where something touches it on the right only, and closes where something touches it on the left;
///       so "…", “…”, „…“, «…», ‘…’ and '…' need no table of pairs, and a mark that faces the wrong way (’We are) is
///       still read. An apostrophe after "s" closes only where no better mark follows. A quote that its paragraph does
///       not close goes on into the next one where that one closes it or opens again.
/// Cost  linear, also where nothing ever closes.
[[nodiscard]] std::vector<QuoteReading> read_quotes(FactText const& text);

}  // namespace stemma
