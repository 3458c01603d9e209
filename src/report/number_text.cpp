// SPDX-License-Identifier: Apache-2.0
#include "report/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/assert.hpp"

namespace stemma {

std::string number_text(double value, int decimals) {
  if (!std::isfinite(value)) {
    return "0";
  }
  std::array<char, 352> digits{};  // the largest double has 309 digits before the point
  auto const [end, problem] =
    std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  STEMMA_ASSERT(problem == std::errc{}, "the buffer holds any double");
  std::string text{digits.data(), end};
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text == "-0" ? "0" : text;
}

}  // namespace stemma
