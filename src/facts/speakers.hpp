// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"
#include "facts/quote_scanner.hpp"

namespace stemma {

/// Who says something.
struct Speaker {
  std::string key;  ///< Family name, name of a body, or the role in plain words ("military analyst").
  TokenRange tokens;
  MentionKind kind = MentionKind::Name;  ///< Person, Organisation … of a named speaker; Attribution for a role.
};

/// Finds the subjects of verbs, and the speakers of quotes.
///
/// In    the names of a telling in order, and its quotes.
/// How   "said X" and "X said" by the words next to the verb; over an apposition back to the name; a pronoun is the last
///       person of fitting gender; a quote without a verb belongs to the speaker of the quote before it in the paragraph,
///       else to the last person named there.
/// Cost  a window of words around each verb and quote.
class SpeakerFinder {
 public:
  SpeakerFinder(FactText const& text, std::span<Mention const> names, std::span<QuoteReading const> quotes);

  [[nodiscard]] std::optional<Speaker> before(std::uint32_t verb) const;
  [[nodiscard]] std::optional<Speaker> after(std::uint32_t verb) const;

  /// Speakers of all quotes, and the verbs that say so (they are no attributions of their own).
  struct QuoteSpeaker {
    std::optional<Speaker> speaker;
    std::optional<std::uint32_t> verb;
  };

  [[nodiscard]] std::vector<QuoteSpeaker> of_quotes() const;

  [[nodiscard]] bool is_quoted(std::uint32_t at) const { return at < quoted_.size() && quoted_[at]; }

  /// The name that ends right before `end`, or begins at `begin`.
  [[nodiscard]] Mention const* name_ending_at(std::uint32_t end) const;
  [[nodiscard]] Mention const* name_starting_at(std::uint32_t begin) const;

  /// A person or role in plain words that ends before `end`: "a military analyst".
  [[nodiscard]] std::optional<Speaker> role_ending_at(std::uint32_t end) const;

 private:
  [[nodiscard]] std::optional<Speaker> role_starting_at(std::uint32_t begin) const;
  /// "the village elder": an article and a few words, where nothing better is known.
  [[nodiscard]] std::optional<Speaker> plain_phrase_at(std::uint32_t begin) const;
  [[nodiscard]] std::optional<Speaker> pronoun(std::uint32_t at) const;
  [[nodiscard]] std::optional<Speaker> person_back_from(std::uint32_t at, std::uint32_t limit) const;
  [[nodiscard]] QuoteSpeaker from_sentence(QuoteReading const& quote) const;
  [[nodiscard]] Speaker of_name(Mention const& name) const;
  void find_genders();

  FactText const& text_;
  std::span<Mention const> names_;
  std::span<QuoteReading const> quotes_;
  std::vector<bool> quoted_;
  std::vector<std::uint32_t> starting_;  ///< Index + 1 of the name that starts at a token.
  std::vector<std::uint32_t> ending_;    ///< Index + 1 of the name that ends before a token.
  std::vector<int> gender_;              ///< Of each name: 1 female, -1 male, 0 unknown.
};

}  // namespace stemma
