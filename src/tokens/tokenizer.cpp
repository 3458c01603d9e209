// SPDX-License-Identifier: Apache-2.0
#include "tokens/tokenizer.hpp"

namespace stemma {

TokenText Tokenizer::tokenize(Document const& document) const {
  return TokenText{document.text, {}, {}};
}

}  // namespace stemma
