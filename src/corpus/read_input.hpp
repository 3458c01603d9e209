// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/byte_stream.hpp"
#include "corpus/intake.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Where a stream of bytes comes from, and what of it was read in order to tell its format.
struct OpenInput {
  ByteStream& stream;
  std::string source;  ///< As the report names it.
  std::string name;    ///< The last part of the path, for ids of documents without their own.
  std::string head;    ///< Bytes already read from the stream.
};

/// Reads JSONL: one document a line; a bad line costs one document.
/// Holds one line at a time, and of a line that is longer than a document may be only its number.
void read_records(OpenInput input, Options const& options, Intake& intake);

/// Reads a plain text: one document.
void read_plain_text(OpenInput input, Options const& options, Intake& intake);

}  // namespace stemma
