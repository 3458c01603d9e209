// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "collation/site.hpp"
#include "collation/source_wording.hpp"
#include "collation/witness_view.hpp"

namespace stemma {

/// What one speaker is quoted with in one paragraph: a quote is often broken by the words that name the speaker.
struct QuoteSites {
  TokenRange tokens;             ///< From the first quoted word to the last.
  std::string_view speaker_key;  ///< Empty where nobody is named.
  std::vector<SiteId> sentences;
};

/// The sites of one witness by family, each in the order of the text.
struct WitnessSites {
  std::vector<SiteId> names;
  std::vector<std::vector<SiteId>> items;  ///< By sentence; of a sentence with very many only the first.
  std::set<std::string_view> item_keys;
  std::vector<QuoteSites> quotes;
  std::map<std::uint32_t, SiteId> speakers;  ///< By the mention of the quote; only speakers with a name.
  std::vector<SiteId> attributions;
  std::vector<SourceWording> wordings;  ///< Of each attribution.
  std::vector<SiteId> statements;       ///< One per sentence.
  std::vector<bool> has_strong_hedge;   ///< By sentence: a hedge that is more than "preliminary" before a noun.
  std::vector<TokenRange> hedges;       ///< By sentence: from its first hedge to its last; empty where it has none.
};

/// All sites of a story. Ids rise with the witness.
struct SiteTable {
  std::deque<Site> sites;  ///< A deque: keys are viewed while it grows.
  std::vector<WitnessSites> of_witness;
};

[[nodiscard]] SiteTable find_sites(std::span<WitnessView const> views);

/// Whether two items can stand for each other: a name for a name, a number for a number, a date for a date.
[[nodiscard]] bool are_of_one_sort(Site const& a, Site const& b);

/// Whether two kinds of mention can name one thing: equal, or one a name of unknown type.
[[nodiscard]] bool kinds_agree(Site const& a, Site const& b);

}  // namespace stemma
