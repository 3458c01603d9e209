// SPDX-License-Identifier: Apache-2.0
#include "facts/source_kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace stemma {

namespace {

/// "the mayor said", "its chairman said": a person that the reader has met, by name or not.
bool is_known_role(FactText const& text, TokenRange range) {
  static constexpr std::array<LowerWord, 9> first_words = {"the", "its", "his",  "her",      "their",
                                                           "our", "to",  "said", "according"};
  bool is_definite = false;
  bool has_role = false;
  for (auto at = range.begin_token; at < range.end_token; ++at) {
    auto const is_first_word = text.reads_any(at, first_words);
    if (is_first_word && !has_role) {
      is_definite = is_definite || (!text.reads(at, "to") && !text.reads(at, "said") && !text.reads(at, "according"));
      continue;
    }
    if (!is_definite || (text.is_word(at) && text.token(at).is_capitalised)) {
      return false;
    }
    has_role = has_role || (text.is(at, WordClass::PersonRole) && !text.is(at, WordClass::OrganisationHead));
  }
  return has_role;
}

}  // namespace

SourceTraits source_traits(FactText const& text, TokenRange range) {
  static constexpr std::array<LowerWord, 14> hiding = {"source",    "sources",  "person",    "people",   "insider",
                                                       "insiders",  "employee", "employees", "familiar", "anonymity",
                                                       "anonymous", "unnamed",  "witnesses", "someone"};
  // "said in a statement" is how people speak, "the figures show" what numbers are for: no document of its own.
  static constexpr std::array<LowerWord, 27> no_documents = {
    "assessment",    "analysis",   "estimate",  "estimates",      "findings",   "inquiry", "enquiry",
    "investigation", "survey's",   "testimony", "statement",      "statements", "release", "data",
    "figures",       "statistics", "check",     "checks",         "test",       "tests",   "article",
    "reading",       "readings",   "images",    "communications", "record",     "imagery"};
  SourceTraits traits;
  for (auto at = range.begin_token; at < range.end_token; ++at) {
    auto const is_internal = text.reads(at, "internal") || text.reads(at, "private") || text.reads(at, "house");
    traits.is_internal = traits.is_internal || is_internal;
    auto const is_document =
      text.is(at, WordClass::Document) && !text.is(at, WordClass::Image) && !text.reads_any(at, no_documents);
    traits.is_document = traits.is_document || is_document;
    traits.is_secret = traits.is_secret || (text.is(at, WordClass::Secret) && !is_internal) ||
                       (text.is(at, WordClass::Leak) && !text.reads(at, "seen") && !text.reads(at, "reviewed"));
    traits.is_image = traits.is_image || text.is(at, WordClass::Image);
    traits.is_anonymous = traits.is_anonymous || text.reads_any(at, hiding);
  }
  traits.is_known_role = is_known_role(text, range);
  return traits;
}

std::string source_kind(FactText const& text, TokenRange range, MentionKind speaker_kind) {
  auto has = [&](auto predicate) {
    for (auto at = range.begin_token; at < range.end_token; ++at) {
      if (predicate(at)) {
        return true;
      }
    }
    return false;
  };
  auto const has_class = [&](WordClass one) { return has([&](std::uint32_t at) { return text.is(at, one); }); };
  auto const has_document = has_class(WordClass::Document);
  if (has_class(WordClass::Leak) || (has_class(WordClass::Secret) && has_document)) {
    return "leak";
  }
  if (has([&](std::uint32_t at) { return text.reads(at, "satellite"); })) {
    return "satellite";
  }
  auto const says_report = has([&](std::uint32_t at) {
    return text.reads(at, "report") || text.reads(at, "assessment") || text.reads(at, "inquiry") ||
           text.reads(at, "investigation") || text.reads(at, "study") || text.reads(at, "analysis") ||
           text.reads(at, "checks") || text.reads(at, "survey");
  });
  if (says_report) {
    return "report";
  }
  if (speaker_kind == MentionKind::Person) {
    return "said";
  }
  if (has_document && !has([&](std::uint32_t at) { return text.reads(at, "file"); })) {
    return "document";
  }
  auto const hides = has([&](std::uint32_t at) {
    return text.reads(at, "familiar") || text.reads(at, "anonymity") || text.reads(at, "close") ||
           text.reads(at, "knowledge") || text.reads(at, "source") || text.reads(at, "sources");
  });
  if (hides || (has_class(WordClass::AnonymousRole) && speaker_kind != MentionKind::Organisation)) {
    return "anonymous";
  }
  return speaker_kind == MentionKind::Organisation ? "official" : "said";
}

}  // namespace stemma
