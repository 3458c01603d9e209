// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpora/made_news.hpp"
#include "bench/corpora/outlets.hpp"
#include "bench/corpora/pair_truth.hpp"

namespace stemma::bench {

/// Texts of unrelated stories that share something all the same. No link may join them.
enum class TrapKind : std::uint8_t {
  Boilerplate,  ///< The furniture of one outlet, before and after.
  SameQuote,    ///< One quote of 10 to 30 words.
  Template,     ///< The same form text with other numbers, names and words, as very many other texts.
};

inline constexpr TrapKind kTrapKinds[] = {TrapKind::Boilerplate, TrapKind::SameQuote, TrapKind::Template};

[[nodiscard]] std::string_view name_of(TrapKind kind);

struct PlantedDocument {
  std::string id;
  std::string text;
  std::size_t outlet = 0;
  std::optional<std::uint64_t> published;  ///< Seconds since 1970.
};

/// An original, its copies and the second source of a merge, and what each two of them truly share.
struct PlantedStory {
  struct Member {
    std::string id;
    std::string_view kind;  ///< "original", "second source", or the name of a CopyKind.
  };

  struct Pair {
    std::size_t left = 0;  ///< Places of members.
    std::size_t right = 0;
    std::string_view kind;  ///< The copy's, or "siblings" for two copies of one original.
    PairTruth truth;        ///< The lesser of: whole texts, and without the outlets' furniture.
  };

  std::vector<Member> members;
  std::vector<Pair> pairs;
};

struct PlantedTrap {
  TrapKind kind{};
  std::vector<std::string> ids;
};

/// A corpus of any size; each document is a pure function of seed, size and place, so nothing is held in memory.
/// It is made of groups of 20: one original, four copies of it of four kinds in turn, two traps of one kind, and others;
/// the members of a group lie a twentieth of the corpus apart.
class PlantedCorpus {
 public:
  static constexpr std::size_t kGroupSize = 20;

  /// The size is rounded up to whole groups.
  PlantedCorpus(std::uint64_t documents, std::uint64_t seed, TextLength length = TextLength::News);

  [[nodiscard]] std::uint64_t documents() const noexcept { return groups_ * kGroupSize; }

  [[nodiscard]] std::uint64_t groups() const noexcept { return groups_; }

  [[nodiscard]] std::vector<Outlet> const& outlets() const noexcept { return outlets_; }

  [[nodiscard]] PlantedDocument document(std::uint64_t place) const;

  /// The truth about a group.
  [[nodiscard]] PlantedStory story(std::uint64_t group) const;
  [[nodiscard]] PlantedTrap trap(std::uint64_t group) const;

 private:
  struct Draft;

  [[nodiscard]] std::string id_of(std::uint64_t group, std::size_t slot) const;
  [[nodiscard]] MadeText original_of(std::uint64_t group) const;
  [[nodiscard]] Draft draft(std::uint64_t group, std::size_t slot, MadeText const& original) const;
  [[nodiscard]] Draft copy_draft(std::uint64_t group, std::size_t slot, MadeText const& original) const;
  [[nodiscard]] Draft trap_draft(std::uint64_t group, std::size_t slot) const;
  [[nodiscard]] std::string filled_form(std::uint64_t form, RandomNumbers& random, TextStyle const& style) const;
  [[nodiscard]] std::string furnished(Draft const& draft) const;

  NewsMaker maker_;
  std::vector<Outlet> outlets_;
  std::uint64_t seed_;
  std::uint64_t groups_;
};

}  // namespace stemma::bench
