// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace stemma {

/// Position of a document in `Report::documents`. An enum, so that it cannot be mixed up with any other number.
enum class DocId : std::uint32_t {};

[[nodiscard]] constexpr std::size_t index_of(DocId id) noexcept {
  return static_cast<std::size_t>(id);
}

/// Seconds since 1970-01-01T00:00:00Z.
using UtcTime = std::chrono::sys_seconds;

/// A text as read. All spans of a report are bytes [begin, end) of `text`.
struct Document {
  std::string id;                     ///< Unique in the report.
  std::optional<std::string> title;   ///< Where there is one, `text` begins with it and a line feed.
  std::optional<std::string> outlet;  ///< Who published it, as the input says.
  std::optional<UtcTime> published;   ///< As the input says: evidence, not truth. Clocks lie.
  std::string source;                 ///< The path it was read from ("-" for standard input).
  std::string language;               ///< ISO 639-1 code, "und" where it cannot be told.
  std::string text;                   ///< Valid UTF-8, untouched otherwise.
};

/// Bytes [begin_byte, end_byte) of one document's text.
struct Span {
  DocId document{};
  std::uint32_t begin_byte = 0;
  std::uint32_t end_byte = 0;

  [[nodiscard]] friend bool operator==(Span const&, Span const&) = default;
};

}  // namespace stemma
