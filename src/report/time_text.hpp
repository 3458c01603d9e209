// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stemma/document.hpp"

namespace stemma {

/// 2026-04-16T05:12:00Z.
[[nodiscard]] std::string iso_text(UtcTime time);

/// 05:12.
[[nodiscard]] std::string clock_text(UtcTime time);

/// Thu 16 Apr.
[[nodiscard]] std::string weekday_text(UtcTime time);

/// 16 Apr.
[[nodiscard]] std::string day_text(UtcTime time);

/// 2026.
[[nodiscard]] std::string year_text(UtcTime time);

}  // namespace stemma
