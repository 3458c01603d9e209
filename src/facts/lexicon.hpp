// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace stemma {

/// What a word can be in a news text. A word may be several.
enum class WordClass : std::uint8_t {
  SayVerb,        ///< said, told, warned: a person does it.
  ShowVerb,       ///< shows, suggests, says: a document does it.
  PersonTitle,    ///< Mayor, Dr., Lt.: before a name.
  PersonRole,     ///< spokesman, engineer, resident: a lower-case word for a person.
  AnonymousRole,  ///< officials, sources, analysts: people without a name.
  Month,
  Weekday,
  Cardinal,          ///< two, forty; value.
  Ordinal,           ///< second, third; value.
  Fraction,          ///< half, third, quarter; value.
  Scale,             ///< hundred, million, dozen; value.
  Measure,           ///< metres, percent, hours: a unit with a class of its own.
  Currency,          ///< dollars, euros.
  PersonCount,       ///< people, residents, passengers: counted people.
  OrganisationHead,  ///< Board, ministry, police: the head of the name of a body.
  BodyModifier,      ///< interior, federal, provincial: before such a head in lower case.
  PlaceHead,         ///< Street, River, Province: the last word of the name of a place.
  PlaceLead,         ///< Lake, Mount, New: the first word of the name of a place.
  PlaceOf,           ///< town, city, district: "town of X" is a place.
  PlacePreposition,  ///< in, near, outside.
  Direction,         ///< north, upstream: "north of X" is a place.
  Particle,          ///< de, al, bin, van: within a name.
  Demonym,           ///< Russian, French: a capital that names nothing.
  Country,
  Document,  ///< report, memo, statement: what can say something without a person.
  Leak,      ///< leaked, obtained: how a document came to light.
  Secret,    ///< confidential, internal, classified.
  Image,     ///< satellite, footage, imagery.
  Hedge,     ///< may, reportedly.
  Negation,
  Pronoun,  ///< he, she, they.
  Female,   ///< she, her, Mrs., spokeswoman.
  Male,
  HedgeOpener,   ///< is, up, nobody: begins a hedging phrase.
  RelativeDate,  ///< last, next, yesterday.
  Bound,         ///< about, some, nearly; value = the Bound as a number.
  ClockWord,     ///< noon, midnight.
  NumberOpener,  ///< a, half: may begin a number where what follows counts.
  Judgement,     ///< view, estimate: "in the view of X".
  SourceOpener,  ///< according, anonymity: may stand in an attribution without a verb.
};

/// Some classes at once.
class WordClasses {
 public:
  template <typename... Class>
  constexpr explicit WordClasses(Class... one) noexcept
      : bits_{((std::uint64_t{1} << static_cast<unsigned>(one)) | ...)} {}

  [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }

 private:
  std::uint64_t bits_;
};

/// What the lexicon knows about a word.
struct WordInfo {
  std::uint64_t classes = 0;  ///< Bit i = WordClass i.
  double value = 0;

  [[nodiscard]] bool is(WordClass one) const noexcept { return ((classes >> static_cast<unsigned>(one)) & 1U) != 0; }

  [[nodiscard]] bool is_any(WordClasses some) const noexcept { return (classes & some.bits()) != 0; }
};

/// The lexicon's entry for `Token::word`; an empty one for a word it does not know. One look into a hash table.
[[nodiscard]] WordInfo look_up(std::uint64_t word) noexcept;

}  // namespace stemma
