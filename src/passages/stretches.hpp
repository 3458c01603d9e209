// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/pair_alignment.hpp"
#include "base/token_text.hpp"

namespace stemma {

/// Joins the passages that stand near each other in both texts, in whatever order, to stretches; a brief on one side may stand
/// for a long part of the other. Stretches that share too little to be more than chance are left out.
/// Out   stretches sorted by left.begin_token; each passage is in at most one.
/// Cost  passages times their neighbours on the left within reach.
[[nodiscard]] std::vector<AlignedStretch> join_stretches(
  TokenText const& left, TokenText const& right, std::vector<AlignedPassage> const& passages
);

}  // namespace stemma
