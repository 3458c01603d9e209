// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/utc_time.hpp"
#include "stemma/document.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// What one line of a JSONL file says of itself, in the parser's own memory: the views live until its next line.
struct RecordFields {
  std::string_view text;
  std::optional<std::string_view> id;
  std::optional<UtcTime> published;
  std::optional<TimePrecision> time_precision;
  std::vector<std::string> reservations;  ///< What was read with a doubt.
  std::optional<std::string> fault;       ///< Why there is no document, where there is none.
};

/// The same with title and outlet, to be kept.
struct Record {
  std::optional<std::string> id;
  Document document;  ///< Without id, source and language.
  std::optional<TimePrecision> time_precision;
  std::vector<std::string> reservations;
  std::optional<std::string> fault;
};

/// Whether a line may be read past its end.
enum class LineEnd { Bare, Padded };

/// Reads one line of JSON as a document. Unknown fields are ignored; a number is good as an id, an outlet,
/// or (seconds since 1970) a time. Keeps its buffers from line to line.
///
/// Cost  0.4 ns a byte on one core of 2026 where the line is padded: checking, unescaping and all.
class RecordParser {
 public:
  /// Bytes that must be there to read after a padded line; what they are does not matter.
  static constexpr std::size_t kPaddingBytes = 64;

  explicit RecordParser(FieldNames fields);
  ~RecordParser();
  RecordParser(RecordParser const&) = delete;
  RecordParser& operator=(RecordParser const&) = delete;

  /// Text, id and time only.
  [[nodiscard]] RecordFields fields(std::string_view line, LineEnd end);

  [[nodiscard]] Record parse(std::string_view line, LineEnd end = LineEnd::Bare);

 private:
  struct Buffers;  // Keeps the JSON library, a heavy header, out of this one.

  FieldNames fields_;
  std::unique_ptr<Buffers> buffers_;
};

/// The text of a telling with a title: the title, a line feed, the body; or the body alone where its first line is the title.
[[nodiscard]] std::string text_under_title(std::string_view title, std::string_view body);

/// A title in one line, without white space around it; none where nothing is left.
[[nodiscard]] std::optional<std::string> title_in_one_line(std::string_view title);

}  // namespace stemma
