// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
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
    if (text.is_punctuation(at)) {
      continue;
    }
    if (!key.empty()) {
      key += ' ';
    }
    text.add_lower(at, key);
  }
  return key;
}

/// Mentions of several lists in one, sorted by begin_token, longer first. They are big, so each is moved once.
std::vector<Mention> sorted_together(std::span<std::vector<Mention>> lists) {
  struct Place {
    TokenRange tokens;
    Mention* mention;
  };

  std::vector<Place> places;
  for (auto& list : lists) {
    for (Mention& mention : list) {
      places.push_back({mention.tokens, &mention});
    }
  }
  std::stable_sort(places.begin(), places.end(), [](Place const& a, Place const& b) {
    return a.tokens.begin_token != b.tokens.begin_token ? a.tokens.begin_token < b.tokens.begin_token
                                                        : a.tokens.end_token > b.tokens.end_token;
  });
  std::vector<Mention> sorted;
  sorted.reserve(places.size());
  for (Place const& place : places) {
    sorted.push_back(std::move(*place.mention));
  }
  return sorted;
}

/// What the tellings do not decide together.
struct Statements {
  std::vector<Mention> quotes;
  std::vector<Mention> attributions;
  std::vector<Mention> modality;
};

Statements read_statements(FactText const& text, std::vector<Mention> const& names) {
  auto const quotes = read_quotes(text);
  SpeakerFinder const speakers{text, names, quotes};
  auto const of_quotes = speakers.of_quotes();
  Statements found;
  found.quotes.reserve(quotes.size());
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    auto& mention = found.quotes.emplace_back(text.mention(MentionKind::Quote, quotes[q].tokens));
    mention.key = quote_key(text, quotes[q].tokens);
    if (of_quotes[q].speaker) {
      mention.speaker = of_quotes[q].speaker->key;
      mention.speaker_tokens = of_quotes[q].speaker->tokens;
    }
  }
  found.attributions = read_attributions(text, speakers, of_quotes);
  found.modality = read_modality(text, speakers);
  return found;
}

/// How much a name counts for a place: many towns bear the names of people and of common things.
double renown_of(Gazetteer const& gazetteer, std::string_view folded) {
  auto const renown = gazetteer.renown(folded);
  return renown > 0 && commonness(folded) == Commonness::Rare ? renown : 0;
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
    auto numbers = read_numbers(texts[t]);
    out[t].contradictions = find_contradictions(texts[t], story.tellings[t], dates[t], numbers);
    std::vector<Mention> of_dates;
    of_dates.reserve(dates[t].size());
    for (DateReading& date : dates[t]) {
      of_dates.push_back(std::move(date.mention));
    }
    auto statements = read_statements(texts[t], names[t]);
    std::array lists{
      std::move(names[t]),
      std::move(of_dates),
      std::move(numbers),
      std::move(statements.quotes),
      std::move(statements.attributions),
      std::move(statements.modality)};
    out[t].mentions = sorted_together(lists);
  }
  return out;
}

}  // namespace stemma
