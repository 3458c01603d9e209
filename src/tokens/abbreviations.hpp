// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma {

/// What an abbreviation's dot means for the end of a sentence.
enum class Abbreviation : std::uint8_t {
  None,
  Title,     ///< "Mr.", "Gen.": a name follows, no sentence ends.
  Month,     ///< "Jan.": a sentence ends unless a number follows.
  Counted,   ///< "No.", "pp.": an abbreviation only before a number.
  Company,   ///< "Inc.", "Jr.": a sentence ends before a word that begins sentences.
  Place,     ///< "St.", "Calif.": the same.
  Clock,     ///< "a.m.": a sentence ends before a capital, but not before a weekday, month or time zone.
  Initials,  ///< "U.S.", "J.": as Company.
  Always,    ///< "vs.", "e.g.": never ends a sentence.
  Closing,   ///< "etc.": ends a sentence before any capital.
};

/// The abbreviation that a word followed by a dot is. `word` is as written, without the dot.
[[nodiscard]] Abbreviation abbreviation_of(std::string_view word);

/// A word that often begins sentences and seldom a name: "The", "He", "But". As written, with its capital.
[[nodiscard]] bool begins_sentences(std::string_view word);

/// A word that reports speech: "said", "asked". Lower case.
[[nodiscard]] bool is_speech_verb(std::string_view word);

/// Weekdays, months, time zones: what may follow "a.m." within a sentence. As written.
[[nodiscard]] bool follows_clock(std::string_view word);

}  // namespace stemma
