// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "stemma/document.hpp"

namespace stemma {

/// Hours from the first one's stamp to the other's, below 0 where that is earlier; 0 where one has none.
[[nodiscard]] inline double hours_between(Document const& first, Document const& then) {
  using Hours = std::chrono::duration<double, std::ratio<3600>>;
  return first.published && then.published
           ? std::chrono::duration_cast<Hours>(*then.published - *first.published).count()
           : 0;
}

}  // namespace stemma
