// SPDX-License-Identifier: Apache-2.0
#include "facts/name_scanner.hpp"

#include <algorithm>
#include <array>

#include "base/common_words.hpp"
#include "base/name_similarity.hpp"
#include "base/word_form.hpp"
#include "facts/name_votes.hpp"

namespace stemma {

namespace {

/// A list of capitals is cut here, so that no text makes a name of a megabyte.
constexpr std::uint32_t most_name_tokens = 9;

bool is_quote_sign(std::string_view sign) {
  return sign == "\"" || sign == "“" || sign == "‘" || sign == "«" || sign == "„" || sign == "'" || sign == "’" ||
         sign == "»";
}

bool is_dash(std::string_view sign) {
  return sign == "-" || sign == "–" || sign == "—";
}

class RunScanner {
 public:
  RunScanner(FactText const& text, std::set<std::string> const& mid_sentence)
      : text_{text}, mid_sentence_{mid_sentence} {}

  std::vector<NameReading> scan() {
    for (auto const& sentence : text_.text().sentences) {
      if (is_title_case(text_, sentence.tokens)) {
        continue;
      }
      for (auto at = sentence.tokens.begin_token; at < sentence.tokens.end_token;) {
        at = is_part(at) ? scan_run(at, sentence.tokens.end_token) : at + 1;
      }
    }
    return std::move(found_);
  }

 private:
  /// A capital that can be part of a name.
  [[nodiscard]] bool is_part(std::uint32_t at) const {
    auto const word = text_.word(at);
    auto const is_i =
      word == "I" || (word.size() > 1 && word[0] == 'I' && (word[1] == '\'' || word.substr(1, 3) == "’"));
    return text_.is_word(at) && text_.token(at).is_capitalised && !text_.is_taken(at) && !is_i &&
           !text_.is(at, WordClass::Weekday) && word != "'S";
  }

  /// Whether a capital here may be due to its place alone.
  [[nodiscard]] bool is_at_start(std::uint32_t at) const {
    if (text_.token(at).begins_sentence || at == text_.sentence_range(at).begin_token) {
      return true;
    }
    auto const after_dateline = is_dash(text_.word(at - 1)) && !text_.touches_next(at - 1);
    return after_dateline || text_.is_sign(at - 1, "?") ||
           (text_.is_punctuation(at - 1) &&
            (is_quote_sign(text_.word(at - 1)) || text_.is_sign(at - 1, ":") || text_.is_sign(at - 1, "(")));
  }

  /// The token after `last` that goes on with the name, or `end` where none does.
  [[nodiscard]] std::uint32_t next_part(std::uint32_t begin, std::uint32_t last, std::uint32_t end) const {
    auto const next = last + 1;
    if (next >= end) {
      return end;
    }
    if (text_.hyphen_after(last) && last + 2 < end && text_.is_word(last + 2)) {
      return last + 2;
    }
    if (is_part(next)) {
      return next;
    }
    auto const is_dotless_number = text_.is_number(next) && text_.word(next).size() <= 4 && !text_.is_taken(next) &&
                                   text_.word(next).find_first_of(".,:/") == std::string_view::npos;
    if (is_dotless_number && !text_.is_word(next + 1) && !text_.is(last, WordClass::Month) && !text_.is_sign(next + 1, "-")) {
      return next;  // "Boeing 737,"
    }
    // "People's Republic", "Citizens' League": the owner is a common word, so it is part of the name.
    auto const is_owner_of_many = text_.touches_next(last) && text_.word(last).ends_with('s') &&
                                  text_.word(last).size() > 3 && (text_.is_sign(next, "'") || text_.is_sign(next, "’"));
    auto const is_owned = (text_.is_sign(next, "'s") || text_.is_sign(next, "’s") || is_owner_of_many) &&
                          next + 1 < end && is_part(next + 1) && is_dictionary_word(last) &&
                          !text_.is(last, WordClass::Country);
    if (is_owned) {
      return next + 1;
    }
    auto const particle_end = particles_end(next, end);
    if (particle_end > next && particle_end < end && is_part(particle_end)) {
      return particle_end;
    }
    auto const after_of = text_.reads(next + 1, "the") ? next + 2 : next + 1;
    auto const wants_of = text_.is(last, WordClass::OrganisationHead) || text_.is(last, WordClass::PlaceHead) ||
                          (last == begin && text_.is(last, WordClass::PlaceOf)) || text_.reads(last, "friends") ||
                          text_.reads(last, "lady") || text_.reads(last, "chamber") || text_.reads(last, "doctors");
    auto const is_title = text_.is(last, WordClass::PersonTitle) && !text_.reads(last, "lady");
    if (text_.reads(next, "of") && wants_of && after_of < end && is_part(after_of) && !is_title) {
      return after_of;
    }
    // "Inland Grain and Freight": the last word is a common one, so it is no name of its own.
    auto const joins = (text_.reads(next, "and") || text_.is_sign(next, "&")) && last > begin && next + 1 < end &&
                       is_part(next + 1) && !(next + 2 < end && is_part(next + 2)) &&
                       !text_.is(next + 1, WordClass::Country) &&
                       (text_.is_sign(next, "&") || is_dictionary_word(next + 1));
    return joins ? next + 1 : end;
  }

  [[nodiscard]] std::uint32_t particles_end(std::uint32_t at, std::uint32_t end) const {
    auto next = at;
    while (next < end && next < at + 3 && text_.is(next, WordClass::Particle) && !text_.token(next).is_capitalised) {
      ++next;
      if (text_.is_sign(next, "-")) {
        ++next;
      }
    }
    return next;
  }

  [[nodiscard]] bool is_dictionary_word(std::uint32_t at) const {
    return commonness(fold_word(text_.word(at))) != Commonness::Rare || text_.is(at, WordClass::OrganisationHead) ||
           text_.is(at, WordClass::PersonRole);
  }

  /// Words that may well begin a sentence: small words, and common ones. Titles and heads of bodies stay.
  [[nodiscard]] bool is_starter(std::uint32_t at) const {
    return commonness(fold_word(text_.word(at))) != Commonness::Rare;
  }

  std::uint32_t scan_run(std::uint32_t at, std::uint32_t end) {
    std::vector<std::uint32_t> parts{at};
    auto last = at;
    while (parts.size() < most_name_tokens) {
      auto const next = next_part(at, last, end);
      if (next >= end) {
        break;
      }
      last = next;
      parts.push_back(last);
    }
    add_run(parts, last + 1);
    return last + 1;
  }

  void add_run(std::vector<std::uint32_t> const& parts, std::uint32_t end) {
    auto begin_part = after_office(parts);
    auto const at_start = is_at_start(parts.front());
    auto has_title = begin_part > 0;
    auto const known_whole =
      at_start && mid_sentence_.contains(fold_name(text_.text().text_of(TokenRange{parts.front(), end})));
    while (begin_part < parts.size()) {
      auto const at = parts[begin_part];
      auto const is_last = begin_part + 1 == parts.size();
      auto const is_article = text_.reads(at, "the") || text_.reads(at, "a") || text_.reads(at, "an");
      auto const is_number_word = text_.is(at, WordClass::Cardinal) || text_.is(at, WordClass::Ordinal);
      auto const is_cut = at_start && begin_part == 0 && !known_whole && is_starter(at) && !keeps_starter(parts, end) &&
                          !(parts.size() >= 2 && begins_known_name(at));
      if ((is_article && at_start) || (is_number_word && (at_start || is_last))) {
        begin_part += text_.hyphen_after(at) ? 2U : 1U;  // "Thirty-seven" goes as one
      } else if (text_.is(at, WordClass::PersonTitle) && !(is_last && has_title) && !heads_body(parts, begin_part)) {
        has_title = true;
        ++begin_part;
      } else if (is_cut) {
        begin_part += text_.hyphen_after(at) ? 2U : 1U;
      } else if (at_start && !known_whole && commonness(fold_word(text_.word(at))) == Commonness::Function) {
        ++begin_part;
      } else {
        break;
      }
    }
    // "Russian forces": a word for a people names nothing by itself; so does a lone title.
    auto const is_empty = begin_part >= parts.size();
    auto const is_lone_demonym =
      !is_empty && begin_part + 2 >= parts.size() && text_.is(parts.back(), WordClass::Demonym);
    if (is_empty || is_lone_demonym) {
      return;
    }
    NameReading name;
    name.tokens = {parts[begin_part], end};
    name.folded = fold_name(text_.text().text_of(name.tokens));
    if (name.folded.size() < 2 || (name.tokens.size() == 1 && commonness(name.folded) == Commonness::Function)) {
      return;
    }
    auto const last = parts.back();
    name.family_first =
      parts.size() - begin_part == 3 && text_.hyphen_after(parts[begin_part + 1]) && !text_.token(last).is_capitalised;
    name.begins_sentence = at_start && begin_part == 0 && name.tokens.size() == 1;
    name.votes = votes_within(text_, name.tokens);
    name.votes += votes_around(text_, name.tokens, has_title);
    found_.push_back(std::move(name));
  }

  /// "Prime Minister's Office", "General Hospital": the title belongs to a body.
  [[nodiscard]] bool heads_body(std::vector<std::uint32_t> const& parts, std::size_t from) const {
    return text_.is(parts.back(), WordClass::OrganisationHead) && parts.size() - from >= 2 &&
           !text_.is(parts[from], WordClass::Female) && !text_.is(parts[from], WordClass::Male);
  }

  /// "City Council members": the first word is common, but the run ends as bodies and places do; "Grace Miller, 34,": or
  /// what follows shows a person.
  [[nodiscard]] bool keeps_starter(std::vector<std::uint32_t> const& parts, std::uint32_t end) const {
    auto const first = commonness(fold_word(text_.word(parts.front())));
    if (parts.size() < 2 || first == Commonness::Function) {
      return false;
    }
    auto const is_person = parts.size() == 2 && !is_dictionary_word(parts.back()) &&
                           !text_.is(parts.front(), WordClass::Demonym) &&
                           votes_around(text_, {parts.front(), end}, false).person >= 1.5;
    return is_person || text_.is(parts.back(), WordClass::OrganisationHead) ||
           text_.is(parts.back(), WordClass::PlaceHead) || text_.is(parts.front(), WordClass::PlaceLead);
  }

  /// Whether a name that stands in the middle of a sentence begins with this word too: "Joke Hermkens" after "Joke Helmkens".
  [[nodiscard]] bool begins_known_name(std::uint32_t at) const {
    auto const word = fold_word(text_.word(at));
    if (commonness(word) == Commonness::Function) {
      return false;
    }
    auto const beginning = word + " ";
    auto const known = mid_sentence_.lower_bound(beginning);
    return known != mid_sentence_.end() && known->substr(0, beginning.size()) == beginning;
  }

  /// "Interior Minister Jane Doe", "Fire Superintendent", "Epidemiologist Jane Doe": where the name begins after an office
  /// that is written with capitals; 0 where there is none.
  [[nodiscard]] std::size_t after_office(std::vector<std::uint32_t> const& parts) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, parts.size()); ++i) {
      auto const is_office = text_.is(parts[i], WordClass::PersonTitle) || text_.is(parts[i], WordClass::PersonRole);
      if (is_office && i + 1 < parts.size() && !text_.is(parts.back(), WordClass::OrganisationHead) &&
          !text_.is(parts[i], WordClass::OrganisationHead) && !text_.reads(parts[i], "lady") && !text_.reads(parts[i], "cook")) {
        begin = i + 1;
      } else if (!text_.is(parts[i], WordClass::BodyModifier) && !text_.is(parts[i], WordClass::Demonym) && !text_.reads(parts[i], "the")) {
        break;
      }
    }
    return begin;
  }

  FactText const& text_;
  std::set<std::string> const& mid_sentence_;
  std::vector<NameReading> found_;
};

/// The head of a body in lower case, after at least one word that says which.
class BodyScanner {
 public:
  explicit BodyScanner(FactText const& text) : text_{text} {}

  std::vector<NameReading> scan() {
    for (std::uint32_t at = 1; at < text_.size(); ++at) {
      auto const is_head = text_.is(at, WordClass::OrganisationHead) && !text_.token(at).is_capitalised;
      if (is_head && names_body(at)) {
        add(at);
      }
    }
    return std::move(found_);
  }

 private:
  /// Heads that are bodies in lower case too; "group", "station" or "company" are mostly not.
  [[nodiscard]] bool names_body(std::uint32_t at) const {
    static constexpr std::array<std::string_view, 26> heads = {
      "ministry",     "police",         "prosecutors", "council",    "court",      "commission", "committee",
      "agency",       "authority",      "guard",       "parliament", "government", "navy",       "army",
      "board",        "department",     "bureau",      "office",     "university", "hospital",   "union",
      "inspectorate", "administration", "service",     "institute",  "assembly"};
    return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) { return text_.reads(at, head); });
  }

  void add(std::uint32_t head) {
    auto begin = head;
    auto const sentence = text_.sentence_range(head);
    while (begin > sentence.begin_token && head - begin < 4) {
      auto const before = begin - 1;
      auto const is_modifier = text_.is(before, WordClass::BodyModifier) && !text_.reads(before, "local");
      auto const is_name = text_.is_word(before) && text_.is_taken(before) && text_.token(before).is_capitalised &&
                           !text_.is(before, WordClass::Weekday) && !text_.is(before, WordClass::Month);
      if (!is_modifier && !is_name) {
        break;
      }
      begin = before;
    }
    if (begin == head || text_.is_sign(begin, "'s")) {
      return;
    }
    NameReading body;
    body.tokens = {begin, head + 1};
    body.folded = fold_name(text_.text().text_of(body.tokens));
    body.votes.organisation = 6;
    body.is_lower = true;
    found_.push_back(std::move(body));
  }

  FactText const& text_;
  std::vector<NameReading> found_;
};

}  // namespace

bool is_title_case(FactText const& text, TokenRange sentence) {
  int capital = 0;
  int lower = 0;
  for (auto at = sentence.begin_token; at < sentence.end_token; ++at) {
    if (!text.is_word(at) || text.word(at).size() < 4) {
      continue;
    }
    (text.token(at).is_capitalised ? capital : lower) += 1;
  }
  auto const is_statement = sentence.size() > 0 && text.is_sign(sentence.end_token - 1, ".");
  return capital >= 3 && capital > 3 * lower && sentence.size() > 5 && !is_statement;
}

std::vector<NameReading> scan_names(FactText const& text, std::set<std::string> const& mid_sentence) {
  return RunScanner{text, mid_sentence}.scan();
}

void collect_mid_sentence(FactText const& text, std::set<std::string>& names) {
  static std::set<std::string> const nothing;
  for (NameReading const& name : RunScanner{text, nothing}.scan()) {
    if (!name.begins_sentence) {
      names.insert(name.folded);
    }
  }
}

std::vector<NameReading> scan_bodies(FactText const& text) {
  return BodyScanner{text}.scan();
}

}  // namespace stemma
