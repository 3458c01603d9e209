// SPDX-License-Identifier: Apache-2.0
#include "trees/credit_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "base/word_form.hpp"

namespace stemma {

namespace {

/// Agencies by the names and abbreviations under which newspapers print them; several forms of one are parted by "|".
constexpr std::array<std::string_view, 22> kAgencies = {
  "Reuters|Thomson Reuters",
  "AP|Associated Press",
  "AFP|Agence France-Presse",
  "DPA|Deutsche Presse-Agentur",
  "UPI|United Press International",
  "PA|PA Media|Press Association",
  "AAP|Australian Associated Press",
  "PTI|Press Trust of India",
  "ANI",
  "IANS",
  "ANSA",
  "EFE",
  "TASS|Tass",
  "Interfax",
  "Xinhua",
  "Kyodo|Kyodo News",
  "Yonhap",
  "Anadolu|Anadolu Agency",
  "NTB",
  "Ritzau",
  "APA",
  "Bloomberg|Bloomberg News"};

constexpr std::uint32_t kDatelineTokens = 24;  // of the body: a dateline with its agency is no longer
constexpr std::uint32_t kLineTokens = 10;      // a line that is a credit and nothing else
constexpr std::size_t kLongestAbbreviation = 4;

/// What stands in a credit line beside names.
constexpr std::array<std::string_view, 18> kLineWords = {
  "source", "sources", "via",      "by",     "from",          "credit",     "reporting", "with", "and",
  "staff",  "agency",  "agencies", "writer", "correspondent", "additional", "courtesy",  "of",   "the"};

/// "Reuters reported", "as Reuters was first to report".
constexpr std::array<std::string_view, 8> kReports = {"reported", "reports", "wrote",     "writes",
                                                      "revealed", "reveals", "published", "disclosed"};

/// What may follow these where the report is the source and not the subject: "Reuters reported losses" is about Reuters.
constexpr std::array<std::string_view, 12> kAfterReports = {"that", "on",   "earlier", "in",      "first", "late",
                                                            "last", "this", "citing",  "quoting", "today", "yesterday"};

/// "A report by X", "a confidential document obtained by X".
constexpr std::array<std::string_view, 12> kTold = {"report",   "article",  "story",         "analysis",
                                                    "account",  "dispatch", "investigation", "interview",
                                                    "obtained", "seen",     "reviewed",      "cited"};

/// What ends the name of a newspaper, and what begins one.
constexpr std::array<std::string_view, 20> kPaperEnds = {
  "times",     "post",     "herald",      "tribune", "gazette",  "journal",   "guardian",
  "telegraph", "observer", "chronicle",   "courier", "examiner", "inquirer",  "mail",
  "newspaper", "weekly",   "broadcaster", "news",    "radio",    "television"};
constexpr std::array<std::string_view, 2> kPaperBegins = {"daily", "radio"};
constexpr std::size_t kMostPaperWords = 5;
constexpr std::size_t kLeastInitials = 3;

/// So many sentences, the title among them, are the opening of a text.
constexpr std::size_t kOpeningSentences = 4;

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_one_of(std::span<std::string_view const> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// One text, its words folded as they are asked for.
class Around {
 public:
  explicit Around(TokenText const& text) : text_{text} {}

  /// The folded word at a place; empty outside of the text.
  [[nodiscard]] std::string word(std::int64_t t) const {
    return t < 0 || t >= static_cast<std::int64_t>(text_.tokens.size())
             ? std::string{}
             : fold_word(text_.text_of(text_.tokens[static_cast<std::size_t>(t)]));
  }

  [[nodiscard]] bool is_sign(std::int64_t t) const {
    return t >= 0 && t < static_cast<std::int64_t>(text_.tokens.size()) &&
           text_.tokens[static_cast<std::size_t>(t)].kind == TokenKind::Punctuation;
  }

  [[nodiscard]] bool is_sign(std::int64_t t, std::string_view sign) const {
    return is_sign(t) && text_.text_of(text_.tokens[static_cast<std::size_t>(t)]) == sign;
  }

  [[nodiscard]] bool is_dash(std::int64_t t) const { return is_sign(t, "-") || is_sign(t, "–") || is_sign(t, "—"); }

 private:
  TokenText const& text_;
};

/// "according to X", "first published by X", "told X", "citing X"; an article between is passed over.
bool follows_as_source(Around const& around, std::int64_t begin) {
  auto at = begin - 1;
  at -= around.word(at) == "the" ? 1 : 0;
  auto const last = around.word(at);
  auto const before = around.word(at - 1);
  if (last == "told" || last == "citing" || last == "quoting") {
    return true;
  }
  if (last == "to") {
    return before == "according";
  }
  if (last == "with") {
    return before == "interview";
  }
  if (last == "from") {
    return is_one_of(kTold, before);
  }
  return (last == "by" || last == "in") &&
         (is_one_of(kReports, before) || is_one_of(kTold, before) || before == "appeared" || before == "quoted");
}

/// "X reported", "X first reported", "X was the first to report".
bool reports(Around const& around, std::int64_t begin, std::int64_t end) {
  auto at = end;
  bool const is_first = around.word(at) == "first" || around.word(at) == "also" || around.word(at) == "has";
  at += is_first ? 1 : 0;
  if (around.word(at) == "was") {
    auto const first = around.word(at + 1) == "the" ? at + 2 : at + 1;
    return around.word(first) == "first" && around.word(first + 1) == "to";
  }
  if (!is_one_of(kReports, around.word(at))) {
    return false;
  }
  bool const is_aside = around.word(begin - 1) == "as" || around.is_sign(begin - 1);
  return is_aside || is_first || around.is_sign(at + 1) || is_one_of(kAfterReports, around.word(at + 1));
}

/// Whether all words of the sentence are names and what stands in a credit line beside them.
bool is_credit_line(TokenText const& text, Sentence const& sentence) {
  if (sentence.paragraph == 0 || sentence.tokens.size() > kLineTokens) {
    return false;
  }
  for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
    Token const& token = text.tokens[t];
    bool const is_name = token.kind != TokenKind::Word || token.is_capitalised;
    if (!is_name && !is_one_of(kLineWords, text.text_of(token))) {
      return false;
    }
  }
  return true;
}

}  // namespace

PublisherNames::PublisherNames() {
  for (auto const agency : kAgencies) {
    for (std::size_t begin = 0; begin < agency.size();) {
      auto const end = std::min(agency.find('|', begin), agency.size());
      insert(name_of(agency.substr(begin, end - begin), publishers_));
      begin = end + 1;
    }
    ++publishers_;
  }
}

PublisherNames::Name PublisherNames::name_of(std::string_view form, std::uint32_t publisher) {
  bool const has_small = std::ranges::any_of(form, is_small);
  Name name{{}, publisher, form.size() <= kLongestAbbreviation && !has_small};
  for (std::size_t begin = 0; begin < form.size();) {
    auto const end = std::min(form.find_first_of(" -", begin), form.size());
    auto const folded = fold_word(form.substr(begin, end - begin));
    if (!folded.empty() && !(name.words.empty() && folded == "the")) {
      name.words.push_back(hash_word(folded));
    }
    begin = end + 1;
  }
  return name;
}

PublisherNames::Name const* PublisherNames::find(std::vector<std::uint64_t> const& words) const {
  auto const same_start = names_.find(words.front());
  if (same_start == names_.end()) {
    return nullptr;
  }
  auto const at = std::ranges::find(same_start->second, words, &Name::words);
  return at == same_start->second.end() ? nullptr : &*at;
}

void PublisherNames::insert(Name name) {
  auto& same_start = names_[name.words.front()];
  auto const at =
    std::ranges::find_if(same_start, [&](Name const& other) { return other.words.size() < name.words.size(); });
  same_start.insert(at, std::move(name));
}

std::optional<std::uint32_t> PublisherNames::add(std::string_view outlet) {
  auto name = name_of(outlet, publishers_);
  if (name.words.empty()) {
    return std::nullopt;
  }
  if (auto const* const known = find(name.words)) {
    return known->publisher;
  }
  insert(std::move(name));
  return publishers_++;
}

void PublisherNames::add_with_initials(std::string_view outlet) {
  auto const publisher = add(outlet);
  std::string initials;
  auto begins_word = true;
  for (char const c : outlet) {
    if (begins_word && c >= 'A' && c <= 'Z') {
      initials.push_back(c);
    }
    begins_word = c == ' ' || c == '-';
  }
  if (!publisher || initials.size() < kLeastInitials) {
    return;
  }
  auto name = name_of(initials, *publisher);
  if (find(name.words) == nullptr) {
    insert(std::move(name));
  }
}

std::optional<PublisherNames::Match> PublisherNames::match(TokenText const& text, std::uint32_t t) const {
  Token const& first = text.tokens[t];
  auto const same_start = names_.find(first.word);
  if (first.kind != TokenKind::Word || !first.is_capitalised || same_start == names_.end()) {
    return std::nullopt;
  }
  bool const has_small = std::ranges::any_of(text.text_of(first), is_small);
  for (Name const& name : same_start->second) {
    auto at = t + 1;
    std::size_t matched = 1;
    while (at < text.tokens.size() && matched < name.words.size()) {
      bool const is_hyphen = text.text_of(text.tokens[at]) == "-";
      if (!is_hyphen && text.tokens[at].word != name.words[matched]) {
        break;
      }
      matched += is_hyphen ? 0 : 1;
      ++at;
    }
    if (matched == name.words.size() && !(name.is_abbreviation && has_small)) {
      return Match{name.publisher, at};
    }
  }
  return std::nullopt;
}

void add_papers(TokenText const& text, PublisherNames& names) {
  auto const is_name_word = [&](std::uint32_t t) {
    return t < text.tokens.size() && text.tokens[t].kind == TokenKind::Word && text.tokens[t].is_capitalised;
  };
  auto const form_of = [&](std::uint32_t t) { return fold_word(text.text_of(text.tokens[t])); };
  for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
    if (!is_name_word(t) || form_of(t) == "the") {
      continue;
    }
    auto end = t + 1;
    while (is_name_word(end) && !text.tokens[end].begins_sentence && end - t < kMostPaperWords) {
      ++end;
    }
    auto const begin = t;
    t = end - 1;
    // "Times of Malta" has its word before the place; what else stands behind such a word is no part of the name.
    auto last = end - 1;
    while (last > begin && !is_one_of(kPaperEnds, form_of(last))) {
      --last;
    }
    if (last > begin || (end - begin > 1 && is_one_of(kPaperBegins, form_of(begin)))) {
      names.add_with_initials(text.text_of(TokenRange{begin, last > begin ? last + 1 : end}));
    }
  }
}

std::vector<Credit> read_credits(TokenText const& text, PublisherNames const& names) {
  std::vector<Credit> credits;
  Around const around{text};
  std::optional<std::uint32_t> body;
  for (std::size_t number = 0; number < text.sentences.size(); ++number) {
    Sentence const& sentence = text.sentences[number];
    if (sentence.paragraph > 0 && !body) {
      body = sentence.tokens.begin_token;
    }
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      auto const match = names.match(text, t);
      if (!match) {
        continue;
      }
      std::int64_t const begin = t;
      std::int64_t const end = match->end_token;
      bool const in_brackets = around.is_sign(begin - 1, "(") && around.is_sign(end, ")");
      bool const in_dateline =
        body && t < *body + kDatelineTokens && around.is_dash(end) && (t == *body || around.is_sign(begin - 1));
      bool const is_line = in_brackets || in_dateline || is_credit_line(text, sentence);
      if (is_line || follows_as_source(around, begin) || reports(around, begin, end)) {
        credits.push_back({match->publisher, is_line, {t, match->end_token}, number < kOpeningSentences});
      }
      t = match->end_token - 1;
    }
  }
  std::ranges::stable_sort(credits, [](Credit const& a, Credit const& b) {
    return a.publisher != b.publisher ? a.publisher < b.publisher : a.is_line && !b.is_line;
  });
  auto const doubled = std::ranges::unique(credits, {}, &Credit::publisher);
  credits.erase(doubled.begin(), doubled.end());
  return credits;
}

}  // namespace stemma
