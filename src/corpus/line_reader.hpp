// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_stream.hpp"

namespace stemma {

/// A line without its line feed.
struct Line {
  std::uint64_t number = 0;  ///< From 1.
  std::string_view text;     ///< Until the next line is asked for; empty where the line is too long.
  bool is_too_long = false;
};

/// Splits a stream into lines and never holds more of a line than `longest_bytes`.
class LineReader {
 public:
  LineReader(ByteStream& stream, std::string head, std::size_t longest_bytes);

  /// The next line; none at the end of the stream or after a failure of it.
  [[nodiscard]] std::optional<Line> next();

 private:
  [[nodiscard]] bool fill();
  void keep(std::string_view piece);

  ByteStream& stream_;
  std::size_t longest_bytes_;
  std::vector<char> chunk_;
  std::string_view unread_;
  std::string line_;
  std::uint64_t number_ = 0;
  bool is_too_long_ = false;
};

}  // namespace stemma
