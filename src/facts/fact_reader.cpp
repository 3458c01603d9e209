// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/common_words.hpp"
#include "base/token_text.hpp"
#include "facts/attribution_grammar.hpp"
#include "facts/contradictions.hpp"
#include "facts/date_grammar.hpp"
#include "facts/fact_text.hpp"
#include "facts/gazetteer.hpp"
#include "facts/modality.hpp"
#include "facts/name_decision.hpp"
#include "facts/number_grammar.hpp"
#include "facts/place_resolver.hpp"
#include "facts/quote_scanner.hpp"
#include "facts/speakers.hpp"

namespace stemma {

namespace {

/// The words of a quote in lower case with one space between: quotes that differ in signs alone are one.
std::string quote_key(FactText const& text, TokenRange range) {
  std::string key;
  for (auto at = range.begin_token; at < range.end_token; ++at) {
    if (!text.is_punctuation(at)) {
      key += (key.empty() ? "" : " ") + text.lower(at);
    }
  }
  return key;
}

void append(std::vector<Mention>& all, std::vector<Mention>&& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// All but the names and dates, which the tellings of a story decide together.
std::vector<Mention> read_statements(FactText const& text, std::vector<Mention> const& names) {
  auto const quotes = read_quotes(text);
  SpeakerFinder const speakers{text, names, quotes};
  auto const of_quotes = speakers.of_quotes();
  std::vector<Mention> found;
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    auto mention = text.mention(MentionKind::Quote, quotes[q].tokens);
    mention.key = quote_key(text, quotes[q].tokens);
    if (of_quotes[q].speaker) {
      mention.speaker = of_quotes[q].speaker->key;
      mention.speaker_tokens = of_quotes[q].speaker->tokens;
    }
    found.push_back(std::move(mention));
  }
  append(found, read_attributions(text, speakers, of_quotes));
  append(found, read_modality(text, speakers));
  return found;
}

/// How much a name counts for a place: many towns bear the names of people and of common things.
double renown_of(Gazetteer const& gazetteer, std::string_view folded) {
  std::uint32_t population = 0;
  auto const places = gazetteer.exact(folded);
  for (auto const place : places) {
    population = std::max(population, gazetteer.place(place).population);
  }
  auto const is_common = commonness(folded) != Commonness::Rare;
  if (places.empty() || is_common) {
    return 0;
  }
  return population >= 100000 ? 1 : population >= 5000 ? 0.7 : 0.4;
}

}  // namespace

FactReader::FactReader(Options const& options) : gazetteer_{Gazetteer::open(options.gazetteer)} {}

std::vector<Facts> FactReader::read(StoryTellings const& story) const {
  std::vector<FactText> texts;
  texts.reserve(story.tellings.size());
  std::vector<std::vector<DateReading>> dates;
  for (Telling const& telling : story.tellings) {
    texts.emplace_back(*telling.tokens);
    dates.push_back(read_dates(texts.back()));
  }
  anchor_dates(story, dates);
  auto names = gazetteer_ == nullptr
                 ? decide_names(texts, {})
                 : decide_names(texts, [&](std::string_view folded) { return renown_of(*gazetteer_, folded); });
  if (gazetteer_ != nullptr) {
    resolve_places(*gazetteer_, names);
  }
  std::vector<Facts> out(texts.size());
  for (std::size_t t = 0; t < texts.size(); ++t) {
    auto& mentions = out[t].mentions;
    mentions = names[t];
    auto numbers = read_numbers(texts[t]);
    out[t].contradictions = find_contradictions(texts[t], story.tellings[t], dates[t], numbers);
    for (DateReading& date : dates[t]) {
      mentions.push_back(std::move(date.mention));
    }
    append(mentions, std::move(numbers));
    append(mentions, read_statements(texts[t], names[t]));
    std::stable_sort(mentions.begin(), mentions.end(), [](Mention const& a, Mention const& b) {
      return a.tokens.begin_token != b.tokens.begin_token ? a.tokens.begin_token < b.tokens.begin_token
                                                          : a.tokens.end_token > b.tokens.end_token;
    });
  }
  return out;
}

}  // namespace stemma
