// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "report/drawing.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// At most eight ticks at round hours or days between two times; the day is named where it changes.
[[nodiscard]] std::vector<DrawnTick> time_ticks(UtcTime from, UtcTime to);

}  // namespace stemma
