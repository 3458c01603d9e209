// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/main_tree.hpp"

namespace stemma {

/// The letters by which tellings are called, by node.
///
/// Up to 26 tellings: A, B, … by time, then by id. More: one letter a family, its root without a number and the
/// others A1, A2, … by time. Lost sources have Greek letters: α, β, …
[[nodiscard]] std::vector<std::string> sigla_of(MainTree const& tree, std::size_t witness_count);

}  // namespace stemma
