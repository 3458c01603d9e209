// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "trees/traits.hpp"

namespace stemma {

/// FactOrder: a rewrite goes through its source from the top; do these two tell the same things in the same order?
///
/// In    the facts of two tellings, sorted by key, each with where it first stands.
/// Out   natural log of how much likelier such an order is of a text and its rewrite than of independent reports of one event,
///       within about ±4; nearer to 0, the fewer facts both have.
/// How   Kendall's tau of the shared facts that tell something, against its mean in links and between strangers.
/// Cost  k log k in the shared facts.
[[nodiscard]] double weigh_order(std::span<Trait const> left, std::span<Trait const> right);

}  // namespace stemma
