// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/shingles.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// Two texts that share a run of so many words share an anchor.
inline constexpr std::size_t kSureRunWords = kWindowShingles + kShingleWords - 1;

/// Chooses anchors by winnowing (Schleimer, Wilkerson, Aiken 2003): of each window of shingles the least, the last of equals.
/// A text with fewer shingles than a window has one window.
[[nodiscard]] std::vector<Anchor> winnow(std::span<std::uint64_t const> shingles);

}  // namespace stemma
