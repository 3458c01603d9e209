// SPDX-License-Identifier: Apache-2.0
#include "corpus/record.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <simdjson.h>

#include "corpus/text_form.hpp"

namespace stemma {

namespace {

namespace dom = simdjson::dom;

/// As much of a wrong value as a message can bear.
constexpr std::size_t kQuotedBytes = 60;

std::string in_quotes(std::string_view value) {
  std::string_view const part = value.substr(0, kQuotedBytes);
  return '"' + as_utf8(part) + (part.size() < value.size() ? "…\"" : "\"");
}

template <typename Number>
std::string digits_of(Number value) {
  std::array<char, 32> space{};
  auto const [end, error] = std::to_chars(space.data(), space.data() + space.size(), value);
  return std::string{space.data(), end};
}

/// A number as text; none for anything else.
std::optional<std::string> number_text(dom::element const& value) {
  switch (value.type()) {
    case dom::element_type::INT64:
      return digits_of(std::int64_t{value});
    case dom::element_type::UINT64:
      return digits_of(std::uint64_t{value});
    case dom::element_type::DOUBLE:
      return digits_of(double{value});
    default:
      return {};
  }
}

std::optional<dom::element> field(dom::object const& object, std::string const& name) {
  dom::element value;
  if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) {
    return {};
  }
  return value;
}

std::string_view type_name(dom::element const& value) {
  switch (value.type()) {
    case dom::element_type::ARRAY:
      return "a list";
    case dom::element_type::OBJECT:
      return "an object";
    case dom::element_type::BOOL:
      return "true or false";
    default:
      return "a number";
  }
}

/// Takes the fields of one record from one JSON object. A number becomes text in `space`.
class RecordReading {
 public:
  RecordReading(dom::object const& object, FieldNames const& names, std::string& space)
      : object_{object}, names_{names}, space_{space} {}

  [[nodiscard]] RecordFields read() {
    read_text();
    if (!record_.fault) {
      read_time();
      record_.id = name_in(names_.id);
    }
    return std::move(record_);
  }

  /// Good until the next is asked for.
  [[nodiscard]] std::optional<std::string_view> name_in(std::string const& field_name) {
    auto const value = field(object_, field_name);
    if (!value) {
      return {};
    }
    auto const text = as_text(*value);
    if (!text || text->size() > kLongestName || text->find('\0') != std::string_view::npos) {
      record_.reservations.push_back(
        "the field \"" + as_utf8(field_name) + "\" is not a short string or a number; ignored"
      );
      return {};
    }
    return is_blank(*text) ? std::nullopt : std::optional{trimmed(*text)};
  }

  [[nodiscard]] std::vector<std::string> take_reservations() { return std::move(record_.reservations); }

 private:
  void read_text() {
    auto const value = field(object_, names_.text);
    if (!value) {
      record_.fault = "no field \"" + as_utf8(names_.text) + "\"";
      return;
    }
    if (!value->is_string()) {
      record_.fault =
        "the field \"" + as_utf8(names_.text) + "\" is " + std::string{type_name(*value)} + ", not a string";
      return;
    }
    record_.text = std::string_view{*value};
    if (is_blank(record_.text)) {
      record_.fault = "empty text";
    } else if (record_.text.find('\0') != std::string_view::npos) {
      record_.fault = "the text has a NUL character";
    }
  }

  void read_time() {
    auto const value = field(object_, names_.published);
    if (!value) {
      return;
    }
    auto const written = as_text(*value);
    if (written && is_blank(*written)) {
      return;
    }
    auto const time = value->is_int64()    ? time_from_epoch(std::int64_t{*value})
                      : value->is_string() ? stemma::read_time(*written)
                                           : std::nullopt;
    if (!time) {
      std::string const what = written ? in_quotes(*written) : std::string{type_name(*value)};
      record_.reservations.push_back("cannot read " + what + " as a time; the document is taken as undated");
      return;
    }
    record_.published = time->time;
    record_.time_precision = time->precision;
  }

  [[nodiscard]] std::optional<std::string_view> as_text(dom::element const& value) {
    if (value.is_string()) {
      return std::string_view{value};
    }
    auto digits = number_text(value);
    if (!digits) {
      return {};
    }
    space_ = std::move(*digits);
    return std::string_view{space_};
  }

  dom::object object_;
  FieldNames const& names_;
  std::string& space_;
  RecordFields record_;
};

/// What is wrong with a line, for people.
std::string fault_in_json(simdjson::error_code error) {
  switch (error) {
    case simdjson::TAPE_ERROR:
      return "a comma, colon, quote or bracket is missing or too many";
    case simdjson::STRING_ERROR:
      return "a string has an escape that does not exist";
    case simdjson::UNCLOSED_STRING:
      return "a string has no end";
    case simdjson::DEPTH_ERROR:
      return "brackets are nested too deep";
    case simdjson::NUMBER_ERROR:
      return "a number cannot be read";
    case simdjson::UNESCAPED_CHARS:
      return "a string has a control character in it";
    case simdjson::MEMALLOC:
      return "there is not enough memory for this line";
    default:
      return simdjson::error_message(error);
  }
}

/// A parser that has seen a longer line than this gives its memory back.
constexpr std::size_t kKeptCapacity = 1UL << 20U;

/// The object that a line is, or why it is none.
std::optional<std::string> find_object(dom::parser& parser, std::string_view line, LineEnd end, dom::object& object) {
  dom::element value;
  if (auto const error = parser.parse(line.data(), line.size(), end == LineEnd::Bare).get(value)) {
    // The library has seen to UTF-8 and NUL already; only where it found something, it is worth asking what.
    auto fault = fault_in_text(line);
    return fault ? *fault + " of the line" : "broken JSON: " + fault_in_json(error);
  }
  if (value.get(object) != simdjson::SUCCESS) {
    return "not a JSON object, but " + std::string{value.is_string() ? "a string" : type_name(value)};
  }
  return {};
}

}  // namespace

struct RecordParser::Buffers {
  dom::parser parser;
  std::string number;

  void give_back() {
    if (parser.capacity() > kKeptCapacity) {
      parser = dom::parser{};
    }
  }
};

RecordParser::RecordParser(FieldNames fields) : fields_{std::move(fields)}, buffers_{std::make_unique<Buffers>()} {}

RecordParser::~RecordParser() = default;

RecordFields RecordParser::fields(std::string_view line, LineEnd end) {
  buffers_->give_back();
  dom::object object;
  RecordFields fields;
  fields.fault = find_object(buffers_->parser, line, end, object);
  return fields.fault ? fields : RecordReading{object, fields_, buffers_->number}.read();
}

Record RecordParser::parse(std::string_view line, LineEnd end) {
  buffers_->give_back();
  dom::object object;
  Record record;
  record.fault = find_object(buffers_->parser, line, end, object);
  if (record.fault) {
    return record;
  }
  RecordReading reading{object, fields_, buffers_->number};
  RecordFields fields = reading.read();
  record.fault = std::move(fields.fault);
  record.reservations = std::move(fields.reservations);
  if (record.fault) {
    return record;
  }
  record.id = fields.id;
  Document& document = record.document;
  document.published = fields.published;
  record.time_precision = fields.time_precision;
  document.outlet = reading.name_in(fields_.outlet);
  auto const title = field(object, fields_.title);
  if (title && title->is_string()) {
    document.title = title_in_one_line(std::string_view{*title});
  }
  document.text = document.title ? text_under_title(*document.title, fields.text) : std::string{fields.text};
  for (std::string& reservation : reading.take_reservations()) {
    record.reservations.push_back(std::move(reservation));
  }
  return record;
}

std::string text_under_title(std::string_view title, std::string_view body) {
  std::size_t const line_end = std::min(body.find('\n'), body.size());
  if (body.starts_with(title) && is_blank(body.substr(0, line_end).substr(title.size()))) {
    return std::string{body};
  }
  std::string text;
  text.reserve(title.size() + 1 + body.size());
  text.append(title).append(1, '\n').append(body);
  return text;
}

std::optional<std::string> title_in_one_line(std::string_view title) {
  std::string line{trimmed(title)};
  for (char& c : line) {
    if (c == '\n' || c == '\r' || c == '\t') {
      c = ' ';
    }
  }
  return line.empty() ? std::nullopt : std::optional{std::move(line)};
}

}  // namespace stemma
