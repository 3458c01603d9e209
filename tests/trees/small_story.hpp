// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "base/telling.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma::testing {

/// A story of a few texts, told one after the other; ids are a, b, c, …
class SmallStory {
 public:
  WitnessIndex tell(std::string text, std::optional<int> hour = std::nullopt) {
    auto const witness = static_cast<WitnessIndex>(documents_.size());
    auto& document = documents_.emplace_back();
    document.id = std::string(1, static_cast<char>('a' + static_cast<char>(witness)));
    document.text = std::move(text);
    if (hour) {
      document.published = UtcTime{std::chrono::hours{*hour}};
    }
    texts_.push_back(Tokenizer{}.tokenize(document));
    story_.tellings.push_back({DocId{witness}, &document, &texts_.back()});
    return witness;
  }

  [[nodiscard]] StoryTellings const& story() const { return story_; }

 private:
  std::deque<Document> documents_;
  std::deque<TokenText> texts_;
  StoryTellings story_;
};

/// What an agency might write about a landslip: enough names, numbers and quotes to tell copies from own work.
inline std::string const kAgencyReport =
  "Landslip buries road near Pellworth\n"
  "PELLWORTH, March 3 - A landslip buried 340 metres of the coast road near Pellworth early on Tuesday and cut off "
  "1,270 "
  "people in the villages of Marrow and Tamsel, the county of Aldersee said.\n\n"
  "The slope above the road gave way at 4:35 a.m. after 86 millimetres of rain in two days. Crews from Brennick "
  "counted 19 "
  "cars under the mud, all of them empty.\n\n"
  "\"We heard a roar like a goods train and the lamps went out,\" said Oda Ferris, who keeps the inn at Marrow. \"Then "
  "there "
  "was no road.\"\n\n"
  "The county engineer, Halvard Lunde, said the wall above the bend had been due for repair in May. It was built in "
  "1958 and "
  "last inspected on January 14.\n\n"
  "\"Nobody can promise a date while the hill is still moving,\" Lunde said. A ferry from Quayle will carry 210 "
  "passengers a "
  "trip until the road is open again.\n";

/// The same event by a reporter who never saw the agency's text.
inline std::string const kOwnReport =
  "Villagers wade out after the hill came down\n"
  "Sigrun Aasen carried her dog across the mud at Tamsel on Tuesday and counted the lights of Pellworth from the wrong "
  "side. "
  "\"My grandmother always said the hill would come for its own,\" said Aasen, 71.\n\n"
  "It took 340 metres of road at 4:35 in the morning. Some 1,270 people sit behind it, with one shop, two boats and a "
  "school of "
  "38 children. The teacher, Bo Carlquist, taught by candle. \"They wrote about worms,\" he said.\n\n"
  "At the Gull in Marrow the cellar is dry and the beer is warm. Rain of 86 millimetres had soaked the slope; farmers "
  "at "
  "Upper Hathe had watched a crack grow since February 9 and told the parish clerk, Mrs Denholm, three times.\n\n"
  "A boat from Quayle came at noon with bread and 60 blankets.\n";

/// The text with one wording replaced by another, wherever it stands.
inline std::string altered(std::string text, std::string const& from, std::string const& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace stemma::testing
