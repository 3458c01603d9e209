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

bool is_document_word(std::string_view word) {
  static constexpr std::array<std::string_view, 25> words = {
    "report",   "reports",   "memo",    "memos",  "memorandum", "note",       "notes",  "log",    "logs",
    "document", "documents", "file",    "files",  "letter",     "letters",    "email",  "emails", "study",
    "survey",   "bulletin",  "records", "papers", "dossier",    "transcript", "minutes"};
  return is_one_of(word, words);
}

bool is_secret_word(std::string_view word) {
  static constexpr std::array<std::string_view, 12> words = {"leaked",     "leak",        "confidential", "internal",
                                                             "secret",     "classified",  "obtained",     "unpublished",
                                                             "unreleased", "undisclosed", "restricted",   "private"};
  return is_one_of(word, words);
}

bool is_image_word(std::string_view word) {
  static constexpr std::array<std::string_view, 12> words = {"satellite", "image",       "images",     "imagery",
                                                             "footage",   "video",       "videos",     "photo",
                                                             "photos",    "photographs", "recordings", "intercepted"};
  return is_one_of(word, words);
}

bool is_anonymous_word(std::string_view word) {
  static constexpr std::array<std::string_view, 14> words = {
    "source",    "sources",  "person",    "people",    "insider", "insiders",  "employee",
    "employees", "familiar", "anonymity", "anonymous", "unnamed", "witnesses", "someone"};
  return is_one_of(word, words);
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

}  // namespace

SourceWording source_wording(WitnessView const& view, Mention const& attribution) {
  SourceWording wording;
  for (auto token = attribution.tokens.begin_token; token < attribution.tokens.end_token; ++token) {
    auto const& word = view.words[token];
    wording.is_document = wording.is_document || is_document_word(word);
    wording.is_secret = wording.is_secret || is_secret_word(word);
    wording.is_image = wording.is_image || is_image_word(word);
    wording.is_anonymous = wording.is_anonymous || is_anonymous_word(word);
    if (view.is_word(token) && view.text->tokens[token].weight > 0 && !is_framing_word(word) && !is_pronoun(word) && !is_generic_word(word)) {
      wording.content.insert(view.text->tokens[token].stem);
      if (view.text->tokens[token].is_capitalised && !view.text->tokens[token].begins_sentence) {
        wording.names.insert(view.text->tokens[token].stem);
      }
    }
  }
  wording.is_unnamed = wording.content.empty();
  return wording;
}

double shared_source(SourceWording const& a, SourceWording const& b) {
  auto const fewer = std::min(a.content.size(), b.content.size());
  auto const shared =
    std::count_if(a.content.begin(), a.content.end(), [&](auto stem) { return b.content.contains(stem); });
  return fewer == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(fewer);
}

bool name_one_document(SourceWording const& a, SourceWording const& b) {
  return a.is_document && b.is_document && !a.names.empty() && a.names == b.names;
}

bool name_same_source(SourceWording const& a, SourceWording const& b) {
  if (a.is_unnamed || b.is_unnamed) {
    return !(a.is_document || b.is_document || a.is_image || b.is_image || a.is_secret || b.is_secret);
  }
  if (a.is_secret != b.is_secret || a.is_image != b.is_image || a.is_document != b.is_document || a.is_anonymous != b.is_anonymous) {
    return false;
  }
  return shared_source(a, b) >= 0.5;
}

}  // namespace stemma
