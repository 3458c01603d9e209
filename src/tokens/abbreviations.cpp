// SPDX-License-Identifier: Apache-2.0
#include "tokens/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace stemma {

namespace {

struct Entry {
  std::string_view word;
  Abbreviation is;
};

// Sorted by word (bytes). Case matters: "sat." is a verb, "Sat." a day.
constexpr std::array kAbbreviations = {
  Entry{"Adm", Abbreviation::Title},    Entry{"Ala", Abbreviation::Place},     Entry{"Apr", Abbreviation::Month},
  Entry{"Ariz", Abbreviation::Place},   Entry{"Ark", Abbreviation::Place},     Entry{"Atty", Abbreviation::Title},
  Entry{"Aug", Abbreviation::Month},    Entry{"Ave", Abbreviation::Place},     Entry{"Bldg", Abbreviation::Place},
  Entry{"Blvd", Abbreviation::Place},   Entry{"Brig", Abbreviation::Title},    Entry{"Bros", Abbreviation::Company},
  Entry{"Calif", Abbreviation::Place},  Entry{"Capt", Abbreviation::Title},    Entry{"Cmdr", Abbreviation::Title},
  Entry{"Co", Abbreviation::Company},   Entry{"Col", Abbreviation::Title},     Entry{"Colo", Abbreviation::Place},
  Entry{"Comdr", Abbreviation::Title},  Entry{"Conn", Abbreviation::Place},    Entry{"Corp", Abbreviation::Company},
  Entry{"Cpl", Abbreviation::Title},    Entry{"Dec", Abbreviation::Month},     Entry{"Del", Abbreviation::Place},
  Entry{"Det", Abbreviation::Title},    Entry{"Dr", Abbreviation::Title},      Entry{"Esq", Abbreviation::Company},
  Entry{"Feb", Abbreviation::Month},    Entry{"Fig", Abbreviation::Counted},   Entry{"Figs", Abbreviation::Counted},
  Entry{"Fla", Abbreviation::Place},    Entry{"Fr", Abbreviation::Title},      Entry{"Fri", Abbreviation::Month},
  Entry{"Ft", Abbreviation::Place},     Entry{"Ga", Abbreviation::Place},      Entry{"Gen", Abbreviation::Title},
  Entry{"Gov", Abbreviation::Title},    Entry{"Hon", Abbreviation::Title},     Entry{"Hwy", Abbreviation::Place},
  Entry{"Inc", Abbreviation::Company},  Entry{"Ind", Abbreviation::Place},     Entry{"Insp", Abbreviation::Title},
  Entry{"Jan", Abbreviation::Month},    Entry{"Jr", Abbreviation::Company},    Entry{"Jul", Abbreviation::Month},
  Entry{"Jun", Abbreviation::Month},    Entry{"Kan", Abbreviation::Place},     Entry{"Ky", Abbreviation::Place},
  Entry{"La", Abbreviation::Place},     Entry{"Lieut", Abbreviation::Title},   Entry{"Lt", Abbreviation::Title},
  Entry{"Ltd", Abbreviation::Company},  Entry{"MM", Abbreviation::Title},      Entry{"Maj", Abbreviation::Title},
  Entry{"Mar", Abbreviation::Month},    Entry{"Mass", Abbreviation::Place},    Entry{"Md", Abbreviation::Place},
  Entry{"Messrs", Abbreviation::Title}, Entry{"Mfg", Abbreviation::Company},   Entry{"Mich", Abbreviation::Place},
  Entry{"Minn", Abbreviation::Place},   Entry{"Miss", Abbreviation::Place},    Entry{"Mlle", Abbreviation::Title},
  Entry{"Mme", Abbreviation::Title},    Entry{"Mo", Abbreviation::Place},      Entry{"Mon", Abbreviation::Month},
  Entry{"Mont", Abbreviation::Place},   Entry{"Mr", Abbreviation::Title},      Entry{"Mrs", Abbreviation::Title},
  Entry{"Ms", Abbreviation::Title},     Entry{"Msgr", Abbreviation::Title},    Entry{"Mt", Abbreviation::Title},
  Entry{"Neb", Abbreviation::Place},    Entry{"Nev", Abbreviation::Place},     Entry{"No", Abbreviation::Counted},
  Entry{"Nos", Abbreviation::Counted},  Entry{"Nov", Abbreviation::Month},     Entry{"Oct", Abbreviation::Month},
  Entry{"Okla", Abbreviation::Place},   Entry{"Ore", Abbreviation::Place},     Entry{"Pa", Abbreviation::Place},
  Entry{"PhD", Abbreviation::Company},  Entry{"Pres", Abbreviation::Title},    Entry{"Prof", Abbreviation::Title},
  Entry{"Pvt", Abbreviation::Title},    Entry{"Rd", Abbreviation::Place},      Entry{"Rep", Abbreviation::Title},
  Entry{"Reps", Abbreviation::Title},   Entry{"Rev", Abbreviation::Title},     Entry{"Rt", Abbreviation::Title},
  Entry{"Sat", Abbreviation::Month},    Entry{"Sec", Abbreviation::Title},     Entry{"Sen", Abbreviation::Title},
  Entry{"Sens", Abbreviation::Title},   Entry{"Sep", Abbreviation::Month},     Entry{"Sept", Abbreviation::Month},
  Entry{"Sgt", Abbreviation::Title},    Entry{"Spc", Abbreviation::Title},     Entry{"Sr", Abbreviation::Company},
  Entry{"St", Abbreviation::Place},     Entry{"Ste", Abbreviation::Place},     Entry{"Sun", Abbreviation::Month},
  Entry{"Supt", Abbreviation::Title},   Entry{"Tenn", Abbreviation::Place},    Entry{"Tex", Abbreviation::Place},
  Entry{"Thu", Abbreviation::Month},    Entry{"Thurs", Abbreviation::Month},   Entry{"Tue", Abbreviation::Month},
  Entry{"Tues", Abbreviation::Month},   Entry{"Univ", Abbreviation::Company},  Entry{"Va", Abbreviation::Place},
  Entry{"Vol", Abbreviation::Counted},  Entry{"Vt", Abbreviation::Place},      Entry{"Wash", Abbreviation::Place},
  Entry{"Wed", Abbreviation::Month},    Entry{"Wis", Abbreviation::Place},     Entry{"Wyo", Abbreviation::Place},
  Entry{"al", Abbreviation::Closing},   Entry{"approx", Abbreviation::Always}, Entry{"art", Abbreviation::Counted},
  Entry{"ca", Abbreviation::Always},    Entry{"cf", Abbreviation::Always},     Entry{"ch", Abbreviation::Counted},
  Entry{"dept", Abbreviation::Company}, Entry{"ed", Abbreviation::Company},    Entry{"est", Abbreviation::Always},
  Entry{"etc", Abbreviation::Closing},  Entry{"fig", Abbreviation::Counted},   Entry{"figs", Abbreviation::Counted},
  Entry{"ft", Abbreviation::Closing},   Entry{"hr", Abbreviation::Closing},    Entry{"hrs", Abbreviation::Closing},
  Entry{"lb", Abbreviation::Closing},   Entry{"lbs", Abbreviation::Closing},   Entry{"min", Abbreviation::Closing},
  Entry{"no", Abbreviation::Counted},   Entry{"nos", Abbreviation::Counted},   Entry{"oz", Abbreviation::Closing},
  Entry{"pp", Abbreviation::Counted},   Entry{"sec", Abbreviation::Counted},   Entry{"sq", Abbreviation::Always},
  Entry{"v", Abbreviation::Always},     Entry{"viz", Abbreviation::Always},    Entry{"vol", Abbreviation::Counted},
  Entry{"vols", Abbreviation::Counted}, Entry{"vs", Abbreviation::Always},
};
static_assert(std::ranges::is_sorted(kAbbreviations, {}, &Entry::word));

constexpr std::array<std::string_view, 92> kStarters = {
  "A",     "About",   "According", "After",  "Again",   "All",       "Also",      "Although", "Among", "An",
  "And",   "Another", "Any",       "Anyone", "As",      "At",        "Because",   "Before",   "Both",  "But",
  "By",    "Despite", "During",    "Each",   "Earlier", "Even",      "Every",     "Few",      "For",   "From",
  "He",    "Her",     "Here",      "His",    "How",     "However",   "I",         "If",       "In",    "Instead",
  "It",    "Its",     "Last",      "Later",  "Many",    "Meanwhile", "More",      "Most",     "My",    "Neither",
  "No",    "Nobody",  "Nor",       "Not",    "Nothing", "Now",       "Officials", "On",       "Once",  "One",
  "Only",  "Or",      "Other",     "Our",    "Police",  "Several",   "She",       "Since",    "So",    "Some",
  "Still", "Such",    "That",      "The",    "Their",   "Then",      "There",     "These",    "They",  "This",
  "Those", "Though",  "Thus",      "To",     "Two",     "Under",     "Until",     "We",       "What",  "When",
  "While", "With"};
static_assert(std::ranges::is_sorted(kStarters));

constexpr std::array<std::string_view, 44> kSpeechVerbs = {
  "added",    "admitted", "agreed",      "announced", "answered", "argued",    "asked",    "asks",      "began",
  "called",   "claimed",  "concluded",   "continued", "cried",    "declared",  "demanded", "exclaimed", "explained",
  "inquired", "insisted", "interrupted", "joked",     "muttered", "noted",     "observed", "pleaded",   "protested",
  "quipped",  "recalled", "remarked",    "repeated",  "replied",  "responded", "said",     "says",      "screamed",
  "shouted",  "told",     "urged",       "wondered",  "wrote",    "yelled",    "yells",    "wails"};

constexpr std::array<std::string_view, 34> kAfterClock = {
  "AEDT", "AEST", "April", "August",   "BST",    "CDT",      "CEST",    "CET", "CST",     "December", "EDT",  "EEST",
  "EET",  "EST",  "ET",    "February", "Friday", "GMT",      "IST",     "JST", "January", "July",     "June", "MDT",
  "MSK",  "MST",  "March", "May",      "Monday", "November", "October", "PDT", "PST",     "PT"};
constexpr std::array<std::string_view, 11> kAfterClockToo = {
  "CT", "Eastern", "MT", "Saturday", "September", "Sunday", "Thursday", "Tuesday", "UTC", "Wednesday", "ET"};

bool contains(std::span<std::string_view const> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

Abbreviation abbreviation_of(std::string_view word) {
  auto const* const found = std::ranges::lower_bound(kAbbreviations, word, {}, &Entry::word);
  return found != kAbbreviations.end() && found->word == word ? found->is : Abbreviation::None;
}

bool begins_sentences(std::string_view word) {
  return std::ranges::binary_search(kStarters, word);
}

bool is_speech_verb(std::string_view word) {
  return contains(kSpeechVerbs, word);
}

bool follows_clock(std::string_view word) {
  return contains(kAfterClock, word) || contains(kAfterClockToo, word);
}

}  // namespace stemma
