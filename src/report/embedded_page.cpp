// SPDX-License-Identifier: Apache-2.0
#include "report/embedded_page.hpp"

#include "base/assert.hpp"

extern "C" {
extern char const stemma_page_begin[];  // NOLINT(readability-identifier-naming): named in embedded_page.S
extern char const stemma_page_end[];    // NOLINT(readability-identifier-naming)
}

namespace stemma {

EmbeddedPage embedded_page() {
  constexpr std::string_view DATA_TAG = R"(<script type="application/json" id="stemma-data">)";
  std::string_view const page{
    static_cast<char const*>(stemma_page_begin),
    static_cast<std::size_t>(static_cast<char const*>(stemma_page_end) - static_cast<char const*>(stemma_page_begin))};
  std::size_t const tag = page.find(DATA_TAG);
  STEMMA_ASSERT(tag != std::string_view::npos, "the built page has a place for the data");
  STEMMA_ASSERT(page.find(DATA_TAG, tag + 1) == std::string_view::npos, "the built page has only one such place");
  return {page.substr(0, tag + DATA_TAG.size()), page.substr(tag + DATA_TAG.size())};
}

}  // namespace stemma
