// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trees/traits.hpp"

namespace stemma {

/// SharedTraits: how many runs of words does each telling of a story share with each other?
///
/// In    the traits of all tellings.
/// Out   n × n, what `count_shared` says of the wording of any two; of a telling and itself 0.
/// How   runs that many tellings have are bits of each, so that one pass over few machine words compares two. Of those that few
///       have the carriers are listed, and each two of them counted.
/// Cost  n² × the runs of a telling / 4 in steps of a bit's 64th part, and as much again at worst; memory n × the runs × 2 bytes.
[[nodiscard]] std::vector<std::uint32_t> count_shared_wording(std::span<TellingTraits const> traits);

}  // namespace stemma
