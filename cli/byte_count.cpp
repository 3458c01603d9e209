// SPDX-License-Identifier: Apache-2.0
#include "cli/byte_count.hpp"

#include <charconv>
#include <limits>
#include <string_view>

#include "cli/printable.hpp"
#include "stemma/error.hpp"

namespace stemma::cli {

namespace {

struct Unit {
  std::string_view name;
  unsigned shift;
};

constexpr Unit kUnits[] = {{"", 0},     {"B", 0},  {"K", 10},  {"KB", 10},  {"KiB", 10}, {"M", 20},  {"MB", 20},
                           {"MiB", 20}, {"G", 30}, {"GB", 30}, {"GiB", 30}, {"T", 40},   {"TB", 40}, {"TiB", 40}};

}  // namespace

std::uint64_t bytes_of(std::string const& typed, std::string const& option) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  std::string_view const unit{end, static_cast<std::size_t>(typed.data() + typed.size() - end)};
  for (Unit const& known : kUnits) {
    bool const fits = number <= (std::numeric_limits<std::uint64_t>::max() >> known.shift);
    if (error == std::errc{} && unit == known.name && fits) {
      return number << known.shift;
    }
  }
  throw Error{ErrorKind::BadOption, option + " " + printable(typed) + ": give bytes, such as 512M or 8G"};
}

}  // namespace stemma::cli
