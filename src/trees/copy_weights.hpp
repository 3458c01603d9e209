// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_copies.py.
#pragma once

#include "trees/calibration.hpp"

namespace stemma {

/// How much each of a link's features counts (see `copy_features`), in log-odds, of copyists who slip here and there.
inline constexpr CopyFeatures kOfSlips = {0.590,  0.238,  0.289,  0.084,  0.047,  -1.123, -1.435, 1.871,
                                          -0.056, -0.288, -0.073, -0.931, -0.101, -0.780, -1.714, -0.501,
                                          0.775,  -1.260, 0.523,  -0.402, 0.902,  -0.270, 0.192};

/// The same of copyists whom the same places mislead.
inline constexpr CopyFeatures kOfMisled = {0.282, 0.089,  0.077,  -0.372, -0.148, -1.680, -0.134, 0.482,
                                           0.120, 0.590,  -2.838, -2.543, -0.857, -0.268, -0.245, 0.035,
                                           0.170, -0.951, 0.821,  -0.490, 0.137,  -0.448, -0.516};

/// How much each of a family's features speaks for such copyists (see `copyist_features`), in log-odds.
inline constexpr CopyistFeatures kMisled = {-2.045, 4.575, -0.484, 3.191, 7.486, -1.375, 11.107, -5.617, 2.044};

}  // namespace stemma
