// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpora/made_news.hpp"

namespace stemma::bench {

/// Texts of unrelated stories that share something all the same. No link may join them.
enum class TrapKind : std::uint8_t {
  Boilerplate,  ///< The same closing lines, which very many other texts have too.
  SameQuote,    ///< One quote of about 25 words.
  Template,     ///< The same form text with other names and numbers, as very many other texts.
};

inline constexpr TrapKind kTrapKinds[] = {TrapKind::Boilerplate, TrapKind::SameQuote, TrapKind::Template};

[[nodiscard]] std::string_view name_of(TrapKind kind);

struct PlantedDocument {
  std::string id;
  std::string text;
  std::string kind;              ///< "original", "other", the name of a CopyKind or of a TrapKind.
  std::size_t original = kNone;  ///< Of a copy: the place of what it was made from, within the group.
  bool is_trap = false;

  static constexpr std::size_t kNone = ~std::size_t{0};
};

/// A corpus of any size, group by group; each group is a pure function of seed and number.
/// A group is one original, four copies of it of four kinds in turn, two traps of one kind, and other texts, some of
/// which end in the closing lines of the boilerplate traps.
class PlantedCorpus {
 public:
  static constexpr std::size_t kGroupSize = 20;

  explicit PlantedCorpus(std::uint64_t seed) : maker_{seed}, seed_{seed} {}

  [[nodiscard]] std::vector<PlantedDocument> group(std::uint64_t number) const;

 private:
  [[nodiscard]] std::string trap(TrapKind kind, std::uint64_t group, std::uint64_t member) const;
  [[nodiscard]] std::string closing_lines(std::uint64_t number) const;
  [[nodiscard]] std::string filled_form(std::uint64_t form, RandomNumbers& random) const;

  NewsMaker maker_;
  std::uint64_t seed_;
};

}  // namespace stemma::bench
