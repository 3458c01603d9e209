// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stemma {

/// Why tellings were taken for one event.
struct Grouping {
  double similarity = 0;  ///< Of two tellings on average, 0…1.
  std::vector<std::string>
    shared;  ///< Names, numbers and words that tie them most, the strongest first, as one writes them.
};

/// Two stories that look alike but were kept apart.
struct NearestStories {
  std::uint32_t left = 0;   ///< Index into `Report::stories`.
  std::uint32_t right = 0;  ///< Index into `Report::stories`.
  double similarity = 0;
};

}  // namespace stemma
