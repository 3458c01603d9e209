// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace stemma {

/// Something about the input that the reader of the report must know.
struct InputNote {
  std::string source;                 ///< Path as given, "-" for standard input.
  std::optional<std::uint64_t> line;  ///< 1-based line, where the input has lines of records.
  std::string reason;
};

}  // namespace stemma
