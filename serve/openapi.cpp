// SPDX-License-Identifier: Apache-2.0
#include "serve/openapi.hpp"

#include <cstddef>

extern "C" {
extern char const stemma_openapi_begin[];  // NOLINT(readability-identifier-naming): named in openapi.S
extern char const stemma_openapi_end[];    // NOLINT(readability-identifier-naming)
}

namespace stemma::serve {

std::string_view openapi() {
  char const* const begin = stemma_openapi_begin;
  char const* const end = stemma_openapi_end;
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace stemma::serve
