// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

constexpr std::size_t longest = 64;

/// The places of each letter in a name of at most 64 letters, as bits.
using Places = std::array<std::uint64_t, 256>;

void add_places(std::string_view name, Places& places) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    places[static_cast<unsigned char>(name[i])] |= std::uint64_t{1} << i;
  }
}

/// The changes that turn a name into `other`; any number above `most` where there are more than that. A whole column of the
/// table of distances is two words of bits, one for the steps up and one for the steps down (Myers 1999; swaps by Hyyrö 2003).
std::size_t letters_changed(Places const& places_of, std::size_t size, std::string_view other, std::size_t most) {
  if (size == 0 || other.empty()) {
    return std::max(size, other.size());
  }
  auto const last = std::uint64_t{1} << (size - 1);
  std::uint64_t up = ~std::uint64_t{0};
  std::uint64_t down = 0;
  std::uint64_t diagonal = 0;
  std::uint64_t places_before = 0;
  auto changes = size;
  for (std::size_t j = 0; j < other.size(); ++j) {
    auto const places = places_of[static_cast<unsigned char>(other[j])];
    auto const swapped = ((~diagonal & places) << 1U) & places_before;
    diagonal = (((places & up) + up) ^ up) | places | down | swapped;
    auto right_up = down | ~(diagonal | up);
    auto right_down = diagonal & up;
    changes += (right_up & last) != 0 ? 1U : 0U;
    changes -= (right_down & last) != 0 ? 1U : 0U;
    if (changes > most + (other.size() - j - 1)) {
      return changes;  // each letter to come can save one change
    }
    right_up = (right_up << 1U) | 1U;
    right_down <<= 1U;
    up = right_down | ~(diagonal | right_up);
    down = right_up & diagonal;
    places_before = places;
  }
  return changes;
}

double share_kept(std::size_t changes, std::size_t longer) {
  return 1 - static_cast<double>(changes) / static_cast<double>(longer);
}

}  // namespace

double letters_in_common(std::string_view a, std::string_view b) {
  a = a.substr(0, longest);
  b = b.substr(0, longest);
  auto const longer = std::max(a.size(), b.size());
  if (longer == 0 || a == b) {
    return 1;
  }
  thread_local Places places{};  // only what was written is cleared, which costs less than to clear it whole
  add_places(a, places);
  auto const changes = letters_changed(places, a.size(), b, longer);
  for (char const letter : a) {
    places[static_cast<unsigned char>(letter)] = 0;
  }
  return share_kept(changes, longer);
}

NameComparer::NameComparer(std::string_view name) : size_{std::min(name.size(), longest)} {
  add_places(name.substr(0, longest), places_);
}

double NameComparer::letters_in_common(std::string_view other, double least) const {
  other = other.substr(0, longest);
  auto const shorter = std::min(size_, other.size());
  auto const longer = std::max(size_, other.size());
  if (longer == 0) {
    return 1;
  }
  if (share_kept(longer - shorter, longer) < least) {
    return 0;
  }
  std::size_t most = 0;
  while (most < longer && share_kept(most + 1, longer) >= least) {
    ++most;
  }
  auto const changes = letters_changed(places_, size_, other, most);
  return changes <= most ? share_kept(changes, longer) : 0;
}

}  // namespace stemma
