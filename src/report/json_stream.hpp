// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// Where the JSON will stand: in a file of its own, or inside an HTML page, where no `<` may appear.
enum class JsonPlace { File, Page };

/// Writes one JSON value piece by piece, straight to a stream.
///
/// Out   valid UTF-8 whatever goes in: a byte that is not part of a valid sequence becomes U+FFFD.
///       Numbers are written the same on every machine: at most four decimals, no exponent, no locale.
///
///     json.begin_object();
///     json.key("similarity");
///     json.number(0.92);
///     json.end_object();
class JsonStream {
 public:
  JsonStream(std::ostream& out, JsonPlace place) : out_{out}, place_{place} {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);

  void string(std::string_view text);
  void number(double value);
  void integer(std::int64_t value);
  void null();

  void string_or_null(std::optional<std::string> const& text);

 private:
  void before_value();
  void quoted(std::string_view text);

  std::ostream& out_;
  JsonPlace place_;
  std::vector<bool> has_items_;  ///< One per open object or array.
  bool after_key_ = false;
};

}  // namespace stemma
