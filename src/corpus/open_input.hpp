// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "corpus/byte_stream.hpp"

namespace stemma {

/// A stream of bytes that has been looked at in order to tell what it is.
struct OpenInput {
  ByteStream& stream;
  std::string source;  ///< As the report names it.
  std::string name;    ///< The last part of the path, for ids of documents without their own.
  std::string head;    ///< Bytes already taken from the stream.
};

/// "64 MiB", "1000 bytes".
[[nodiscard]] inline std::string limit_in_words(std::uint64_t bytes) {
  constexpr std::uint64_t kMebi = 1ULL << 20U;
  return bytes % kMebi == 0 ? std::to_string(bytes / kMebi) + " MiB" : std::to_string(bytes) + " bytes";
}

}  // namespace stemma
