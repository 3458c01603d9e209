// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace stemma::cli {

/// Thrown where the reader of our standard output has gone: no trouble of ours.
struct ReaderGone {};

using WriteTo = std::function<void(std::ostream&)>;

/// Makes sure, before the work begins, that a file can be made at `path`; throws `Error{CannotWrite}` where it cannot.
void check_can_write(std::filesystem::path const& path);

/// Writes a file as a whole or not at all: beside it first, then renamed over it. What is no regular file
/// (a pipe, a device) is written directly. Throws `Error{CannotWrite}`.
void write_file(std::filesystem::path const& path, WriteTo const& write);

/// Writes to standard output. Throws `Error{CannotWrite}`, or `ReaderGone` on a broken pipe.
void write_standard_output(WriteTo const& write);

}  // namespace stemma::cli
