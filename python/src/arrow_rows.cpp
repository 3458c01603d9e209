// SPDX-License-Identifier: Apache-2.0
#include "python/src/arrow_rows.hpp"

#include <algorithm>
#include <string_view>

#include "stemma/error.hpp"

namespace stemma::python {

namespace {

[[noreturn]] void refuse(ArrowArrayStream& stream, int code) {
  char const* const why = stream.get_last_error(&stream);
  throw Error{
    ErrorKind::NoInput,
    "the table could not be read to its end: " + (why == nullptr ? "error " + std::to_string(code) : std::string{why})};
}

}  // namespace

ArrowRows::ArrowRows(ArrowArrayStream& given, FieldNames const& fields) {
  Owned<ArrowArrayStream> stream{given};
  if (int const code = stream->get_schema(&*stream, &*schema_); code != 0) {
    refuse(*stream, code);
  }
  is_table_ = std::string_view{schema_->format} == "+s" && schema_->dictionary == nullptr;
  if (is_table_) {
    text_ = field(fields.text, true);
    id_ = field(fields.id, false);
    title_ = field(fields.title, true);
    outlet_ = field(fields.outlet, true);
    published_ = field(fields.published, false);
  } else {
    text_ = Field{ArrowColumn{*schema_}, 0};
  }
  if (!text_ || !text_->column.is_text()) {
    throw Error{
      ErrorKind::BadOption, "there is no column of texts called \"" + fields.text + "\"; name it with text_field"};
  }
  while (true) {
    Owned<ArrowArray> piece;
    if (int const code = stream->get_next(&*stream, &*piece); code != 0) {
      refuse(*stream, code);
    }
    if (piece->release == nullptr) {
      break;
    }
    if (piece->length == 0) {
      continue;
    }
    starts_.push_back(starts_.back() + static_cast<std::uint64_t>(piece->length));
    text_bytes_ += text_->column.text_bytes(is_table_ ? *piece->children[text_->child] : *piece);
    pieces_.push_back(std::move(piece));
  }
}

std::optional<ArrowRows::Field> ArrowRows::field(std::string const& name, bool must_be_text) const {
  for (std::int64_t child = 0; child < schema_->n_children; ++child) {
    ArrowSchema const& schema = *schema_->children[child];
    if (schema.name != nullptr && name == schema.name) {
      Field const found{ArrowColumn{schema}, child};
      return must_be_text && !found.column.is_text() ? std::nullopt : std::optional{found};
    }
  }
  return {};
}

ArrowRows::Place ArrowRows::place_of(std::uint64_t number) const {
  auto const next = std::upper_bound(starts_.begin(), starts_.end(), number);
  auto const at = static_cast<std::size_t>(next - starts_.begin() - 1);
  return {*pieces_[at], static_cast<std::int64_t>(number - starts_[at])};
}

/// Whether the whole row is null, which a table from outside can have, too.
bool ArrowRows::is_missing(Place const& place) const {
  ArrowArray const& piece = place.piece;
  if (!is_table_ || piece.null_count == 0 || piece.n_buffers == 0 || piece.buffers[0] == nullptr) {
    return false;
  }
  auto const at = place.row + piece.offset;
  auto const byte = static_cast<unsigned>(static_cast<std::uint8_t const*>(piece.buffers[0])[at / 8]);
  return (byte >> static_cast<unsigned>(at % 8) & 1U) == 0;
}

std::optional<std::string_view> ArrowRows::text_in(std::optional<Field> const& field, Place const& place) const {
  if (!field || is_missing(place)) {
    return {};
  }
  return is_table_ ? field->column.text(*place.piece.children[field->child], place.row + place.piece.offset)
                   : field->column.text(place.piece, place.row);
}

std::optional<std::int64_t> ArrowRows::seconds_in(std::optional<Field> const& field, Place const& place) const {
  if (!field || is_missing(place)) {
    return {};
  }
  return field->column.seconds(*place.piece.children[field->child], place.row + place.piece.offset);
}

DocumentRow ArrowRows::row(std::uint64_t number, std::string& space) const {
  Place const place = place_of(number);
  DocumentRow row;
  row.text = text_in(text_, place);
  row.title = text_in(title_, place);
  row.outlet = text_in(outlet_, place);
  row.written_time = text_in(published_, place);
  row.epoch_time = seconds_in(published_, place);
  row.id = text_in(id_, place);
  if (auto const id = seconds_in(id_, place)) {
    space = std::to_string(*id);
    row.id = space;
  }
  return row;
}

std::string_view ArrowRows::text(std::uint64_t number) const {
  return text_in(text_, place_of(number)).value_or(std::string_view{});
}

}  // namespace stemma::python
