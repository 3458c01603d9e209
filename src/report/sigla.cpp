// SPDX-License-Identifier: Apache-2.0
#include "report/sigla.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>
#include <tuple>

namespace stemma {

namespace {

constexpr std::size_t LETTERS = 26;

/// A … Z, AA … AZ, BA …
std::string letters_of(std::size_t number) {
  std::string letters;
  for (++number; number > 0; number = (number - 1) / LETTERS) {
    letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % LETTERS));
  }
  return letters;
}

/// α … ω, then α1 … ω1, α2 …
std::string greek_of(std::size_t number) {
  constexpr std::array<std::string_view, 24> GREEK = {"α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ", "λ", "μ",
                                                      "ν", "ξ", "ο", "π", "ρ", "σ", "τ", "υ", "φ", "χ", "ψ", "ω"};
  std::size_t const round = number / GREEK.size();
  return std::string{GREEK[number % GREEK.size()]} + (round > 0 ? std::to_string(round) : "");
}

}  // namespace

std::vector<std::string> sigla_of(MainTree const& tree, std::size_t witness_count) {
  std::vector<std::string> sigla(tree.names.size());
  std::vector<std::size_t> by_time(witness_count);
  std::iota(by_time.begin(), by_time.end(), std::size_t{0});
  std::sort(by_time.begin(), by_time.end(), [&](std::size_t left, std::size_t right) {
    auto const key = [&](std::size_t node) {
      auto const& time = tree.times[node];
      return std::make_tuple(!time, time.value_or(UtcTime{}), std::cref(tree.names[node]));
    };
    return key(left) < key(right);
  });
  if (witness_count <= LETTERS) {
    for (std::size_t i = 0; i < by_time.size(); ++i) {
      sigla[by_time[i]] = letters_of(i);
    }
  } else {
    std::vector<std::size_t> used(tree.names.size(), 0);
    for (std::size_t const node : by_time) {
      std::uint32_t const group = tree.groups[node];
      sigla[node] = letters_of(group) + (tree.parents[node] ? std::to_string(++used[group]) : "");
    }
  }
  std::size_t lost = 0;
  for (std::size_t const node : tree.order) {
    if (node >= witness_count) {
      sigla[node] = greek_of(lost++);
    }
  }
  return sigla;
}

}  // namespace stemma
