// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "corpus/corpus_stream.hpp"

namespace stemma {

/// The files of a stream, in its order; what is passed over on the way goes to the listener.
/// Errors: `NoInput` where a path does not exist; `BadOption` where the names take more than `most_name_bytes`.
[[nodiscard]] std::vector<std::filesystem::path> stream_files(
  std::span<std::filesystem::path const> paths, std::uint64_t most_name_bytes, NoteListener const& listener
);

}  // namespace stemma
