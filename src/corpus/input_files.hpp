// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "corpus/intake.hpp"

namespace stemma {

/// The files to read for the paths that were given, each file once, in an order that does not depend on theirs.
///
/// In    files, folders (walked in full depth), "-".
/// Out   paths as given, or the given folder's path with the file's below it. Hidden files (".name") are taken only where
///       they are named. Links are followed after everything else; one that leads back is noted and left.
/// Errors  `Error{NoInput}` where a path does not exist or none is given; everything else is a note in `intake`.
[[nodiscard]] std::vector<std::filesystem::path> input_files(
  std::span<std::filesystem::path const> paths, Intake& intake
);

}  // namespace stemma
