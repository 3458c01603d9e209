// SPDX-License-Identifier: Apache-2.0
#include "facts/speakers.hpp"

#include <algorithm>
#include <map>

#include "base/common_words.hpp"
#include "facts/name_decision.hpp"

namespace stemma {

namespace {

/// How far a speaker stands from the verb, an apposition included.
constexpr std::uint32_t window = 16;

bool is_closing_sign(FactText const& text, std::uint32_t at) {
  return text.is_sign(at, ".") || text.is_sign(at, ";") || text.is_sign(at, "!") || text.is_sign(at, "?");
}

}  // namespace

SpeakerFinder::SpeakerFinder(FactText const& text, std::span<Mention const> names, std::span<QuoteReading const> quotes)
    : text_{text},
      names_{names},
      quotes_{quotes},
      quoted_(text.size()),
      starting_(text.size() + 1),
      ending_(text.size() + 1) {
  for (QuoteReading const& quote : quotes) {
    std::fill(quoted_.begin() + quote.tokens.begin_token, quoted_.begin() + quote.tokens.end_token, true);
  }
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    starting_[names[i].tokens.begin_token] = i + 1;
    ending_[names[i].tokens.end_token] = i + 1;
  }
  find_genders();
}

void SpeakerFinder::find_genders() {
  std::map<std::string_view, int> known;
  gender_.assign(names_.size(), 0);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i].kind != MentionKind::Person) {
      continue;
    }
    auto const begin = names_[i].tokens.begin_token;
    auto const end = names_[i].tokens.end_token;
    auto const sentence = text_.sentence_range(begin);
    auto const look = [&](std::uint32_t at) {
      auto const is_pronoun = text_.is(at, WordClass::Pronoun);
      if (!is_pronoun && text_.is(at, WordClass::Female)) {
        ++known[names_[i].key];
      } else if (!is_pronoun && text_.is(at, WordClass::Male)) {
        --known[names_[i].key];
      }
    };
    for (auto at = begin; at > sentence.begin_token && begin - at < 3; --at) {
      look(at - 1);
    }
    for (auto at = end; at < std::min(end + 5, sentence.end_token) && text_.is_sign(end, ","); ++at) {
      look(at);
    }
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    auto const found = known.find(names_[i].key);
    if (names_[i].kind != MentionKind::Person) {
      continue;
    }
    if (found != known.end() && found->second != 0) {
      gender_[i] = found->second > 0 ? 2 : -2;
      continue;
    }
    // In many languages first names in -a are women's: a weak hint, used only to choose between two people.
    auto const space = names_[i].key.find(' ');
    if (space != std::string::npos) {
      gender_[i] = names_[i].key.back() == 'a' || names_[i].key.back() == 'e' ? 1 : -1;
    }
  }
}

Speaker SpeakerFinder::of_name(Mention const& name) const {
  return {short_key(name), name.tokens, name.kind};
}

Mention const* SpeakerFinder::name_ending_at(std::uint32_t end) const {
  return end < ending_.size() && ending_[end] != 0 ? &names_[ending_[end] - 1] : nullptr;
}

Mention const* SpeakerFinder::name_starting_at(std::uint32_t begin) const {
  return begin < starting_.size() && starting_[begin] != 0 ? &names_[starting_[begin] - 1] : nullptr;
}

std::optional<Speaker> SpeakerFinder::pronoun(std::uint32_t at) const {
  auto const wants = text_.is(at, WordClass::Female) ? 1 : -1;
  Mention const* fallback = nullptr;
  std::uint32_t looked_at = 0;
  auto const paragraph = text_.paragraph_of(at);
  for (auto back = at; back > 0 && looked_at < 120; --back, ++looked_at) {
    auto const* name = name_ending_at(back);
    if (name == nullptr || name->kind != MentionKind::Person || is_quoted(name->tokens.begin_token)) {
      continue;
    }
    auto const gender = gender_[static_cast<std::size_t>(name - names_.data())];
    if (gender * wants > 0 || gender == 0) {
      return of_name(*name);
    }
    if (fallback == nullptr && gender * wants > -2 && text_.paragraph_of(name->tokens.begin_token) == paragraph) {
      fallback = name;
    }
  }
  return fallback == nullptr ? std::nullopt : std::optional{of_name(*fallback)};
}

std::optional<Speaker> SpeakerFinder::person_back_from(std::uint32_t at, std::uint32_t limit) const {
  for (auto back = at; back > limit && at - back < window; --back) {
    auto const* name = name_ending_at(back);
    if (name != nullptr && name->kind == MentionKind::Person && name->tokens.begin_token >= limit && !is_quoted(back - 1)) {
      return of_name(*name);
    }
  }
  return std::nullopt;
}

std::optional<Speaker> SpeakerFinder::role_ending_at(std::uint32_t end) const {
  constexpr std::uint32_t most_words = 6;
  if (end == 0 || !text_.is_word(end - 1) || is_quoted(end - 1)) {
    return std::nullopt;
  }
  auto const head = end - 1;
  auto const is_role = text_.is(head, WordClass::PersonRole) || text_.is(head, WordClass::AnonymousRole) ||
                       text_.is(head, WordClass::OrganisationHead) || text_.is(head, WordClass::Document) ||
                       text_.is(head, WordClass::PersonCount);
  if (!is_role) {
    return std::nullopt;
  }
  auto begin = head;
  auto const limit = text_.sentence_range(head).begin_token;
  while (begin > limit && end - begin < most_words && text_.is_word(begin - 1) && !is_quoted(begin - 1) &&
         text_.commonness(begin - 1) != Commonness::Function && !text_.is(begin - 1, WordClass::SayVerb)) {
    --begin;
  }
  std::string key;
  for (auto at = begin; at < end; ++at) {
    key += (key.empty() ? "" : " ") + text_.lower(at);
  }
  return Speaker{std::move(key), {begin, end}, MentionKind::Attribution};
}

std::optional<Speaker> SpeakerFinder::role_starting_at(std::uint32_t begin) const {
  constexpr std::uint32_t most_words = 7;
  auto const limit = text_.sentence_range(begin).end_token;
  std::optional<Speaker> found;
  for (auto at = begin; at < std::min(begin + most_words, limit) && text_.is_word(at) && !is_quoted(at); ++at) {
    auto const is_head = text_.is(at, WordClass::PersonRole) || text_.is(at, WordClass::AnonymousRole) ||
                         text_.is(at, WordClass::OrganisationHead) || text_.is(at, WordClass::PersonCount);
    auto const ends_phrase = !text_.is_word(at + 1) || text_.commonness(at + 1) == Commonness::Function ||
                             text_.reads(at + 1, "close") || text_.reads(at + 1, "familiar") ||
                             text_.reads(at + 1, "speaking") || text_.reads(at + 1, "briefed") ||
                             text_.reads(at + 1, "based") || text_.reads(at + 1, "quoted");
    if (is_head && ends_phrase) {
      return role_ending_at(at + 1);
    }
    if (at > begin && text_.reads(at, "of")) {
      break;
    }
  }
  return found;
}

std::optional<Speaker> SpeakerFinder::before(std::uint32_t verb) const {
  auto const limit = text_.sentence_range(verb).begin_token;
  auto at = verb;
  for (int skipped = 0; at > limit && skipped < 3; ++skipped) {
    auto const word = text_.lower(at - 1);
    auto const is_adverb = word.size() > 4 && word.substr(word.size() - 2) == "ly";
    auto const is_auxiliary = word == "has" || word == "had" || word == "have" || word == "also" || word == "later" ||
                              word == "then" || word == "who";
    if (!is_adverb && !is_auxiliary) {
      break;
    }
    --at;
  }
  if (at <= limit) {
    return std::nullopt;
  }
  if (auto const* name = name_ending_at(at); name != nullptr && !is_quoted(at - 1)) {
    // "the mayor of Novi Becej said": the town does not speak, the mayor does.
    auto const begin = name->tokens.begin_token;
    if (name->kind == MentionKind::Place && begin > limit + 1) {
      if (auto person = person_back_from(begin, limit)) {
        return person;
      }
      if (auto role = role_ending_at(begin - 1); role && text_.is_word(begin - 1)) {
        return role;
      }
    }
    return of_name(*name);
  }
  if (text_.reads(at - 1, "he") || text_.reads(at - 1, "she")) {
    return pronoun(at - 1);
  }
  if (text_.is_sign(at - 1, ",")) {
    if (auto person = person_back_from(at - 1, limit)) {
      return person;
    }
    if (auto role = role_ending_at(at - 1)) {
      return role;
    }
    // "Sources close to the ministry, speaking on condition of anonymity, described": the sentence begins with them.
    return role_starting_at(limit);
  }
  if (auto role = role_ending_at(at)) {
    return role;
  }
  // "Engineers of the army took a look and say": the subject stands at the begin of the sentence.
  if (text_.reads(at - 1, "and") && at - limit < window) {
    if (auto const* name = name_starting_at(limit); name != nullptr && name->kind != MentionKind::Place) {
      return of_name(*name);
    }
    if (auto role = role_starting_at(limit)) {
      return role;
    }
  }
  // "one of them said".
  if (at >= limit + 3 && text_.reads(at - 2, "of") && text_.reads(at - 3, "one")) {
    return Speaker{"one", {at - 3, at}, MentionKind::Attribution};
  }
  // "a farmer who lives beside the line said": back to the person or role that the clause hangs on.
  return person_back_from(at, limit);
}

std::optional<Speaker> SpeakerFinder::after(std::uint32_t verb) const {
  auto const limit = text_.sentence_range(verb).end_token;
  auto at = verb + 1;
  if (at < limit && (text_.reads(at, "he") || text_.reads(at, "she"))) {
    return pronoun(at);
  }
  for (auto next = at; next < std::min(at + window, limit) && !is_quoted(next) && !is_closing_sign(text_, next);
       ++next) {
    auto const* name = name_starting_at(next);
    if (name != nullptr && name->kind == MentionKind::Person) {
      return of_name(*name);
    }
    if (text_.is(next, WordClass::SayVerb) && next > at) {
      break;
    }
  }
  if (auto const* name = name_starting_at(text_.reads(at, "the") ? at + 1 : at)) {
    auto role = role_starting_at(at);
    return role ? role : std::optional{of_name(*name)};
  }
  if (at >= limit) {
    return std::nullopt;
  }
  auto role = role_starting_at(at);
  return role ? role : plain_phrase_at(at);
}

std::optional<Speaker> SpeakerFinder::plain_phrase_at(std::uint32_t begin) const {
  constexpr std::uint32_t most_words = 4;
  auto const opens =
    text_.reads(begin, "the") || text_.reads(begin, "a") || text_.reads(begin, "an") || text_.reads(begin, "one");
  auto const limit = std::min(begin + 1 + most_words, text_.sentence_range(begin).end_token);
  auto const first = text_.reads(begin, "one") ? begin : begin + 1;
  auto end = begin + 1;
  std::string key = first == begin ? "one" : "";
  while (opens && end < limit && text_.is_word(end) && text_.commonness(end) != Commonness::Function) {
    key += (key.empty() ? "" : " ") + text_.lower(end);
    ++end;
  }
  return opens && !key.empty() ? std::optional{Speaker{std::move(key), {first, end}, MentionKind::Attribution}}
                               : std::nullopt;
}

SpeakerFinder::QuoteSpeaker SpeakerFinder::from_sentence(QuoteReading const& quote) const {
  auto const close = quote.tokens.end_token;
  auto const open = quote.tokens.begin_token;
  auto const find_left = [&]() -> QuoteSpeaker {
    if (open < 2) {
      return {};
    }
    auto const limit = text_.sentence_range(open - 1).begin_token;
    for (auto at = open - 1; at > limit && open - at < window; --at) {
      if (is_quoted(at - 1)) {
        break;
      }
      if (text_.is(at - 1, WordClass::SayVerb)) {
        auto const verb = at - 1;
        auto speaker = before(verb);
        return {speaker ? speaker : after(verb), verb};
      }
      if (text_.reads(at - 1, "to") && at >= 2 && text_.reads(at - 2, "according")) {
        return {after(at - 1), std::nullopt};
      }
    }
    return {};
  };
  auto const find_right = [&]() -> QuoteSpeaker {
    if (close >= text_.size()) {
      return {};
    }
    auto const limit = text_.sentence_range(close).end_token;
    for (auto at = close + 1; at < std::min(close + window, limit) && !is_quoted(at); ++at) {
      if (!text_.is(at, WordClass::SayVerb)) {
        continue;
      }
      auto const stands_first = at <= close + 2 && !text_.is_word(at - 1);
      auto speaker = stands_first ? after(at) : before(at);
      if (!speaker) {
        speaker = stands_first ? before(at) : after(at);
      }
      return {speaker, at};
    }
    return {};
  };
  auto const introduced = open >= 2 && (text_.is_sign(open - 2, ",") || text_.is_sign(open - 2, ":"));
  auto first = introduced ? find_left() : find_right();
  return first.speaker ? first : introduced ? find_right() : find_left();
}

std::vector<SpeakerFinder::QuoteSpeaker> SpeakerFinder::of_quotes() const {
  std::vector<QuoteSpeaker> out(quotes_.size());
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    out[q] = from_sentence(quotes_[q]);
  }
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    if (out[q].speaker) {
      continue;
    }
    auto const open = quotes_[q].tokens.begin_token;
    auto const paragraph = text_.paragraph_of(open);
    auto const same_paragraph = [&](std::size_t other) {
      return text_.paragraph_of(quotes_[other].tokens.begin_token) == paragraph;
    };
    if (q > 0 && (same_paragraph(q - 1) || quotes_[q - 1].continues)) {
      out[q].speaker = out[q - 1].speaker;
    }
    if (!out[q].speaker) {
      // The last person named before it in the paragraph.
      std::uint32_t looked_at = 0;
      for (auto back = open; back > 0 && looked_at < 80 && text_.paragraph_of(back - 1) == paragraph;
           --back, ++looked_at) {
        auto const* name = name_ending_at(back);
        auto const is_person = name != nullptr && name->kind == MentionKind::Person && !is_quoted(back - 1);
        if (!is_person) {
          continue;
        }
        // Whom a sentence begins with speaks rather than who is only mentioned in it.
        auto const begins = name->tokens.begin_token == text_.sentence_range(back - 1).begin_token;
        if (!out[q].speaker || begins) {
          out[q].speaker = of_name(*name);
        }
        if (begins) {
          break;
        }
      }
    }
  }
  // A quote that the next paragraph takes up again has that one's speaker.
  for (auto q = quotes_.size(); q-- > 1;) {
    if (quotes_[q - 1].continues && !out[q - 1].speaker) {
      out[q - 1].speaker = out[q].speaker;
    }
  }
  return out;
}

}  // namespace stemma
