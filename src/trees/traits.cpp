// SPDX-License-Identifier: Apache-2.0
#include "trees/traits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/common_words.hpp"
#include "base/word_form.hpp"
#include "trees/clock_times.hpp"
#include "trees/number_words.hpp"

namespace stemma {

namespace {

/// A small number ("two", "seven") stands in any text, "one" in any sentence; two writers hit on them easily.
constexpr float kSmallNumberWeight = 0.3F;
constexpr float kOneWeight = 0.1F;

/// So do full hours, of which there are twelve.
constexpr float kFullHourWeight = 0.3F;

/// Of two digits there are ninety: now and then two writers mean different things by one.
constexpr float kTwoDigitsWeight = 0.5F;

/// A writer turns a date into a weekday and back without looking anything up.
constexpr float kCalendarWeight = 0.3F;

/// A word of a name that is a word of the language too ("Council", "National"): many names have it.
constexpr float kOrdinaryWordWeight = 0.5F;
constexpr std::array<std::string_view, 19> kCalendar = {
  "April",  "August",   "December", "February", "Friday",    "January", "July",     "June",    "March",    "May",
  "Monday", "November", "October",  "Saturday", "September", "Sunday",  "Thursday", "Tuesday", "Wednesday"};

/// What makes the name of a people or of what belongs to it out of the name of a place.
constexpr std::array<std::string_view, 6> kBelonging = {"n", "an", "ian", "ese", "ish", "i"};
constexpr std::size_t kPlaceLetters = 5;

/// A sentence with more than this share of capitals is set as a headline: its capitals say nothing about names.
constexpr double kHeadlineShare = 0.6;

/// Words in a run of wording.
constexpr std::size_t kRun = 3;

/// A dateline is no longer than this.
constexpr std::size_t kDatelineTokens = 16;

struct Capitals {
  std::uint32_t as_name = 0;
  std::uint32_t as_word = 0;
};

/// How the story writes each word; the keys are stems.
struct Spelling {
  std::unordered_map<std::uint64_t, Capitals> words;
  std::map<std::string, std::uint64_t, std::less<>> names;  ///< Capitalised words as written, and their stems.
  std::unordered_map<std::uint64_t, std::uint64_t> roots;   ///< "Estonian" to "Estonia", where the story has both.
};

std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  state ^= value + 0x9E3779B97F4A7C15ULL + (state << 6U) + (state >> 2U);
  state *= 0xBF58476D1CE4E5B9ULL;
  return state ^ (state >> 29U);
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t state = 0x6E756D626572ULL;
  for (char const c : text) {
    state = mix(state, static_cast<unsigned char>(c));
  }
  return state;
}

bool is_headline(TokenText const& text, Sentence const& sentence) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
    if (text.tokens[t].kind == TokenKind::Word) {
      ++words;
      capitals += static_cast<std::size_t>(text.tokens[t].is_capitalised);
    }
  }
  return static_cast<double>(capitals) > kHeadlineShare * static_cast<double>(words);
}

void note_spelling(TokenText const& text, Spelling& spelling) {
  for (Sentence const& sentence : text.sentences) {
    if (is_headline(text, sentence)) {
      continue;
    }
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text.tokens[t];
      if (token.kind != TokenKind::Word) {
        continue;
      }
      if (!token.is_capitalised) {
        ++spelling.words[token.stem].as_word;
        continue;
      }
      spelling.names.emplace(text.text_of(token), token.stem);
      if (!token.begins_sentence) {
        ++spelling.words[token.stem].as_name;
      }
    }
  }
}

void find_roots(Spelling& spelling) {
  for (auto const& [name, stem] : spelling.names) {
    for (auto const ending : kBelonging) {
      bool const ends_so = name.size() >= kPlaceLetters + ending.size() && name.ends_with(ending);
      auto const place = ends_so ? spelling.names.find(std::string_view{name}.substr(0, name.size() - ending.size()))
                                 : spelling.names.end();
      if (place != spelling.names.end() && place->second != stem) {
        spelling.roots.emplace(stem, place->second);
      }
    }
  }
}

/// The first and the last word of a run with a hyphen between them, whatever sign or space the text has there.
std::string joined_by_hyphen(TokenText const& text, std::uint32_t first, std::uint32_t last) {
  bool const is_one_sign = last == first + 1 || text.text_of(text.tokens[first + 1]) == "-";
  if (!is_one_sign || text.tokens[last].kind != TokenKind::Word) {
    return {};
  }
  return std::string{text.text_of(text.tokens[first])} + "-" + std::string{text.text_of(text.tokens[last])};
}

float number_weight(std::string_view number) {
  bool const is_small = number.size() == 1 || number == "10" || number == "11" || number == "12";
  return number == "1" ? kOneWeight : is_small ? kSmallNumberWeight : number.size() == 2 ? kTwoDigitsWeight : 1.0F;
}

/// The number that begins at the token, its words joined: "thirty", "-", "seven" is one number of three tokens.
std::optional<Trait> number_at(TokenText const& text, std::uint32_t t, std::uint32_t end, std::uint32_t& after) {
  if (auto const time = clock_time_at(text, t, end, after)) {
    return Trait{hash_of(*time), time->ends_with(":00") ? kFullHourWeight : 1.0F, t};
  }
  auto const alone = plain_number(text.text_of(text.tokens[t]));
  if (!alone) {
    return std::nullopt;
  }
  after = t + 1;
  auto number = *alone;
  if (text.tokens[t].kind == TokenKind::Word) {
    for (std::uint32_t last = t + 1; last < end && last <= t + 2; ++last) {
      auto const joined = plain_number(joined_by_hyphen(text, t, last));
      if (joined) {
        number = *joined;
        after = last + 1;
      }
    }
  }
  return Trait{hash_of(number), number_weight(number), t};
}

std::optional<Trait> name_at(TokenText const& text, std::uint32_t t, Spelling const& spelling) {
  Token const& token = text.tokens[t];
  if (token.kind != TokenKind::Word || !token.is_capitalised || token.weight <= 0 || token.end_byte - token.begin_byte < 2) {
    return std::nullopt;
  }
  auto const known = spelling.words.find(token.stem);
  bool const is_name = known != spelling.words.end() && known->second.as_name > known->second.as_word;
  if (!is_name) {
    return std::nullopt;
  }
  bool const is_calendar = std::ranges::binary_search(kCalendar, text.text_of(token));
  bool const is_ordinary = commonness(fold_word(text.text_of(token))) != Commonness::Rare;
  auto const weight = is_calendar ? kCalendarWeight : is_ordinary ? kOrdinaryWordWeight : 1.0F;
  auto const root = spelling.roots.find(token.stem);
  return Trait{root == spelling.roots.end() ? token.stem : root->second, weight, t};
}

/// The words of one name come and go together: of k words that stand side by side each tells 1/√k.
void share_names(std::vector<Trait>& facts, std::size_t begin) {
  auto const length = facts.size() - begin;
  for (std::size_t i = begin; i < facts.size(); ++i) {
    facts[i].weight /= static_cast<float>(std::sqrt(static_cast<double>(length)));
  }
}

/// Opens and closes at quotation marks; a paragraph's end closes too, so that one stray mark does not spoil the text.
class QuoteState {
 public:
  void see(std::string_view mark) {
    if (mark == "\"") {
      inside_ = !inside_;
    } else if (mark == "“" || mark == "„" || mark == "«" || mark == "‘") {
      inside_ = true;
    } else if (mark == "”" || mark == "»" || mark == "’") {
      inside_ = false;
    }
  }

  void end_paragraph() { inside_ = false; }

  [[nodiscard]] bool inside() const { return inside_; }

 private:
  bool inside_ = false;
};

void keep_first(std::vector<Trait>& layer) {
  std::ranges::stable_sort(layer, {}, &Trait::key);
  auto const doubled = std::ranges::unique(layer, {}, &Trait::key);
  layer.erase(doubled.begin(), doubled.end());
}

void read_wording(TokenText const& text, Sentence const& sentence, std::vector<Trait>& wording) {
  std::vector<std::uint32_t> words;
  for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
    if (text.tokens[t].kind != TokenKind::Punctuation) {
      words.push_back(t);
    }
  }
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
    std::uint64_t key = 0;
    for (std::size_t j = i; j < i + kRun; ++j) {
      key = mix(key, text.tokens[words[j]].word);
    }
    wording.push_back({key, 1.0F, words[i]});
  }
}

/// "PLZEN, Czech Republic, Oct. 19 - …", "DURBAN, 20 March 2026. …", "Tartu (16 Feb 2026) - …": at the head of the first
/// paragraph capitalised words and a number, and nothing else, up to a dash or a full stop.
bool begins_with_dateline(TokenText const& text) {
  auto const body =
    std::ranges::find_if(text.sentences, [](Sentence const& sentence) { return sentence.paragraph > 0; });
  if (body == text.sentences.end()) {
    return false;
  }
  bool has_number = false;
  auto const begin = body->tokens.begin_token;
  auto const end = std::min<std::size_t>(text.tokens.size(), begin + kDatelineTokens);
  for (std::size_t t = begin; t < end; ++t) {
    Token const& token = text.tokens[t];
    auto const word = text.text_of(token);
    if (token.kind == TokenKind::Number) {
      has_number = true;
    } else if (token.kind == TokenKind::Word && !token.is_capitalised) {
      return false;
    } else if (token.kind == TokenKind::Punctuation) {
      bool const is_dash = word == "-" || word == "–" || word == "—" || word == "--";
      bool const is_spaced = t > begin && token.begin_byte > text.tokens[t - 1].end_byte;
      if (t > begin && has_number && ((is_dash && is_spaced) || word == ".")) {
        return true;
      }
    }
  }
  return false;
}

TellingTraits traits_of(TokenText const& text, Spelling const& spelling) {
  TellingTraits traits;
  QuoteState quote;
  std::uint32_t paragraph = 0;
  for (Sentence const& sentence : text.sentences) {
    if (sentence.paragraph != paragraph) {
      paragraph = sentence.paragraph;
      quote.end_paragraph();
    }
    auto after = sentence.tokens.begin_token;
    auto name_begin = traits.facts.size();
    std::uint32_t name_end = 0;
    for (auto t = after; t < sentence.tokens.end_token; t = std::max(t + 1, after)) {
      Token const& token = text.tokens[t];
      if (token.kind == TokenKind::Punctuation) {
        quote.see(text.text_of(token));
        continue;
      }
      auto const number = number_at(text, t, sentence.tokens.end_token, after);
      auto const fact = number ? number : name_at(text, t, spelling);
      if (!fact || number || t != name_end) {
        share_names(traits.facts, name_begin);
        name_begin = traits.facts.size();
      }
      if (fact) {
        traits.facts.push_back(*fact);
        name_begin += static_cast<std::size_t>(number.has_value());
        name_end = t + 1;
      }
      if (quote.inside() && token.weight > 0) {
        traits.quoted.push_back({fact ? fact->key : token.stem, 1.0F, t});
      }
    }
    share_names(traits.facts, name_begin);
    read_wording(text, sentence, traits.wording);
  }
  traits.has_dateline = begins_with_dateline(text);
  keep_first(traits.facts);
  keep_first(traits.quoted);
  keep_first(traits.wording);
  return traits;
}

/// A name that one telling writes in small letters ("citrus growers") is still said there.
void note_said(StoryTellings const& story, std::vector<TellingTraits>& traits) {
  std::unordered_set<std::uint64_t> facts;
  for (TellingTraits const& of_telling : traits) {
    for (Trait const& fact : of_telling.facts) {
      facts.insert(fact.key);
    }
  }
  for (std::size_t i = 0; i < traits.size(); ++i) {
    auto& said = traits[i].said;
    for (Trait const& fact : traits[i].facts) {
      said.push_back(fact.key);
    }
    for (Token const& token : story.tellings[i].tokens->tokens) {
      if (token.kind == TokenKind::Word && facts.contains(token.stem)) {
        said.push_back(token.stem);
      }
    }
    std::ranges::sort(said);
    auto const doubled = std::ranges::unique(said);
    said.erase(doubled.begin(), doubled.end());
  }
}

}  // namespace

std::vector<TellingTraits> read_traits(StoryTellings const& story) {
  Spelling spelling;
  for (Telling const& telling : story.tellings) {
    note_spelling(*telling.tokens, spelling);
  }
  find_roots(spelling);
  std::vector<TellingTraits> traits;
  traits.reserve(story.tellings.size());
  for (Telling const& telling : story.tellings) {
    traits.push_back(traits_of(*telling.tokens, spelling));
  }
  note_said(story, traits);
  return traits;
}

void mark_garbled_places(TellingTraits& traits, TokenText const& text, Facts const& facts) {
  for (Mention const& mention : facts.mentions) {
    if (mention.kind != MentionKind::Place || !mention.place || mention.place->is_exact) {
      continue;
    }
    for (auto t = mention.tokens.begin_token; t < mention.tokens.end_token && t < text.tokens.size(); ++t) {
      auto const name = std::ranges::lower_bound(traits.facts, text.tokens[t].stem, {}, &Trait::key);
      if (name != traits.facts.end() && name->key == text.tokens[t].stem) {
        name->is_garbled = true;
      }
    }
  }
}

std::size_t count_shared(std::span<Trait const> left, std::span<Trait const> right) {
  std::size_t shared = 0;
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() && r != right.end()) {
    if (l->key < r->key) {
      ++l;
    } else if (r->key < l->key) {
      ++r;
    } else {
      ++shared;
      ++l;
      ++r;
    }
  }
  return shared;
}

bool has_trait(std::span<Trait const> layer, std::uint64_t key) {
  auto const at = std::ranges::lower_bound(layer, key, {}, &Trait::key);
  return at != layer.end() && at->key == key;
}

}  // namespace stemma
