// SPDX-License-Identifier: Apache-2.0
#include "facts/name_scanner.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

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

/// Whether most words of the sentence are capitalised, as in a headline: its capitals prove nothing.
bool is_title_case(FactText const& text, TokenRange sentence) {
  auto const is_statement = sentence.size() > 0 && text.is_sign(sentence.end_token - 1, ".");
  if (is_statement || sentence.size() <= 5) {
    return false;
  }
  int capital = 0;
  int lower = 0;
  for (auto at = sentence.begin_token; at < sentence.end_token; ++at) {
    if (!text.is_word(at) || text.word(at).size() < 4) {
      continue;
    }
    (text.token(at).is_capitalised ? capital : lower) += 1;
  }
  return capital >= 3 && capital > 3 * lower;
}

bool is_dictionary_word(FactText const& text, std::uint32_t at) {
  return text.commonness(at) != Commonness::Rare || text.is(at, WordClass::OrganisationHead) ||
         text.is(at, WordClass::PersonRole);
}

/// Whether a capital here may be due to its place alone.
bool is_at_start(FactText const& text, std::uint32_t at) {
  if (text.token(at).begins_sentence || at == text.sentence_range(at).begin_token) {
    return true;
  }
  auto const after_dateline = is_dash(text.word(at - 1)) && !text.touches_next(at - 1);
  return after_dateline || text.is_sign(at - 1, "?") ||
         (text.is_punctuation(at - 1) &&
          (is_quote_sign(text.word(at - 1)) || text.is_sign(at - 1, ":") || text.is_sign(at - 1, "(")));
}

class RunFinder {
 public:
  explicit RunFinder(FactText const& text) : text_{text} {}

  void find(CapitalRuns& found) const {
    auto const& sentences = text_.text().sentences;
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      auto const range = sentences[s].tokens;
      if (is_title_case(text_, range)) {
        found.headlines.push_back(s);
        continue;
      }
      for (auto at = range.begin_token; at < range.end_token;) {
        at = is_part(at) ? scan_run(at, range.end_token, found) : at + 1;
      }
    }
  }

 private:
  /// A capital that can be part of a name.
  [[nodiscard]] bool is_part(std::uint32_t at) const {
    if (!text_.token(at).is_capitalised || !text_.is_word(at) || text_.is_taken(at)) {
      return false;
    }
    auto const word = text_.word(at);
    auto const is_i =
      word == "I" || (word.size() > 1 && word[0] == 'I' && (word[1] == '\'' || word.substr(1, 3) == "’"));
    return !is_i && !text_.is(at, WordClass::Weekday) && word != "'S";
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
                          next + 1 < end && is_part(next + 1) && is_dictionary_word(text_, last) &&
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
                       (text_.is_sign(next, "&") || is_dictionary_word(text_, next + 1));
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

  std::uint32_t scan_run(std::uint32_t at, std::uint32_t end, CapitalRuns& found) const {
    auto const begin_part = static_cast<std::uint32_t>(found.parts.size());
    found.parts.push_back(at);
    auto last = at;
    while (found.parts.size() - begin_part < most_name_tokens) {
      auto const next = next_part(at, last, end);
      if (next >= end) {
        break;
      }
      last = next;
      found.parts.push_back(last);
    }
    found.runs.push_back({begin_part, static_cast<std::uint32_t>(found.parts.size())});
    return last + 1;
  }

  FactText const& text_;
};

/// Reads the names in runs, once what stands in the middle of sentences is known or before it is.
class RunReader {
 public:
  RunReader(FactText const& text, SortedNames const& mid_sentence) : text_{text}, mid_sentence_{mid_sentence} {}

  /// The name that a run holds, without its votes; none where it holds none.
  [[nodiscard]] std::optional<NameReading> read(std::span<std::uint32_t const> parts, bool at_start) const {
    auto const end = parts.back() + 1;
    auto begin_part = after_office(parts);
    auto has_title = begin_part > 0;
    auto const known_whole = at_start && !mid_sentence_.empty() &&
                             mid_sentence_.has(fold_name(text_.text().text_of(TokenRange{parts.front(), end})));
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
      } else if (at_start && !known_whole && text_.commonness(at) == Commonness::Function) {
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
      return std::nullopt;
    }
    NameReading name;
    name.tokens = {parts[begin_part], end};
    name.folded = fold_name(text_.text().text_of(name.tokens));
    if (name.folded.size() < 2 || (name.tokens.size() == 1 && is_function_word(name.folded))) {
      return std::nullopt;
    }
    auto const last = parts.back();
    name.family_first =
      parts.size() - begin_part == 3 && text_.hyphen_after(parts[begin_part + 1]) && !text_.token(last).is_capitalised;
    name.begins_sentence = at_start && begin_part == 0 && name.tokens.size() == 1;
    name.has_title = has_title;
    return name;
  }

 private:
  /// "Prime Minister's Office", "General Hospital": the title belongs to a body.
  [[nodiscard]] bool heads_body(std::span<std::uint32_t const> parts, std::size_t from) const {
    return text_.is(parts.back(), WordClass::OrganisationHead) && parts.size() - from >= 2 &&
           !text_.is(parts[from], WordClass::Female) && !text_.is(parts[from], WordClass::Male);
  }

  /// "City Council members": the first word is common, but the run ends as bodies and places do; "Grace Miller, 34,": or
  /// what follows shows a person.
  [[nodiscard]] bool keeps_starter(std::span<std::uint32_t const> parts, std::uint32_t end) const {
    auto const first = text_.commonness(parts.front());
    if (parts.size() < 2 || first == Commonness::Function) {
      return false;
    }
    auto const is_person = parts.size() == 2 && !is_dictionary_word(text_, parts.back()) &&
                           !text_.is(parts.front(), WordClass::Demonym) &&
                           votes_around(text_, {parts.front(), end}, false).person >= 1.5;
    return is_person || text_.is(parts.back(), WordClass::OrganisationHead) ||
           text_.is(parts.back(), WordClass::PlaceHead) || text_.is(parts.front(), WordClass::PlaceLead);
  }

  /// Whether a name that stands in the middle of a sentence begins with this word too: "Joke Hermkens" after "Joke Helmkens".
  [[nodiscard]] bool begins_known_name(std::uint32_t at) const {
    return !mid_sentence_.empty() && text_.commonness(at) != Commonness::Function &&
           mid_sentence_.has_beginning(fold_word(text_.word(at)) + " ");
  }

  /// "Interior Minister Jane Doe", "Fire Superintendent", "Epidemiologist Jane Doe": where the name begins after an office
  /// that is written with capitals; 0 where there is none.
  [[nodiscard]] std::size_t after_office(std::span<std::uint32_t const> parts) const {
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

  /// Words that may well begin a sentence: small words, and common ones. Titles and heads of bodies stay.
  [[nodiscard]] bool is_starter(std::uint32_t at) const { return text_.commonness(at) != Commonness::Rare; }

  FactText const& text_;
  SortedNames const& mid_sentence_;
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
    static constexpr std::array<LowerWord, 26> heads = {
      "ministry",     "police",         "prosecutors", "council",    "court",      "commission", "committee",
      "agency",       "authority",      "guard",       "parliament", "government", "navy",       "army",
      "board",        "department",     "bureau",      "office",     "university", "hospital",   "union",
      "inspectorate", "administration", "service",     "institute",  "assembly"};
    return text_.reads_any(at, heads);
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

SortedNames::SortedNames(std::vector<std::string> names) : names_{std::move(names)} {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

bool SortedNames::has(std::string_view name) const {
  return std::binary_search(names_.begin(), names_.end(), name, std::less<>{});
}

bool SortedNames::has_beginning(std::string_view beginning) const {
  auto const known = std::lower_bound(names_.begin(), names_.end(), beginning, std::less<>{});
  return known != names_.end() && known->starts_with(beginning);
}

NameScanner::NameScanner(FactText const& text) : text_{&text} {
  RunFinder{text}.find(runs_);
}

void NameScanner::collect_mid_sentence(std::vector<std::string>& names) {
  SortedNames const nothing;
  RunReader const reader{*text_, nothing};
  at_start_.reserve(runs_.runs.size());
  readings_.reserve(runs_.runs.size());
  for (auto const& run : runs_.runs) {
    auto const parts = parts_of(run);
    auto const at_start = is_at_start(*text_, parts.front());
    auto name = reader.read(parts, at_start);
    if (name && !name->begins_sentence) {
      names.push_back(name->folded);
    }
    at_start_.push_back(at_start);
    readings_.push_back(std::move(name));
  }
}

std::vector<NameReading> NameScanner::names(SortedNames const& mid_sentence) {
  RunReader const reader{*text_, mid_sentence};
  std::vector<NameReading> found;
  found.reserve(readings_.size());
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    auto name = at_start_[i] ? reader.read(parts_of(runs_.runs[i]), true) : std::move(readings_[i]);
    if (name) {
      name->votes = votes_within(*text_, name->tokens);
      name->votes += votes_around(*text_, name->tokens, name->has_title);
      found.push_back(std::move(*name));
    }
  }
  return found;
}

std::vector<NameReading> scan_bodies(FactText const& text) {
  return BodyScanner{text}.scan();
}

}  // namespace stemma
