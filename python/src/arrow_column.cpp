// SPDX-License-Identifier: Apache-2.0
#include "python/src/arrow_column.hpp"

#include <array>
#include <cmath>

#include "stemma/error.hpp"

namespace stemma::python {

namespace {

/// A view of the layout string_view: its length, and either the text itself or where it lies.
struct View {
  std::int32_t length;
  std::array<char, 4> prefix;
  std::int32_t buffer;
  std::int32_t offset;
};

static_assert(sizeof(View) == 16);
constexpr std::int32_t kLongestInline = 12;

bool is_null(ArrowArray const& piece, std::int64_t at) {
  if (piece.null_count == 0 || piece.n_buffers == 0 || piece.buffers[0] == nullptr) {
    return false;
  }
  auto const* const bits = static_cast<std::uint8_t const*>(piece.buffers[0]);
  return (static_cast<unsigned>(bits[at / 8]) >> static_cast<unsigned>(at % 8) & 1U) == 0;
}

template <typename Number>
Number number_at(ArrowArray const& piece, std::int64_t at) {
  return static_cast<Number const*>(piece.buffers[1])[at];
}

template <typename Offset>
std::string_view text_at(ArrowArray const& piece, std::int64_t at) {
  auto const* const offsets = static_cast<Offset const*>(piece.buffers[1]);
  auto const* const bytes = static_cast<char const*>(piece.buffers[2]);
  return {bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at])};
}

std::string_view view_at(ArrowArray const& piece, std::int64_t at) {
  View const& view = static_cast<View const*>(piece.buffers[1])[at];
  auto const length = static_cast<std::size_t>(view.length);
  if (view.length <= kLongestInline) {
    return {reinterpret_cast<char const*>(&view) + sizeof(view.length), length};
  }
  return {static_cast<char const*>(piece.buffers[2 + view.buffer]) + view.offset, length};
}

std::int64_t signed_at(ArrowArray const& piece, std::int64_t at, unsigned bytes) {
  switch (bytes) {
    case 1:
      return number_at<std::int8_t>(piece, at);
    case 2:
      return number_at<std::int16_t>(piece, at);
    case 4:
      return number_at<std::int32_t>(piece, at);
    default:
      return number_at<std::int64_t>(piece, at);
  }
}

std::int64_t unsigned_at(ArrowArray const& piece, std::int64_t at, unsigned bytes) {
  switch (bytes) {
    case 1:
      return number_at<std::uint8_t>(piece, at);
    case 2:
      return number_at<std::uint16_t>(piece, at);
    case 4:
      return number_at<std::uint32_t>(piece, at);
    default:
      return static_cast<std::int64_t>(number_at<std::uint64_t>(piece, at));
  }
}

/// Bytes of an integer type, 0 for any other format.
unsigned integer_bytes(std::string_view format) {
  constexpr std::string_view kInOrder = "cCsSiIlL";
  auto const at = format.size() == 1 ? kInOrder.find(format[0]) : std::string_view::npos;
  return at == std::string_view::npos ? 0 : 1U << (at / 2);
}

bool is_unsigned(std::string_view format) {
  return format == "C" || format == "S" || format == "I" || format == "L";
}

std::int64_t floor_of(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

}  // namespace

ArrowColumn::ArrowColumn(ArrowSchema const& schema) : has_dictionary_{schema.dictionary != nullptr} {
  if (has_dictionary_) {
    bytes_ = integer_bytes(schema.format);
    is_index_unsigned_ = is_unsigned(schema.format);
    read_format(schema.dictionary->format, schema.name);
    if (!is_text()) {
      throw Error{
        ErrorKind::BadOption, "the dictionary of the column \"" + std::string{schema.name} + "\" has no texts"};
    }
    return;
  }
  read_format(schema.format, schema.name);
}

void ArrowColumn::read_format(std::string_view format, char const* name) {
  if (format == "u" || format == "z") {
    layout_ = Layout::Offsets32;
  } else if (format == "U" || format == "Z") {
    layout_ = Layout::Offsets64;
  } else if (format == "vu" || format == "vz") {
    layout_ = Layout::Views;
  } else if (auto const bytes = integer_bytes(format); bytes != 0) {
    layout_ = is_unsigned(format) ? Layout::Unsigned : Layout::Signed;
    bytes_ = bytes;
  } else if (format == "f" || format == "g") {
    layout_ = Layout::Float;
    bytes_ = format == "f" ? 4 : 8;
  } else if (format == "tdD" || format == "tdm" || format.starts_with("ts")) {
    layout_ = Layout::Signed;
    bytes_ = format == "tdD" ? 4 : 8;
    seconds_per_unit_ = format == "tdD" ? 86'400 : 1;
    char const unit = format.size() > 2 ? format[2] : 's';
    per_second_ = unit == 'm' ? 1000 : unit == 'u' ? 1'000'000 : unit == 'n' ? 1'000'000'000 : 1;
  } else if (format == "n") {
    layout_ = Layout::Null;
  } else {
    throw Error{
      ErrorKind::BadOption, "the column \"" + std::string{name == nullptr ? "" : name} + "\" has the Arrow type \"" +
                              std::string{format} + "\"; texts, numbers and times can be read"};
  }
}

std::int64_t ArrowColumn::index(ArrowArray const& piece, std::int64_t at) const {
  return is_index_unsigned_ ? unsigned_at(piece, at, bytes_) : signed_at(piece, at, bytes_);
}

std::optional<std::string_view> ArrowColumn::plain_text(ArrowArray const& piece, std::int64_t row) const {
  std::int64_t const at = row + piece.offset;
  if (is_null(piece, at)) {
    return {};
  }
  switch (layout_) {
    case Layout::Offsets32:
      return text_at<std::int32_t>(piece, at);
    case Layout::Offsets64:
      return text_at<std::int64_t>(piece, at);
    case Layout::Views:
      return view_at(piece, at);
    default:
      return {};
  }
}

std::optional<std::string_view> ArrowColumn::text(ArrowArray const& piece, std::int64_t row) const {
  if (!has_dictionary_) {
    return plain_text(piece, row);
  }
  std::int64_t const at = row + piece.offset;
  if (is_null(piece, at)) {
    return {};
  }
  return plain_text(*piece.dictionary, index(piece, at));
}

std::optional<std::int64_t> ArrowColumn::seconds(ArrowArray const& piece, std::int64_t row) const {
  std::int64_t const at = row + piece.offset;
  if (is_text() || layout_ == Layout::Null || is_null(piece, at)) {
    return {};
  }
  if (layout_ == Layout::Float) {
    double const value = bytes_ == 4 ? static_cast<double>(number_at<float>(piece, at)) : number_at<double>(piece, at);
    return std::abs(value) < 1e18 ? std::optional{static_cast<std::int64_t>(std::floor(value))} : std::nullopt;
  }
  std::int64_t const value =
    layout_ == Layout::Unsigned ? unsigned_at(piece, at, bytes_) : signed_at(piece, at, bytes_);
  return floor_of(value, per_second_) * seconds_per_unit_;
}

std::uint64_t ArrowColumn::text_bytes(ArrowArray const& piece) const {
  std::uint64_t bytes = 0;
  if (has_dictionary_ && piece.dictionary != nullptr) {
    return bytes;  // Its texts are few.
  }
  if (layout_ == Layout::Views) {
    for (std::int64_t row = 0; row < piece.length; ++row) {
      bytes += static_cast<std::uint64_t>(static_cast<View const*>(piece.buffers[1])[row + piece.offset].length);
    }
  } else if (layout_ == Layout::Offsets32 && piece.length > 0) {
    auto const* const offsets = static_cast<std::int32_t const*>(piece.buffers[1]) + piece.offset;
    bytes = static_cast<std::uint64_t>(offsets[piece.length] - offsets[0]);
  } else if (layout_ == Layout::Offsets64 && piece.length > 0) {
    auto const* const offsets = static_cast<std::int64_t const*>(piece.buffers[1]) + piece.offset;
    bytes = static_cast<std::uint64_t>(offsets[piece.length] - offsets[0]);
  }
  return bytes;
}

}  // namespace stemma::python
