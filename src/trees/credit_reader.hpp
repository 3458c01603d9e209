// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trees/credits.hpp"

namespace stemma {

/// The names by which texts call outlets and agencies.
class PublisherNames {
 public:
  /// With the agencies that newspapers everywhere copy from.
  PublisherNames();

  /// The publisher of an outlet's name, made where it is not known yet; nothing for a name without words.
  std::optional<std::uint32_t> add(std::string_view outlet);

  /// The same; and its initials are another name for it, unless somebody has them.
  void add_with_initials(std::string_view outlet);

  struct Match {
    std::uint32_t publisher = 0;
    std::uint32_t end_token = 0;
  };

  /// The longest name that begins at the token; names are capitalised, abbreviations all in capitals.
  [[nodiscard]] std::optional<Match> match(TokenText const& text, std::uint32_t t) const;

  [[nodiscard]] std::size_t publishers() const { return publishers_; }

 private:
  struct Name {
    std::vector<std::uint64_t> words;  ///< Folded and hashed, without a leading "the".
    std::uint32_t publisher = 0;
    bool is_abbreviation = false;
  };

  [[nodiscard]] static Name name_of(std::string_view form, std::uint32_t publisher);
  [[nodiscard]] Name const* find(std::vector<std::uint64_t> const& words) const;
  void insert(Name name);

  std::unordered_map<std::uint64_t, std::vector<Name>> names_;  ///< By first word, longest first.
  std::uint32_t publishers_ = 0;
};

/// Adds the names in a text that say themselves that they are a newspaper's, and their initials: "The New York Times", "NYT".
void add_papers(TokenText const& text, PublisherNames& names);

/// The credits of one text, one a publisher, those in lines before those in phrases; sorted by publisher.
[[nodiscard]] std::vector<Credit> read_credits(TokenText const& text, PublisherNames const& names);

}  // namespace stemma
