// SPDX-License-Identifier: Apache-2.0
#include "collation/source_wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace stemma {

namespace {

template <std::size_t count>
bool is_one_of(std::string_view word, std::array<std::string_view, count> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_pronoun(std::string_view word) {
  static constexpr std::array<std::string_view, 12> words = {"he",  "she", "it",   "they", "we",    "i",
                                                             "him", "her", "them", "who",  "which", "this"};
  return is_one_of(word, words);
}

/// A role without a name: another telling may name who it is.
bool is_generic_word(std::string_view word) {
  static constexpr std::array<std::string_view, 16> words = {
    "company", "firm",   "operator",  "owner",       "owners",       "organisation", "organization", "agency",
    "group",   "office", "spokesman", "spokeswoman", "spokesperson", "body",         "statement",    "department"};
  return is_one_of(word, words);
}

/// Words of speaking and words that every attribution may have.
bool is_framing_word(std::string_view word) {
  static constexpr std::array<std::string_view, 40> words = {
    "according", "said",      "say",       "says",     "saying",    "told",   "tells",       "stated",
    "states",    "reported",  "reports",   "added",    "adds",      "warned", "warns",       "declared",
    "explained", "announced", "confirmed", "confirms", "show",      "shows",  "showed",      "indicates",
    "indicate",  "indicated", "suggest",   "suggests", "suggested", "found",  "finds",       "reckons",
    "believes",  "estimates", "reveals",   "revealed", "puts",      "put",    "preliminary", "initial"};
  return is_one_of(word, words);
}

/// A document, an image or people without names: more than a speaker.
bool speaks_otherwise(SourceTraits const& traits) {
  return traits.is_document || traits.is_secret || traits.is_image || traits.is_anonymous;
}

/// "Engineers of the army have had a look and say": a speaker's name ends where he begins to act.
std::uint32_t end_of_naming(WitnessView const& view, Mention const& attribution) {
  static constexpr std::array<std::string_view, 12> acts = {"have", "has", "had",  "is",    "are", "was",
                                                            "were", "who", "will", "after", "as",  "when"};
  auto const range = attribution.tokens;
  if (!attribution.speaker_tokens || speaks_otherwise(attribution.source) ||
      attribution.speaker_tokens->begin_token < range.begin_token) {
    return range.end_token;
  }
  for (auto token = attribution.speaker_tokens->end_token; token < range.end_token; ++token) {
    if (is_one_of(view.words[token], acts)) {
      return token;
    }
  }
  return range.end_token;
}

/// Whether the words that name one source all stand in the sentence of the other.
bool is_named_beside(SourceWording const& source, SourceWording const& other) {
  return !source.names.empty() &&
         std::all_of(source.names.begin(), source.names.end(), [&](auto stem) { return other.around.contains(stem); });
}

}  // namespace

SourceWording source_wording(WitnessView const& view, Mention const& attribution) {
  SourceWording wording;
  wording.traits = attribution.source;
  auto const end = end_of_naming(view, attribution);
  for (auto token = attribution.tokens.begin_token; token < end; ++token) {
    auto const& word = view.words[token];
    if (view.is_word(token) && view.text->tokens[token].weight > 0 && !is_framing_word(word) && !is_pronoun(word) && !is_generic_word(word)) {
      wording.content.insert(view.text->tokens[token].stem);
      if (view.text->tokens[token].is_capitalised && !view.text->tokens[token].begins_sentence) {
        wording.names.insert(view.text->tokens[token].stem);
      }
    }
  }
  auto const is_open = !speaks_otherwise(wording.traits);
  wording.is_unnamed = wording.content.empty() || (is_open && wording.traits.is_known_role);
  auto const sentence = view.sentence_at(attribution.tokens.begin_token);
  for (auto token = sentence.begin_token; token < sentence.end_token; ++token) {
    if (view.is_word(token)) {
      wording.around.insert(view.text->tokens[token].stem);
    }
  }
  return wording;
}

double shared_source(SourceWording const& a, SourceWording const& b) {
  auto const fewer = std::min(a.content.size(), b.content.size());
  auto const shared =
    std::count_if(a.content.begin(), a.content.end(), [&](auto stem) { return b.content.contains(stem); });
  return fewer == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(fewer);
}

bool name_one_document(SourceWording const& a, SourceWording const& b) {
  return a.traits.is_document && b.traits.is_document && !a.names.empty() && a.names == b.names;
}

bool name_same_source(SourceWording const& a, SourceWording const& b) {
  if (a.is_unnamed || b.is_unnamed) {
    return !speaks_otherwise(a.traits) && !speaks_otherwise(b.traits);
  }
  auto const& left = a.traits;
  auto const& right = b.traits;
  if (left.is_secret != right.is_secret || left.is_image != right.is_image || left.is_document != right.is_document ||
      left.is_anonymous != right.is_anonymous) {
    return false;
  }
  // "The report", "an inspector's report": a document without a name may be the one that is named.
  if (left.is_document && (a.names.empty() || b.names.empty()) && !left.is_secret && left.is_internal == right.is_internal) {
    return true;
  }
  auto const is_beside = !speaks_otherwise(left) && (is_named_beside(a, b) || is_named_beside(b, a));
  return is_beside || shared_source(a, b) >= (left.is_internal == right.is_internal ? 0.5 : 0.67);
}

}  // namespace stemma
