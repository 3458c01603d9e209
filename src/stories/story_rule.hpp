// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <ratio>

#include "stemma/document.hpp"

namespace stemma {

/// Average similarity at which two groups of texts tell one event. One value for all kinds of text.
inline constexpr double kStoryThreshold = 0.25;

/// Pairs below this part of the threshold are not even counted as alike.
inline constexpr double kLeastStoryPart = 0.2;

/// Verified copying of this share of the shorter text joins two texts whatever the words say.
inline constexpr double kCopiedShare = 0.6;

/// Time is soft evidence: nothing within four days, then similarity falls to three fifths of itself at sixty days.
[[nodiscard]] inline double time_factor(std::optional<UtcTime> const& left, std::optional<UtcTime> const& right) {
  constexpr double same_news = 4;
  constexpr double old_news = 60;
  constexpr double far_in_time = 0.6;
  if (!left || !right) {
    return 1;
  }
  using Days = std::chrono::duration<double, std::ratio<86400>>;
  double const days = std::abs(std::chrono::duration_cast<Days>(*left - *right).count());
  double const far = std::clamp((days - same_news) / (old_news - same_news), 0.0, 1.0);
  return 1 - (1 - far_in_time) * far;
}

}  // namespace stemma
