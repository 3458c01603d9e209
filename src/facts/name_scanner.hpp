// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// What speaks for each kind of name: place, person, organisation.
struct KindVotes {
  double place = 0;
  double person = 0;
  double organisation = 0;

  KindVotes& operator+=(KindVotes const& other) {
    place += other.place;
    person += other.person;
    organisation += other.organisation;
    return *this;
  }
};

/// A run of words that may be a name.
struct NameReading {
  TokenRange tokens;
  std::string folded;            ///< See `fold_name`.
  std::uint32_t number = 0;      ///< In the story's `NameTable`.
  KindVotes votes;               ///< From the words around and within.
  bool begins_sentence = false;  ///< So its first capital proves nothing.
  bool family_first = false;     ///< "Min Jae-ryun".
  bool has_title = false;        ///< "Mayor", "Dr.": stands before it.
  bool is_lower = false;         ///< "the interior ministry": an organisation by its head word.
};

/// Folded names, sorted, each once.
class SortedNames {
 public:
  SortedNames() = default;
  explicit SortedNames(std::vector<std::string> names);

  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool has_beginning(std::string_view beginning) const;

  [[nodiscard]] auto begin() const noexcept { return names_.begin(); }

  [[nodiscard]] auto end() const noexcept { return names_.end(); }

 private:
  std::vector<std::string> names_;
};

/// Runs of capitals as their parts' tokens, all in one place, and the sentences passed over because they are headlines.
struct CapitalRuns {
  struct Run {
    std::uint32_t begin_part = 0;
    std::uint32_t end_part = 0;
  };

  std::vector<std::uint32_t> parts;
  std::vector<Run> runs;
  std::vector<std::uint32_t> headlines;
};

/// The capital runs of one telling.
///
/// In    a text whose dates are taken; it outlives the scanner.
/// Out   names in order; title-case headlines give none here. `collect_mid_sentence` is asked of all tellings first, then
///       `names`, each once.
/// How   capitalised words, joined over hyphens, particles ("de", "al"), initials and "of" after the head of a body or
///       place; titles before a name are left out and vote for a person. At the begin of a sentence common words are
///       cut off unless `mid_sentence` has the whole run; all other runs are read but once.
/// Cost  linear.
class NameScanner {
 public:
  explicit NameScanner(FactText const& text);

  /// Adds the folded names that stand in the middle of a sentence, where a capital means something.
  void collect_mid_sentence(std::vector<std::string>& names);

  [[nodiscard]] std::vector<NameReading> names(SortedNames const& mid_sentence);

  /// Sentences of which most words are capitalised, so that capitals prove nothing.
  [[nodiscard]] std::span<std::uint32_t const> headlines() const noexcept { return runs_.headlines; }

 private:
  [[nodiscard]] std::span<std::uint32_t const> parts_of(CapitalRuns::Run run) const {
    return std::span{runs_.parts}.subspan(run.begin_part, run.end_part - run.begin_part);
  }

  FactText const* text_;
  CapitalRuns runs_;
  std::vector<char> at_start_;                        ///< Of each run: its first capital may be due to its place alone.
  std::vector<std::optional<NameReading>> readings_;  ///< Of each run, while nothing was known of the others.
};

/// Bodies named in lower case: "the interior ministry", "Daejeon police".
[[nodiscard]] std::vector<NameReading> scan_bodies(FactText const& text);

}  // namespace stemma
