// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_copies.py.
#pragma once

#include "trees/calibration.hpp"

namespace stemma {

/// How much each of a link's features counts (see `copy_features`), in log-odds.
inline constexpr CopyFeatures kCopyWeights = {0.467,  0.220, 0.356,  0.181,  -0.092, -0.638, -0.883,
                                              0.857,  0.321, -0.246, -0.867, -2.156, -1.088, -3.396,
                                              -0.887, 0.208, 0.153,  -0.242, 1.188};

}  // namespace stemma
