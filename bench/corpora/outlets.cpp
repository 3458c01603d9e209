// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/outlets.hpp"

#include <array>

namespace stemma::bench {

namespace {

constexpr std::uint64_t kFurnitureTexts = std::uint64_t{1} << 44U;
constexpr std::array<char const*, 4> kKinds = {"Courier", "Herald", "Tribune", "Wire"};

}  // namespace

std::vector<Outlet> make_outlets(NewsMaker const& maker, std::uint64_t seed) {
  RandomNumbers random{seed ^ kFurnitureTexts};
  std::vector<Outlet> outlets(kOutlets);
  for (std::size_t i = 0; i < kOutlets; ++i) {
    auto& outlet = outlets[i];
    outlet.name.append(maker.pool().text(maker.pool().place(random))).append(" ").append(kKinds[i % kKinds.size()]);
    if (i % 2 == 1) {
      outlet.style = {"\u201C", "\u201D", "\u2014", i % 4 == 1 ? "\n\n" : "\n"};
    }
    outlet.writes_ascii = i % 6 == 5;
    auto const furniture = maker.make(kFurnitureTexts + i, 100);
    auto const promotion_words = 8 + random.below(9);
    auto const closing_words = 25 + random.below(36);
    outlet.promotion = part_of(furniture, 0, promotion_words).text(outlet.style);
    outlet.closing = part_of(furniture, promotion_words, promotion_words + closing_words).text(outlet.style);
  }
  return outlets;
}

}  // namespace stemma::bench
