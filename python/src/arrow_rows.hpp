// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "python/src/arrow_column.hpp"
#include "stemma/document_rows.hpp"
#include "stemma/options.hpp"

namespace stemma::python {

/// The rows of a stream of Arrow. Holds its pieces; the texts stay in the buffers of whoever made them.
class ArrowRows : public DocumentRows {
 public:
  /// Reads the stream to its end. Must not hold the interpreter's lock: the stream may need it.
  /// Throws `Error{BadOption}` where there is no column of texts of the name of `fields.text`, `Error{NoInput}` where the stream breaks
  /// off. A stream of a single column, not of a table, is one of texts.
  ArrowRows(ArrowArrayStream& stream, FieldNames const& fields);

  [[nodiscard]] std::uint64_t size() const override { return starts_.back(); }

  [[nodiscard]] std::uint64_t text_bytes() const override { return text_bytes_; }

  [[nodiscard]] DocumentRow row(std::uint64_t number, std::string& space) const override;
  [[nodiscard]] std::string_view text(std::uint64_t number) const override;

 private:
  struct Field {
    ArrowColumn column;
    std::int64_t child = 0;
  };

  /// Where a row lies.
  struct Place {
    ArrowArray const& piece;
    std::int64_t row;
  };

  [[nodiscard]] std::optional<Field> field(std::string const& name, bool must_be_text) const;
  [[nodiscard]] Place place_of(std::uint64_t number) const;
  [[nodiscard]] std::optional<std::string_view> text_in(std::optional<Field> const& field, Place const& place) const;
  [[nodiscard]] std::optional<std::int64_t> seconds_in(std::optional<Field> const& field, Place const& place) const;
  [[nodiscard]] bool is_missing(Place const& place) const;

  Owned<ArrowSchema> schema_;
  bool is_table_ = false;
  std::optional<Field> text_;
  std::optional<Field> id_;
  std::optional<Field> title_;
  std::optional<Field> outlet_;
  std::optional<Field> published_;
  std::vector<Owned<ArrowArray>> pieces_;
  std::vector<std::uint64_t> starts_{0};  // of the pieces, and the end
  std::uint64_t text_bytes_ = 0;
};

}  // namespace stemma::python
