// SPDX-License-Identifier: Apache-2.0
#include "collation/likeness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

/// Names and numbers are short; a longer "name" of a hostile text is cut here, so that the work stays bounded.
constexpr std::size_t longest_compared = 64;

/// The words of `shorter` stand in `longer`, in the same order.
bool is_contained(std::string_view shorter, std::string_view longer) {
  auto const next_word = [](std::string_view& rest) {
    auto const space = rest.find(' ');
    auto const word = rest.substr(0, space);
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    return word;
  };
  while (!shorter.empty()) {
    auto const wanted = next_word(shorter);
    bool found = false;
    while (!longer.empty() && !found) {
      found = next_word(longer) == wanted;
    }
    if (!found) {
      return false;
    }
  }
  return true;
}

bool is_derived_form(std::string_view shorter, std::string_view longer) {
  static constexpr std::array<std::string_view, 10> endings = {"n",   "an", "ian", "ese", "i",
                                                               "ish", "er", "s",   "'s",  "’s"};
  // "Ore." for "Oregon"
  constexpr std::size_t longest_abbreviation = 3;
  if (shorter.size() == longest_abbreviation && longer.starts_with(shorter) && longer.find(' ') == std::string_view::npos) {
    return true;
  }
  return shorter.size() >= 4 && longer.starts_with(shorter) &&
         std::find(endings.begin(), endings.end(), longer.substr(shorter.size())) != endings.end();
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (char const letter : text.substr(0, longest_compared)) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    }
  }
  return digits;
}

/// How many digits carry meaning: 1900 → 2, 1140 → 3, 0.5 → 1.
int significant_digits(double value) {
  value = std::abs(value);
  if (value == 0 || !std::isfinite(value)) {
    return 1;
  }
  for (int digits = 1; digits <= 12; ++digits) {
    auto const scale = std::pow(10.0, digits - 1 - std::floor(std::log10(value)));
    auto const scaled = value * scale;
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, scaled)) {
      return digits;
    }
  }
  return 13;
}

}  // namespace

double name_likeness(std::string_view a, std::string_view b) {
  auto const gaps = [](std::string_view name) { return std::count(name.begin(), name.end(), ' '); };
  if (gaps(a) == gaps(b)) {
    return letters_in_common(a, b);
  }
  auto const shorter = gaps(a) < gaps(b) ? a : b;
  auto longer = (gaps(a) < gaps(b) ? b : a).substr(0, longest_compared);
  double best = 0;
  while (gaps(longer) >= gaps(shorter)) {
    auto run = longer;
    while (gaps(run) > gaps(shorter)) {
      run = run.substr(0, run.rfind(' '));
    }
    best = std::max(best, letters_in_common(shorter, run));
    auto const space = longer.find(' ');
    if (space == std::string_view::npos) {
      break;
    }
    longer = longer.substr(space + 1);
  }
  return best;
}

bool is_short_form(std::string_view a, std::string_view b) {
  auto const& shorter = a.size() <= b.size() ? a : b;
  auto const& longer = a.size() <= b.size() ? b : a;
  return shorter.size() >= 3 && (is_contained(shorter, longer) || is_derived_form(shorter, longer));
}

bool is_like_miscopied(std::string_view a, std::string_view b) {
  auto left = digits_of(a);
  auto right = digits_of(b);
  if (left.empty() || right.empty() || left == right) {
    return false;
  }
  // One digit changed, left out, put in or swapped with its neighbour.
  auto const longer = static_cast<double>(std::max(left.size(), right.size()));
  if (left.size() + right.size() > 2 && std::round((1 - letters_in_common(left, right)) * longer) == 1) {
    return true;
  }
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

bool is_rounding(Mention const& a, Mention const& b) {
  if (a.value == b.value) {
    return true;
  }
  Mention const& rounder = significant_digits(a.value) <= significant_digits(b.value) ? a : b;
  Mention const& exacter = &rounder == &a ? b : a;
  auto const digits = significant_digits(rounder.value);
  if (digits >= significant_digits(exacter.value) || rounder.value == 0 || exacter.value == 0) {
    return false;
  }
  auto const unit = std::pow(10.0, std::floor(std::log10(std::abs(rounder.value))) - digits + 1);
  auto const difference = exacter.value - rounder.value;
  // "38" for "58" is no rounding, nor is "1" for "1.4" said without a word of caution.
  auto const may_be_below = rounder.bound == Bound::AtLeast || rounder.bound == Bound::MoreThan;
  auto const may_be_above = rounder.bound == Bound::AtMost || rounder.bound == Bound::LessThan;
  if (may_be_below) {
    return difference >= 0 && difference < unit;
  }
  if (may_be_above) {
    return difference <= 0 && -difference < unit;
  }
  return std::abs(difference) <= unit / 2 && std::abs(difference) <= 0.1 * std::abs(exacter.value);
}

}  // namespace stemma
