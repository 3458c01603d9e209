// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_copies.py.
#pragma once

#include <array>

namespace stemma {

/// How much each of a link's features counts (see `copy_features`), in log-odds.
inline constexpr std::array<double, 9> kCopyWeights = {0.258,  0.460, -0.722, 0.249, 0.041,
                                                       -0.524, 1.885, -1.013, -1.909};

}  // namespace stemma
