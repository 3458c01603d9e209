// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_copies.py.
#pragma once

#include <array>

namespace stemma {

/// How much each of a link's features counts (see `copy_features`), in log-odds.
inline constexpr std::array<double, 9> kCopyWeights = {0.320,  0.559, -0.664, 0.269, -0.168,
                                                       -0.434, 1.698, -1.002, -2.039};

}  // namespace stemma
