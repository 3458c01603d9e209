// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <set>
#include <string>
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
  KindVotes votes;               ///< From the words around and within.
  bool begins_sentence = false;  ///< So its first capital proves nothing.
  bool family_first = false;     ///< "Min Jae-ryun".
  bool is_lower = false;         ///< "the interior ministry": an organisation by its head word.
};

/// The capital runs of one telling.
///
/// In    a text whose dates are taken.
/// Out   runs in order; title-case headlines give none here (see `find_known_names`).
/// How   capitalised words, joined over hyphens, particles ("de", "al"), initials and "of" after the head of a body or
///       place; titles before a name are left out and vote for a person. At the begin of a sentence common words are
///       cut off unless `mid_sentence` has the whole run.
/// Cost  linear.
[[nodiscard]] std::vector<NameReading> scan_names(FactText const& text, std::set<std::string> const& mid_sentence);

/// Folded names that stand in the middle of a sentence, where a capital means something.
void collect_mid_sentence(FactText const& text, std::set<std::string>& names);

/// Bodies named in lower case: "the interior ministry", "Daejeon police".
[[nodiscard]] std::vector<NameReading> scan_bodies(FactText const& text);

/// Whether most words of the sentence are capitalised, as in a headline: its capitals prove nothing.
[[nodiscard]] bool is_title_case(FactText const& text, TokenRange sentence);

}  // namespace stemma
