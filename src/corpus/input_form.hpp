// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "corpus/unpacking_stream.hpp"

namespace stemma {

/// Whether a file has records or is a plain text: the ending decides, and where it says nothing, the first byte that is
/// not a space. `path` without the ending of what packs it.
[[nodiscard]] bool has_records(std::filesystem::path const& path, std::string_view head);

/// Without the ending that a packed file has beside its own: "wire.jsonl" for "wire.jsonl.gz".
[[nodiscard]] std::filesystem::path unpacked_name(std::filesystem::path const& path, Packing packing);

}  // namespace stemma
