// SPDX-License-Identifier: Apache-2.0
#include "facts/named_places.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/assert.hpp"

namespace stemma {

namespace {

/// Two places may bear one name; the same place has one position. Those without a country come last.
using PlaceKey = std::tuple<bool, std::string, std::string, std::string, double, double>;

PlaceKey key_of(Mention const& mention) {
  if (!mention.place) {
    return {true, mention.key, "", "", 0, 0};
  }
  KnownPlace const& place = *mention.place;
  return {false, place.name, place.country, place.region, place.latitude, place.longitude};
}

}  // namespace

std::vector<NamedPlace> named_places(StoryTellings const& story, std::span<Facts const> facts) {
  STEMMA_ASSERT(facts.size() == story.tellings.size(), "one set of facts a telling");
  std::map<PlaceKey, NamedPlace> places;
  for (std::size_t t = 0; t < facts.size(); ++t) {
    TokenText const& text = *story.tellings[t].tokens;
    std::set<std::pair<PlaceKey, std::string_view>> said;
    for (Mention const& mention : facts[t].mentions) {
      if (mention.kind != MentionKind::Place) {
        continue;
      }
      PlaceKey key = key_of(mention);
      std::string_view const words = text.text_of(mention.tokens);
      if (!said.emplace(key, words).second) {
        continue;
      }
      auto const [found, is_new] = places.try_emplace(std::move(key));
      NamedPlace& place = found->second;
      if (is_new && mention.place) {
        KnownPlace const& known = *mention.place;
        place = {known.name, known.region, known.country, known.latitude, known.longitude, {}};
      } else if (is_new) {
        place.name = words;
      }
      place.spans.push_back(
        {story.tellings[t].id, text.tokens[mention.tokens.begin_token].begin_byte,
         text.tokens[mention.tokens.end_token - 1].end_byte}
      );
    }
  }
  std::vector<NamedPlace> sorted;
  sorted.reserve(places.size());
  for (auto& [key, place] : places) {
    sorted.push_back(std::move(place));
  }
  return sorted;
}

}  // namespace stemma
