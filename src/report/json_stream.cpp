// SPDX-License-Identifier: Apache-2.0
#include "report/json_stream.hpp"

#include <ostream>

#include "base/assert.hpp"
#include "report/number_text.hpp"

namespace stemma {

namespace {

constexpr std::string_view REPLACEMENT = "\xEF\xBF\xBD";

/// Length of the valid UTF-8 sequence at the head of `text`, 0 where there is none.
std::size_t sequence_length(std::string_view text) noexcept {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  unsigned const lead = byte(0);
  if (lead < 0x80U) {
    return 1;
  }
  if (lead >= 0xC2U && lead <= 0xDFU) {
    return continues(1) ? 2 : 0;
  }
  if (lead >= 0xE0U && lead <= 0xEFU) {
    if (!continues(1) || !continues(2)) {
      return 0;
    }
    bool const is_overlong = lead == 0xE0U && byte(1) < 0xA0U;
    bool const is_surrogate = lead == 0xEDU && byte(1) >= 0xA0U;
    return is_overlong || is_surrogate ? 0 : 3;
  }
  if (lead >= 0xF0U && lead <= 0xF4U) {
    if (!continues(1) || !continues(2) || !continues(3)) {
      return 0;
    }
    bool const is_overlong = lead == 0xF0U && byte(1) < 0x90U;
    bool const is_too_big = lead == 0xF4U && byte(1) >= 0x90U;
    return is_overlong || is_too_big ? 0 : 4;
  }
  return 0;
}

std::string_view short_escape(unsigned char sign) noexcept {
  switch (sign) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

}  // namespace

void JsonStream::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!has_items_.empty()) {
    if (has_items_.back()) {
      out_ << ',';
    }
    has_items_.back() = true;
  }
}

void JsonStream::begin_object() {
  before_value();
  out_ << '{';
  has_items_.push_back(false);
}

void JsonStream::end_object() {
  STEMMA_ASSERT(
    !has_items_.empty() && !after_key_, "each object that is closed was opened, and each key has its value"
  );
  has_items_.pop_back();
  out_ << '}';
}

void JsonStream::begin_array() {
  before_value();
  out_ << '[';
  has_items_.push_back(false);
}

void JsonStream::end_array() {
  STEMMA_ASSERT(!has_items_.empty() && !after_key_, "each array that is closed was opened");
  has_items_.pop_back();
  out_ << ']';
}

void JsonStream::key(std::string_view name) {
  before_value();
  quoted(name);
  out_ << ':';
  after_key_ = true;
}

void JsonStream::string(std::string_view text) {
  before_value();
  quoted(text);
}

void JsonStream::number(double value) {
  before_value();
  out_ << number_text(value, 4);
}

void JsonStream::integer(std::int64_t value) {
  before_value();
  out_ << std::to_string(value);
}

void JsonStream::null() {
  before_value();
  out_ << "null";
}

void JsonStream::string_or_null(std::optional<std::string> const& text) {
  if (text) {
    string(*text);
  } else {
    null();
  }
}

void JsonStream::quoted(std::string_view text) {
  constexpr std::string_view DIGITS = "0123456789abcdef";
  out_ << '"';
  std::size_t clean_begin = 0;  // what lies between here and `at` goes out unchanged
  std::size_t at = 0;
  auto const flush = [&] { out_ << text.substr(clean_begin, at - clean_begin); };
  while (at < text.size()) {
    auto const sign = static_cast<unsigned char>(text[at]);
    std::size_t const length = sequence_length(text.substr(at, 4));
    bool const is_special = sign < 0x20U || sign == 0x7FU || sign == '"' || sign == '\\' ||
                            (place_ == JsonPlace::Page && (sign == '<' || sign == '>' || sign == '&'));
    if (length > 0 && !is_special) {
      at += length;
      continue;
    }
    flush();
    if (length == 0) {
      out_ << REPLACEMENT;
    } else if (std::string_view const escape = short_escape(sign); !escape.empty()) {
      out_ << escape;
    } else {
      out_ << "\\u00" << DIGITS[sign >> 4U] << DIGITS[sign & 0xFU];
    }
    clean_begin = ++at;
  }
  flush();
  out_ << '"';
}

}  // namespace stemma
