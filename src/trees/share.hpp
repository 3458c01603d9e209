// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>

namespace stemma {

/// Nothing of nothing is no share.
[[nodiscard]] inline double share_of_all(double part, std::size_t all) {
  return part / static_cast<double>(std::max<std::size_t>(1, all));
}

}  // namespace stemma
