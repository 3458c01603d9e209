// SPDX-License-Identifier: Apache-2.0
#include "facts/attribution_grammar.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/common_words.hpp"
#include "facts/join_attributions.hpp"
#include "facts/name_decision.hpp"

namespace stemma {

namespace {

constexpr auto most_tokens = most_attribution_tokens;

/// Verbs that seldom attribute when a person does them: who promises or demands something acts.
constexpr std::array<LowerWord, 34> weak_verbs = {
  "put",     "puts",    "asked",    "asks",    "ask",      "continued", "continues", "pointed",  "add",
  "urge",    "urged",   "describe", "pleaded", "thinks",   "believes",  "promised",  "promises", "pledged",
  "vowed",   "vows",    "demanded", "demands", "figures",  "figured",   "relates",   "related",  "cried",
  "replied", "replies", "briefed",  "laughed", "shrugged", "summed",    "responded"};

class AttributionReader {
 public:
  AttributionReader(FactText const& text, SpeakerFinder const& speakers, std::set<std::uint32_t> quote_verbs)
      : text_{text}, speakers_{speakers}, quote_verbs_{std::move(quote_verbs)} {}

  std::vector<Mention> read() {
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      if (!text_.info(at).is_any(openers) || speakers_.is_quoted(at)) {
        continue;
      }
      if (text_.is(at, WordClass::SourceOpener)) {
        read_according(at);
      }
      if (text_.is(at, WordClass::Judgement)) {
        read_view(at);
      }
      read_document(at);
      if (text_.is(at, WordClass::SourceOpener)) {
        read_anonymous(at);
      }
      if (!quote_verbs_.contains(at)) {
        read_verb(at);
      }
    }
    return join_attributions(text_, found_, kinds_);
  }

 private:
  /// Nothing is read at other words.
  static constexpr WordClasses openers{
    WordClass::SourceOpener, WordClass::Judgement, WordClass::Document, WordClass::SayVerb, WordClass::ShowVerb};

  [[nodiscard]] std::uint32_t sentence_end(std::uint32_t at) const { return text_.sentence_range(at).end_token; }

  /// The end of the noun phrase that begins at `at`: the next sign or verb of saying, at most `most` tokens on.
  [[nodiscard]] std::uint32_t phrase_end(std::uint32_t at, std::uint32_t most) const {
    auto end = at;
    auto const limit = std::min(at + most, sentence_end(at));
    while (end < limit && !speakers_.is_quoted(end)) {
      auto const is_inner_sign = text_.is_sign(end, "-") || text_.is_sign(end, "'s") || text_.is_sign(end, "’s");
      auto const is_late_verb = end > at && text_.is(end, WordClass::ShowVerb) && !text_.is(end, WordClass::Document);
      if ((text_.is_punctuation(end) && !is_inner_sign) || is_late_verb) {
        break;
      }
      ++end;
    }
    return end;
  }

  /// Back over the adjectives of a noun: "a confidential police note" from "note".
  [[nodiscard]] std::uint32_t phrase_begin(std::uint32_t head, std::uint32_t most) const {
    auto begin = head;
    auto const limit = text_.sentence_range(head).begin_token;
    while (begin > limit && head - begin < most && !speakers_.is_quoted(begin - 1)) {
      auto const before = begin - 1;
      auto const is_inner_sign =
        text_.is_sign(before, "-") || text_.is_sign(before, "'s") || text_.is_sign(before, "’s");
      auto const is_article = text_.reads(before, "a") || text_.reads(before, "an") || text_.reads(before, "the");
      if (is_article) {
        return before;
      }
      auto const is_content = text_.is_word(before) && text_.commonness(before) != Commonness::Function;
      if (!is_inner_sign && !is_content) {
        break;
      }
      --begin;
    }
    return begin;
  }

  void add(TokenRange range, std::optional<Speaker> const& speaker) {
    range.end_token = std::min({range.end_token, range.begin_token + most_tokens, sentence_end(range.begin_token)});
    if (range.size() == 0) {
      return;
    }
    auto mention = text_.mention(MentionKind::Attribution, range);
    if (speaker) {
      mention.speaker = speaker->key;
      mention.speaker_tokens = speaker->tokens;
    }
    found_.push_back(std::move(mention));
    kinds_.push_back(speaker ? speaker->kind : MentionKind::Attribution);
  }

  void read_according(std::uint32_t at) {
    if (!text_.reads(at, "according") || !text_.reads(at + 1, "to")) {
      return;
    }
    add({at, phrase_end(at + 2, most_tokens - 2)}, speaker_within({at + 2, phrase_end(at + 2, 9)}));
  }

  /// "in the view of X", "by the reckoning of X", "in X's estimate": what is said is X's judgement.
  void read_view(std::uint32_t at) {
    auto const begin = text_.sentence_range(at).begin_token;
    if (at < begin + 2) {
      return;
    }
    auto const is_preposition = [&](std::uint32_t word) { return text_.reads(word, "in") || text_.reads(word, "by"); };
    auto const names_after = is_preposition(at - 2) && text_.reads(at - 1, "the") && text_.reads(at + 1, "of");
    if (names_after) {
      auto const end = phrase_end(at + 2, 9);
      add({at - 2, end}, speaker_within({at + 2, end}));
      return;
    }
    if (!text_.is_sign(at - 1, "'s") && !text_.is_sign(at - 1, "’s")) {
      return;
    }
    for (auto back = at - 1; back > begin && at - back < 8; --back) {
      if (is_preposition(back - 1)) {
        add({back - 1, at + 1}, speaker_within({back, at - 1}));
        return;
      }
    }
  }

  [[nodiscard]] std::optional<Speaker> speaker_within(TokenRange range) const {
    Mention const* best = nullptr;
    for (auto at = range.begin_token; at < range.end_token; ++at) {
      auto const* name = speakers_.name_starting_at(at);
      if (name != nullptr && (best == nullptr || name->kind == MentionKind::Person) && name->kind != MentionKind::Place) {
        best = name;
      }
    }
    if (best != nullptr) {
      return Speaker{short_key(*best), best->tokens, best->kind};
    }
    if (text_.reads(range.begin_token, "her") || text_.reads(range.begin_token, "him")) {
      return std::nullopt;
    }
    for (auto end = range.begin_token + 1; end <= range.end_token; ++end) {
      auto const ends_phrase = end == range.end_token || text_.commonness(end) == Commonness::Function;
      if (auto role = ends_phrase ? speakers_.role_ending_at(end) : std::nullopt) {
        return role;
      }
    }
    return std::nullopt;
  }

  void read_verb(std::uint32_t at) {
    auto const is_say = text_.is(at, WordClass::SayVerb);
    auto const is_show = text_.is(at, WordClass::ShowVerb);
    if (!is_say && !is_show) {
      return;
    }
    auto const is_weak = text_.reads_any(at, weak_verbs);
    auto const before_is_to =
      at > 0 && (text_.is_sign(at - 1, "'s") || text_.is_sign(at - 1, "’s") || text_.reads(at - 1, "to") ||
                 text_.reads(at - 1, "a") || text_.reads(at - 1, "the"));
    if (before_is_to) {
      return;
    }
    // ", said two employees of the track manager": the clause is inverted. In "Jane Doe, the mayor, said" it is not.
    auto const inverted = at > 0 && text_.is_punctuation(at - 1) && is_say && !text_.is_sign(at - 1, "'s") &&
                          !closes_apposition(at) && !text_.reads(at + 1, "that") && !text_.reads(at + 1, "there") &&
                          !text_.reads(at + 1, "it");
    auto const subject = inverted ? speakers_.after(at) : speakers_.before(at);
    if (!subject || (subject->kind == MentionKind::Place && !inverted && !is_say)) {
      return;
    }
    auto const is_document = subject->kind == MentionKind::Attribution && holds_document(subject->tokens);
    auto const is_broad = is_say && !is_weak;
    if (!is_document && !is_broad) {
      return;
    }
    if (is_document && !is_show) {
      return;
    }
    if (inverted) {
      add({at, phrase_end(at + 1, most_tokens - 1)}, subject);
      return;
    }
    auto const is_near = subject->tokens.end_token <= at && at - subject->tokens.end_token < 3;
    auto const is_within = subject->tokens.begin_token < at && at - subject->tokens.begin_token < most_tokens - 1;
    auto const begin = is_near || is_within ? with_article(subject->tokens.begin_token) : near_begin(at);
    add({begin, with_document(at + 1)}, subject);
  }

  /// "writes in a preliminary report": where it was said belongs to the source.
  [[nodiscard]] std::uint32_t with_document(std::uint32_t end) const {
    constexpr std::uint32_t widest = 5;
    if (!text_.reads(end, "in")) {
      return end;
    }
    for (auto at = end + 1; at < std::min(end + widest, sentence_end(end - 1)) && text_.is_word(at); ++at) {
      if (text_.is(at, WordClass::Document)) {
        return at + 1;
      }
    }
    return end;
  }

  /// Whether the comma before the verb ends what is said of a name that begins the sentence.
  [[nodiscard]] bool closes_apposition(std::uint32_t verb) const {
    auto const begin = text_.sentence_range(verb).begin_token;
    if (!text_.is_sign(verb - 1, ",") || verb - begin > 20) {
      return false;
    }
    auto const* name = speakers_.name_starting_at(begin);
    return name != nullptr && name->kind != MentionKind::Place && text_.is_sign(name->tokens.end_token, ",") &&
           name->tokens.end_token < verb - 1;
  }

  [[nodiscard]] std::uint32_t with_article(std::uint32_t begin) const {
    auto const has_article =
      begin > text_.sentence_range(begin).begin_token &&
      (text_.reads(begin - 1, "the") || text_.reads(begin - 1, "a") || text_.reads(begin - 1, "an"));
    return has_article ? begin - 1 : begin;
  }

  [[nodiscard]] std::uint32_t near_begin(std::uint32_t verb) const {
    return verb > text_.sentence_range(verb).begin_token ? verb - 1 : verb;
  }

  [[nodiscard]] bool holds_document(TokenRange range) const {
    for (auto at = range.begin_token; at < range.end_token; ++at) {
      if (text_.is(at, WordClass::Document) || text_.is(at, WordClass::Image)) {
        return true;
      }
    }
    return false;
  }

  /// A document with how it came to light: "a memo obtained by X", "a report handed to parliament", "satellite imagery".
  void read_document(std::uint32_t at) {
    if (!text_.is(at, WordClass::Document)) {
      return;
    }
    auto next = at + 1;
    if (text_.reads(next, "was") || text_.reads(next, "were") || text_.reads(next, "that") || text_.reads(next, "which")) {
      ++next;
    }
    if (text_.reads(next, "was") || text_.reads(next, "were")) {
      ++next;
    }
    static constexpr std::array<LowerWord, 13> releases = {"released",  "published", "submitted", "handed", "issued",
                                                           "made",      "drawn",     "prepared",  "given",  "sent",
                                                           "presented", "compiled",  "shared"};
    auto const is_released = text_.reads_any(next, releases);
    auto const is_leaked = text_.is(next, WordClass::Leak);
    // "Its findings are due by Friday" tells when, "will report by" what they do.
    auto const is_time =
      text_.is(at + 2, WordClass::Month) || text_.is(at + 2, WordClass::Weekday) || text_.is_number(at + 2);
    static constexpr std::array<LowerWord, 9> before_verb = {"will", "to",     "would", "must", "should",
                                                             "may",  "cannot", "can",   "shall"};
    auto const is_verb = at > 0 && text_.reads_any(at - 1, before_verb);
    auto const is_by = (text_.reads(at + 1, "by") || text_.reads(at + 1, "from")) && !is_time && !is_verb;
    // "An audit that the police say they seized proves": how it came to light stands in between.
    if (auto const verb = leaked_until_verb(at)) {
      add({phrase_begin(at, 5), *verb + 1}, speaker_within({at, *verb}));
      return;
    }
    auto const leaked_before =
      at > 0 && (text_.is(at - 1, WordClass::Leak) || (at > 1 && text_.is(at - 2, WordClass::Leak)));
    auto const is_secret =
      at > 0 && (text_.is(at - 1, WordClass::Secret) || (at > 1 && text_.is(at - 2, WordClass::Secret)));
    auto const is_image = text_.is(at, WordClass::Image) && at > 0 && text_.reads(at - 1, "satellite");
    if (!is_released && !is_leaked && !is_by && !leaked_before && !is_secret && !is_image) {
      return;
    }
    auto const begin = phrase_begin(at, 5);
    auto const end = is_released || is_leaked || is_by ? phrase_end(at, 8) : at + 1;
    auto speaker = speaker_within({at, end});
    if (!speaker) {
      speaker = speakers_.role_ending_at(at + 1);
    }
    add({begin, end}, speaker);
  }

  /// The verb of showing that a clause on how the document came to light leads to.
  [[nodiscard]] std::optional<std::uint32_t> leaked_until_verb(std::uint32_t at) const {
    constexpr std::uint32_t widest = 9;
    auto const opens = text_.reads(at + 1, "that") || text_.reads(at + 1, "which") || text_.is_sign(at + 1, ",");
    bool is_leaked = false;
    auto const end = std::min(at + widest, sentence_end(at));
    for (auto next = at + 2; opens && next < end && !speakers_.is_quoted(next); ++next) {
      is_leaked = is_leaked || text_.is(next, WordClass::Leak);
      if (is_leaked && text_.is(next, WordClass::ShowVerb)) {
        return next;
      }
    }
    return std::nullopt;
  }

  void read_anonymous(std::uint32_t at) {
    auto const is_familiar = text_.reads(at, "familiar") || (text_.reads(at, "close") && text_.reads(at + 1, "to")) ||
                             (text_.reads(at, "knowledge") && text_.reads(at + 1, "of"));
    if (is_familiar && at > 0) {
      auto const before = text_.reads(at - 1, "with") ? at - 1 : at;
      if (auto const role = before > 0 ? speakers_.role_ending_at(before) : std::nullopt;
          role && text_.is(before - 1, WordClass::AnonymousRole)) {
        add({with_article(role->tokens.begin_token), phrase_end(at, 8)}, role);
      }
      return;
    }
    auto const asks =
      (text_.reads(at, "anonymity") || (text_.reads(at, "named") && at > 2 && text_.reads(at - 2, "to"))) && at > 0;
    if (asks) {
      auto const limit = text_.sentence_range(at).begin_token;
      for (auto back = at; back > limit && at - back < 8; --back) {
        if (auto const role = speakers_.role_ending_at(back); role && text_.is(back - 1, WordClass::AnonymousRole)) {
          add({role->tokens.begin_token, at + 1}, role);
          return;
        }
      }
      add({near_begin(at), at + 1}, std::nullopt);
    }
  }

  FactText const& text_;
  SpeakerFinder const& speakers_;
  std::set<std::uint32_t> quote_verbs_;
  std::vector<Mention> found_;
  std::vector<MentionKind> kinds_;
};

}  // namespace

std::vector<Mention> read_attributions(
  FactText const& text, SpeakerFinder const& speakers, std::vector<SpeakerFinder::QuoteSpeaker> const& of_quotes
) {
  std::set<std::uint32_t> verbs;
  for (auto const& quote : of_quotes) {
    if (quote.verb) {
      verbs.insert(*quote.verb);
    }
  }
  return AttributionReader{text, speakers, std::move(verbs)}.read();
}

}  // namespace stemma
