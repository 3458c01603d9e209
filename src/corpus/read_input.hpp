// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "corpus/byte_stream.hpp"
#include "corpus/intake.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Reads one input: tells its format by the ending of `path` and, where that says nothing, by the first byte that is not
/// a space; then takes its documents in, or notes why it cannot.
void read_input(ByteStream& stream, std::filesystem::path const& path, Options const& options, Intake& intake);

}  // namespace stemma
