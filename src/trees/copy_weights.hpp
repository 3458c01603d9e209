// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_copies.py.
#pragma once

#include <array>

namespace stemma {

/// How much each of a link's features counts (see `copy_features`), in log-odds.
inline constexpr std::array<double, 9> kCopyWeights = {0.330,  0.516, -0.486, 0.264, -0.161,
                                                       -0.343, 0.948, -1.082, -2.079};

}  // namespace stemma
