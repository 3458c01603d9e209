// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace stemma {

void assertion_failed(char const* condition, char const* reason, std::source_location where) {
  static_cast<void>(std::fprintf(
    stderr, "stemma: bug: %s:%u: %s does not hold: %s\n", where.file_name(), where.line(), condition, reason
  ));
  std::abort();
}

}  // namespace stemma
