// SPDX-License-Identifier: Apache-2.0
#include "facts/name_votes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/common_words.hpp"

namespace stemma {

namespace {

bool is_all_capitals(std::string_view word) {
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_dictionary_word(FactText const& text, std::uint32_t at) {
  return text.commonness(at) != Commonness::Rare;
}

/// Verbs that people do and places do not; bodies do some of them.
KindVotes votes_of_verb(FactText const& text, std::uint32_t at) {
  if (text.is(at, WordClass::SayVerb)) {
    return {0, 1.6, 0.8};
  }
  return {};
}

KindVotes votes_of_preposition(FactText const& text, std::uint32_t before, std::uint32_t begin) {
  KindVotes votes;
  if (text.reads(before, "in")) {
    votes.place += 2;
  } else if (text.reads(before, "near") || text.reads(before, "outside")) {
    votes.place += 2.5;
  } else if (text.reads(before, "neighbouring") || text.reads(before, "neighboring") || text.reads(before, "nearby") ||
             text.reads(before, "central") || text.reads(before, "downtown")) {
    votes.place += 2;
  } else if (text.is(before, WordClass::PlacePreposition) && !text.reads(before, "by")) {
    // "a teacher from Narvik": where somebody is from is a place.
    votes.place += text.reads(before, "from") && before > 0 && text.is(before - 1, WordClass::PersonRole) ? 2 : 0;
    auto const tells_little = text.reads(before, "to") || text.reads(before, "from") || text.reads(before, "on");
    votes.place += tells_little ? 0.6 : 1.2;
  }
  if (text.reads(before, "of") && begin >= 2) {
    auto const owner = before - 1;
    if (text.is(owner, WordClass::PlaceOf) && !text.is(owner, WordClass::PersonRole)) {
      votes.place += 4;
    } else if (text.is(owner, WordClass::Direction)) {
      votes.place += 3;
    } else if (text.reads(owner, "mayor") || text.reads(owner, "people") || text.reads(owner, "streets") || text.reads(owner, "governor")) {
      votes.place += 3;
    } else {
      votes.place += text.is(owner, WordClass::PersonRole) ? 0.8 : 0.3;
    }
  }
  return votes;
}

/// "the grid operator Northern Lines", "the firm Oak Analytics": such a word before a name tells of a body.
bool names_company(FactText const& text, std::uint32_t before) {
  static constexpr std::array<LowerWord, 20> words = {
    "operator",     "firm",        "company",   "carrier",   "maker", "supplier",   "contractor",
    "manufacturer", "retailer",    "group",     "charity",   "union", "agency",     "party",
    "airline",      "consultancy", "publisher", "newspaper", "daily", "broadcaster"};
  return text.reads_any(before, words);
}

}  // namespace

KindVotes votes_within(FactText const& text, TokenRange name) {
  KindVotes votes;
  auto const first = name.begin_token;
  auto const last = name.end_token - 1;
  auto const words = name.size();
  auto const has_of = [&] {
    for (auto at = first + 1; at < last; ++at) {
      if (text.reads(at, "of")) {
        return true;
      }
    }
    return false;
  }();
  auto const is_body_first = has_of && text.is(first, WordClass::OrganisationHead);
  if (words >= 2 && text.is(last, WordClass::OrganisationHead)) {
    votes.organisation += 5;
  }
  if (is_body_first || (has_of && text.reads(first, "friends"))) {
    votes.organisation += 5;
  }
  if (words >= 2 && text.is(last, WordClass::PlaceHead) && !text.is(last, WordClass::OrganisationHead)) {
    votes.place += 4;
  }
  if (words >= 2 && text.is(first, WordClass::PlaceLead)) {
    votes.place += 1.5;
  }
  if (text.is(first, WordClass::Country) && words == 1) {
    votes.place += 6;
  }
  auto common = 0;
  for (auto at = first; at <= last; ++at) {
    common += text.is_word(at) && is_dictionary_word(text, at) ? 1 : 0;
  }
  if (words == 1 && is_all_capitals(text.word(first)) && text.word(first).size() <= 6) {
    votes.organisation += 1.5;
  }
  if (words >= 2 && common >= 2) {
    votes.organisation += 1.2;
  } else if (words == 2 && common == 0 && text.is_word(last) && !text.hyphen_after(first)) {
    votes.person += 1;
  }
  auto const has_lower_after_hyphen = words >= 3 && text.hyphen_after(last - 2) && !text.token(last).is_capitalised;
  if (has_lower_after_hyphen && words >= 4) {
    votes.person += 2;  // "Bae Sang-hyuk"
  }
  return votes;
}

KindVotes votes_around(FactText const& text, TokenRange name, bool has_title) {
  KindVotes votes;
  auto const begin = name.begin_token;
  auto const end = name.end_token;
  auto const sentence = text.sentence_range(begin);
  if (has_title) {
    votes.person += 4;
  }
  if (begin > sentence.begin_token) {
    auto const before = begin - 1;
    votes += votes_of_preposition(text, before, begin);
    auto const role = text.is_sign(before, ",") && before > sentence.begin_token ? before - 1 : before;
    if (names_company(text, before)) {
      votes.organisation += 3;
    } else if (text.is(before, WordClass::PersonRole) && !text.is(before, WordClass::PlaceOf)) {
      votes.person += 3;
    } else if (text.is(role, WordClass::PersonRole)) {
      votes.person += 1;
    }
    if (text.is(before, WordClass::SayVerb) && !text.reads(before, "put") && !text.reads(before, "found")) {
      votes += {0, 1.6, 0.4};
    }
    if (text.reads(before, "the")) {
      votes += name.size() == 1 ? KindVotes{0.5, -1.5, 0.3} : KindVotes{0.2, -1.5, 1.2};
    }
  }
  if (end < text.size()) {
    votes += votes_of_verb(text, end);
    auto const is_appositive =
      text.is_sign(end, ",") && (text.reads(end + 1, "a") || text.reads(end + 1, "an") || text.reads(end + 1, "the") ||
                                 text.reads(end + 1, "who") || text.reads(end + 1, "his") ||
                                 text.reads(end + 1, "her") || text.reads(end + 1, "its"));
    if (is_appositive) {
      for (auto at = end + 2; at < end + 9 && text.is_word(at); ++at) {
        // ", the mayor of X" and ", a nurse," tell of the name; ", the mayor said" begins something new.
        if (text.is(at, WordClass::PersonRole)) {
          votes.person += !text.is_word(at + 1) || text.commonness(at + 1) == Commonness::Function ? 2.5 : 0;
          break;
        }
      }
      votes.person += text.reads(end + 1, "who") ? 2 : 0.3;
    }
    if (text.reads(end, "who")) {
      votes.person += 1.5;
    }
    auto const is_age = text.is_sign(end, ",") && text.is_number(end + 1) && text.word(end + 1).size() <= 2 &&
                        (text.is_sign(end + 2, ",") || text.is_sign(end + 2, ".")) &&
                        !(begin > sentence.begin_token && text.is(begin - 1, WordClass::PlacePreposition));
    if (is_age) {
      votes.person += 4;
    }
    if (text.is_sign(end, ",") && text.is(end + 1, WordClass::Country)) {
      votes.place += 4;
    }
    // "Springfield's council", "Ghenk's seven sites"; "Bae's father".
    if (text.is_sign(end, "'s") || text.is_sign(end, "’s")) {
      votes += text.reads(end + 1, "office") || text.reads(end + 1, "headquarters") ? KindVotes{0, 0, 1}
                                                                                    : KindVotes{0.2, 0, 0};
    }
    if (text.is(end, WordClass::PlaceOf) && !text.is(end, WordClass::PersonRole)) {
      votes.place += 1.5;
    }
  }
  auto const is_dateline = begin == sentence.begin_token && is_all_capitals(text.word(begin)) && text.is_sign(end, ",");
  if (is_dateline) {
    votes.place += 4;
  }
  return votes;
}

}  // namespace stemma
