// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// What of a report goes into a page.
struct PagePart {
  std::size_t stories = 0;          ///< The first of them, which are the largest.
  std::vector<bool> has_document;   ///< By document: one of these stories tells it.
  std::size_t notes = 0;            ///< Of those skipped, and of the notices, no more than that.
  std::vector<InputNote> left_out;  ///< Says so; empty where all is there.
};

/// A browser reads so much at once and stays quick; JSON of more than half a gigabyte it does not read at all.
inline constexpr std::size_t kMostPageBytes = std::size_t{128} << 20U;

/// As many stories as fit, by an estimate of what they take; one at least.
[[nodiscard]] PagePart part_for_page(Report const& report, std::size_t most_bytes = kMostPageBytes);

}  // namespace stemma
