// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "python/src/arrow_abi.hpp"

namespace stemma::python {

/// One column of a table of Arrow, as its schema describes it; its pieces are given with each question.
///
/// Texts: string, large_string, string_view, and binary of the same three layouts, each also under a dictionary. Numbers: all
/// integers and floats, dates and times of every unit. The texts are read where they lie.
class ArrowColumn {
 public:
  /// Throws `Error{BadOption}` for another type, which names the column.
  explicit ArrowColumn(ArrowSchema const& schema);

  [[nodiscard]] bool is_text() const noexcept { return layout_ < Layout::Signed; }

  /// None for null, and for a column that is no text.
  [[nodiscard]] std::optional<std::string_view> text(ArrowArray const& piece, std::int64_t row) const;

  /// Seconds since 1970, of times; any other number as it is, rounded down. None for null and text.
  [[nodiscard]] std::optional<std::int64_t> seconds(ArrowArray const& piece, std::int64_t row) const;

  /// The bytes that the texts of a piece take, about.
  [[nodiscard]] std::uint64_t text_bytes(ArrowArray const& piece) const;

 private:
  enum class Layout { Offsets32, Offsets64, Views, Signed, Unsigned, Float, Null };

  void read_format(std::string_view format, char const* name);
  [[nodiscard]] std::optional<std::string_view> plain_text(ArrowArray const& piece, std::int64_t row) const;
  [[nodiscard]] std::int64_t index(ArrowArray const& piece, std::int64_t at) const;

  Layout layout_ = Layout::Null;
  unsigned bytes_ = 0;  // of a number, or of an index into the dictionary
  bool is_index_unsigned_ = false;
  bool has_dictionary_ = false;
  std::int64_t per_second_ = 1;        // units of a time
  std::int64_t seconds_per_unit_ = 1;  // of a date
};

}  // namespace stemma::python
