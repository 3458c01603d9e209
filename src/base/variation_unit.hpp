// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/telling.hpp"
#include "base/token_text.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Where one witness has a reading.
struct ReadingSpan {
  WitnessIndex witness = 0;
  TokenRange tokens;
};

/// What some witnesses have at one place of the story.
struct UnitReading {
  std::string key;                 ///< Equal keys, same reading; normal form (see Mention::key).
  std::vector<ReadingSpan> spans;  ///< Sorted by witness, then position; at least one.
};

/// How a reading departs from another at the same place.
enum class ChangeKind {
  Same,          ///< Only one reading: no variation, but a witness of what is shared (used for lineage).
  Spelling,      ///< A name spelled in another way.
  Substitution,  ///< Another name, number, date, speaker, source.
  Rewording,     ///< Quoted words or a statement in other words.
  Addition,      ///< Only some witnesses have it, though they have the place.
};

/// One place in the story, all its readings. A witness that lacks the whole place is in `lacuna`; one that has the
/// place but leaves this out is in `omission`. Units are sorted by the lowest (witness, token) they touch.
struct VariationUnit {
  VariationKind kind = VariationKind::Detail;
  ChangeKind change = ChangeKind::Same;
  std::vector<UnitReading> readings;  ///< Sorted by falling number of witnesses, then key.
  std::vector<WitnessIndex> omission;
  std::vector<WitnessIndex> lacuna;
  std::string subject;    ///< What it is about, from the words around it ("passenger"), may be empty.
  double confidence = 1;  ///< That the spans do stand at one place, 0…1.
  double surprise = 1;    ///< How unlikely two writers hit on the minority reading independently, 0…1.
};

}  // namespace stemma
