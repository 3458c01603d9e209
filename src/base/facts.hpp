// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/token_text.hpp"

namespace stemma {

enum class MentionKind : std::uint8_t {
  Place,
  Person,
  Organisation,
  Name,  ///< A proper name of unknown type.
  Number,
  Date,         ///< Day, weekday, clock time, month, year.
  Quote,        ///< The words between quotation marks, marks excluded.
  Attribution,  ///< The words that say who said it or how it became known: "according to a report by X", "X said".
  Hedge,        ///< "may", "reportedly", "preliminary": the words that make a statement less certain.
  Negation,
};

enum class Bound : std::uint8_t { Exactly, About, AtLeast, AtMost, MoreThan, LessThan };

/// A place that a gazetteer knows.
struct KnownPlace {
  std::string name;      ///< As the gazetteer writes it.
  std::string country;   ///< ISO 3166 alpha-2.
  std::string region;    ///< First-order division, may be empty.
  double latitude = 0;   ///< Degrees north.
  double longitude = 0;  ///< Degrees east.
  bool is_exact = true;  ///< False where the telling spells it in a way that the gazetteer does not know.
};

/// What an attribution says of its source beside its name.
struct SourceTraits {
  bool is_document = false;    ///< A report, memo, audit: it speaks, not a person.
  bool is_secret = false;      ///< Leaked, confidential, seized: it was not meant to be known.
  bool is_internal = false;    ///< Made for its own house.
  bool is_image = false;       ///< Satellite image, footage.
  bool is_anonymous = false;   ///< Sources, people familiar with it.
  bool is_known_role = false;  ///< "the mayor", "its chairman": somebody the reader has met, by name or not.
};

/// One typed mention in one telling.
struct Mention {
  MentionKind kind = MentionKind::Name;
  TokenRange tokens;
  std::uint32_t sentence = 0;  ///< Index into TokenText::sentences.
  std::string key;   ///< Two mentions with equal kind and key say the same ("1900 hectare", "2026-04-14", "vranjevo").
  double value = 0;  ///< Number: its value. Date: days since 1970-01-01, with a fraction for clock times.
  std::string
    unit;  ///< Number: what is counted or measured, stemmed ("passenger", "%", "usd"). Date: granularity ("day", "weekday", "minute", "month", "year").
  Bound bound = Bound::Exactly;
  std::string speaker;                       ///< Quote, Attribution: key of who says it; empty where it cannot be told.
  std::optional<TokenRange> speaker_tokens;  ///< Quote, Attribution: where the speaker stands.
  std::string
    source_kind;  ///< Attribution: how it is known: "said", "report", "document", "leak", "satellite", "anonymous", "official" …
  SourceTraits source;
  std::optional<KnownPlace> place;  ///< Place: resolved over all tellings of the story.
};

/// Two things that one telling says and that cannot both be so.
struct SelfContradiction {
  TokenRange first;
  TokenRange second;
  std::string reason;  ///< A clause for people: "14 April 2026 is a Tuesday".
};

/// The mentions of one telling, sorted by begin_token, longer first.
struct Facts {
  std::vector<Mention> mentions;
  std::vector<SelfContradiction> contradictions;  ///< Sorted by place.
};

}  // namespace stemma
