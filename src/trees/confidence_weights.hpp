// SPDX-License-Identifier: Apache-2.0
// Written by tools/fit_confidence.py.
#pragma once

#include "trees/calibration.hpp"

namespace stemma {

/// How much each feature of a link of the draft counts (see `link_features`), in log-odds.
inline constexpr LinkFeatures kLink = {1.062,  0.355,  0.206,  1.062,  0.269,  0.219,  1.231,  0.075,  -0.324, 1.702,
                                       0.606,  1.538,  0.442,  -0.404, -3.375, -0.153, -0.332, -0.331, -0.912, -1.695,
                                       0.754,  -0.359, -1.116, -0.074, -0.465, 0.449,  -1.401, -0.699, 0.141,  2.906,
                                       -2.209, -2.162, 0.210,  0.269,  1.652,  1.037,  -0.163, -0.374, -0.110, 0.617,
                                       0.134,  0.161,  0.260,  -0.030, -0.046, 1.388,  0.503};

/// The same of links from lost sources (see `lost_features`).
inline constexpr LostFeatures kLost = {0.020, -2.872, 0.070, 1.240};

/// And of links between the same texts (see `same_features`).
inline constexpr SameFeatures kSame = {-1.240, 0.130, -1.257, 0.023, 2.792, -0.190, 0.972, 1.091};

/// How much each of a link's features counts (see `copy_features`), in log-odds, of copyists who slip here and there.
inline constexpr CopyFeatures kOfSlips = {0.590,  0.238,  0.289,  0.084,  0.047,  -1.123, -1.435, 1.871,
                                          -0.056, -0.288, -0.073, -0.931, -0.101, -0.780, -1.714, -0.501,
                                          0.775,  -1.260, 0.523,  -0.402, 0.902,  -0.270, 0.192};

/// The same of copyists whom the same places mislead.
inline constexpr CopyFeatures kOfMisled = {0.282, 0.089,  0.077,  -0.372, -0.148, -1.680, -0.134, 0.482,
                                           0.120, 0.590,  -2.838, -2.543, -0.857, -0.268, -0.245, 0.035,
                                           0.170, -0.951, 0.821,  -0.490, 0.137,  -0.448, -0.516};

/// The same of those who retell.
inline constexpr CopyFeatures kOfRetold = {0.511,  0.020,  0.184,  0.186,  -0.471, -1.368, -0.252, 1.108,
                                           -0.251, 0.303,  -1.584, -1.974, -1.784, 0.289,  -1.090, -0.050,
                                           0.376,  -1.640, 0.934,  -0.661, -0.107, -1.303, -0.529};

/// How much each of a family's features speaks for such copyists (see `copyist_features`), in log-odds.
inline constexpr CopyistFeatures kMisled = {-2.045, 4.575, -0.484, 3.191, 7.486, -1.375, 11.107, -5.617, 2.044};

/// The same of those who retell.
inline constexpr CopyistFeatures kRetold = {3.963, 0.902, 3.491, -0.871, -3.909, 2.198, -9.256, -0.782, -1.552};

}  // namespace stemma
