// SPDX-License-Identifier: Apache-2.0
#include "trees/number_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace stemma {

namespace {

constexpr std::array<std::string_view, 20> kUnits{
  "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
  "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> kTens{"twenty", "thirty",  "forty",  "fifty",
                                                "sixty",  "seventy", "eighty", "ninety"};
constexpr std::size_t kLongestWord = 24;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::size_t> find(std::span<std::string_view const> words, std::string_view word) {
  auto const at = std::ranges::find(words, word);
  if (at == words.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(at - words.begin());
}

/// By its first two letters: nearly every word that is asked about is no number.
bool may_be_number(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongestWord) {
    return false;
  }
  auto const letter = [&](std::size_t i) { return static_cast<char>(word[i] | ('a' - 'A')); };
  auto const second = letter(1);
  switch (letter(0)) {
    case 'z':
      return second == 'e';
    case 'o':
      return second == 'n';
    case 't':
      return second == 'w' || second == 'h' || second == 'e';
    case 'f':
      return second == 'o' || second == 'i';
    case 's':
      return second == 'i' || second == 'e';
    case 'e':
      return second == 'i' || second == 'l';
    case 'n':
      return second == 'i';
    default:
      return false;
  }
}

std::optional<std::string> from_words(std::string_view written) {
  std::string lower{written};
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (auto const unit = find(kUnits, lower)) {
    return std::to_string(*unit);
  }
  auto const hyphen = lower.find('-');
  auto const tens = find(kTens, std::string_view{lower}.substr(0, hyphen));
  if (!tens) {
    return std::nullopt;
  }
  std::size_t value = 10 * (*tens + 2);
  if (hyphen != std::string::npos) {
    auto const unit = find(kUnits, std::string_view{lower}.substr(hyphen + 1));
    if (!unit || *unit == 0 || *unit > 9) {
      return std::nullopt;
    }
    value += *unit;
  }
  return std::to_string(value);
}

/// Digits with their inner points and colons; commas that group thousands are dropped, so are letters behind ("12th").
std::string from_digits(std::string_view written) {
  std::string plain;
  for (std::size_t i = 0; i < written.size(); ++i) {
    bool const inner = i + 1 < written.size() && is_digit(written[i + 1]);
    if (is_digit(written[i]) || (inner && (written[i] == '.' || written[i] == ':'))) {
      plain.push_back(written[i]);
    } else if (!(inner && written[i] == ',')) {
      break;
    }
  }
  return plain;
}

}  // namespace

std::optional<std::string> plain_number(std::string_view written) {
  if (written.empty()) {
    return std::nullopt;
  }
  if (is_digit(written.front())) {
    return from_digits(written);
  }
  return may_be_number(written) ? from_words(written) : std::nullopt;
}

}  // namespace stemma
