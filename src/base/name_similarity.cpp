// SPDX-License-Identifier: Apache-2.0
#include "base/name_similarity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace stemma {

namespace {

constexpr std::size_t most_words = 16;
constexpr std::size_t longest_word = 32;

/// Words that say what a thing is in law or how a person is addressed: they identify nobody.
constexpr std::array<std::string_view, 52> empty_words = {"the",         "of",
                                                          "and",         "for",
                                                          "de",          "du",
                                                          "der",         "den",
                                                          "la",          "le",
                                                          "mr",          "mrs",
                                                          "ms",          "dr",
                                                          "prof",        "sir",
                                                          "inc",         "incorporated",
                                                          "ltd",         "limited",
                                                          "llc",         "lp",
                                                          "llp",         "plc",
                                                          "ag",          "aktiengesellschaft",
                                                          "gmbh",        "sa",
                                                          "spa",         "srl",
                                                          "sarl",        "co",
                                                          "company",     "corp",
                                                          "corporation", "jsc",
                                                          "ojsc",        "pjsc",
                                                          "cjsc",        "oao",
                                                          "ooo",         "bv",
                                                          "nv",          "ab",
                                                          "oy",          "as",
                                                          "kg",          "pte",
                                                          "pty",         "liability",
                                                          "joint",       "stock"};

struct Name {
  std::vector<std::string> words;  ///< That identify.
  std::vector<std::string> sounds;
  std::string acronym;             ///< First letters of all words but the small ones.
  std::vector<std::string> empty;  ///< Titles and legal forms.
};

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Name cut(std::string_view name) {
  auto const folded = fold_name(name);
  Name out;
  for (std::size_t at = 0; at < folded.size() && out.words.size() < most_words;) {
    auto const end = std::min(folded.find(' ', at), folded.size());
    auto const word = folded.substr(at, std::min(end - at, longest_word));
    auto const is_empty = std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end();
    (is_empty ? out.empty : out.words).push_back(word);
    if (!is_empty) {
      out.acronym += word.front();
    }
    at = end + 1;
  }
  if (out.words.empty()) {
    out.words = std::move(out.empty);
    out.empty.clear();
  }
  for (auto const& word : out.words) {
    out.sounds.push_back(sound_of(word));
  }
  return out;
}

enum class PairKind { Equal, Sound, Case, Letters, Initial };

struct WordPair {
  std::size_t left = 0;
  std::size_t right = 0;
  double score = 0;
  PairKind kind = PairKind::Equal;
};

/// Many languages bend names by case: "Putina" and "Putinym" are Putin. What is left of both words after the letters in
/// common must be such endings, and the common part long enough to be a name.
bool are_cases_of_one(std::string_view a, std::string_view b) {
  static constexpr std::array<std::string_view, 18> endings = {"",   "a",  "u",  "y",  "e",  "i",   "o",   "om", "em",
                                                               "oi", "ei", "oy", "ey", "ym", "ogo", "omu", "oj", "ov"};
  constexpr std::size_t shortest_stem = 5;
  auto const is_ending = [](std::string_view rest) {
    return std::find(endings.begin(), endings.end(), rest) != endings.end();
  };
  auto const common = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  return common >= shortest_stem && is_ending(a.substr(common)) && is_ending(b.substr(common));
}

/// Words below this are different words.
constexpr double least_word_likeness = 0.6;

std::optional<WordPair> compare_words(Name const& a, Name const& b, std::size_t l, std::size_t r) {
  auto const& left = a.words[l];
  auto const& right = b.words[r];
  if (left == right) {
    return WordPair{l, r, 1, PairKind::Equal};
  }
  if (is_number(left) || is_number(right)) {
    return std::nullopt;
  }
  if (left.size() == 1 || right.size() == 1) {
    return left.front() == right.front() ? std::optional{WordPair{l, r, 0.75, PairKind::Initial}} : std::nullopt;
  }
  auto const shorter = std::min(left.size(), right.size());
  if (a.sounds[l] == b.sounds[r] && shorter > 2) {
    return WordPair{l, r, 0.96, PairKind::Sound};
  }
  if (are_cases_of_one(left, right)) {
    return WordPair{l, r, 0.9, PairKind::Case};
  }
  auto const by_letters = letters_in_common(left, right);
  auto const by_sound = letters_in_common(a.sounds[l], b.sounds[r]);
  auto likeness = 0.5 * (by_letters + by_sound);
  // Writers and typists seldom get the first letter wrong; a short word has little room for error.
  if (a.sounds[l].front() != b.sounds[r].front()) {
    likeness -= 0.12;
  }
  if (likeness < least_word_likeness) {
    return std::nullopt;
  }
  return WordPair{l, r, likeness, PairKind::Letters};
}

/// The best pairs first; no word stands in two. Ties go to the leftmost words, so that the answer is always one.
std::vector<WordPair> pair_words(Name const& a, Name const& b) {
  std::vector<WordPair> all;
  for (std::size_t l = 0; l < a.words.size(); ++l) {
    for (std::size_t r = 0; r < b.words.size(); ++r) {
      if (auto const pair = compare_words(a, b, l, r)) {
        all.push_back(*pair);
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](WordPair const& x, WordPair const& y) { return x.score > y.score; });
  std::vector<bool> left_used(a.words.size());
  std::vector<bool> right_used(b.words.size());
  std::vector<WordPair> chosen;
  for (WordPair const& pair : all) {
    if (!left_used[pair.left] && !right_used[pair.right]) {
      left_used[pair.left] = right_used[pair.right] = true;
      chosen.push_back(pair);
    }
  }
  return chosen;
}

/// Longer words tell more.
double weight_of(std::string_view word) {
  return word.size() <= 1 ? 0.4 : word.size() <= 3 ? 0.8 : 1.0;
}

std::string joined(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) {
    out += word;
  }
  return out;
}

std::string spaced(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) {
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

struct Balance {
  double matched = 0;    ///< Weight of the pairs times their score.
  double paired = 0;     ///< Weight of the paired words.
  double least = 1;      ///< The weakest pair.
  double left_over = 0;  ///< Weight of the unpaired words.
  double right_over = 0;
  bool out_of_order = false;
};

Balance weigh(Name const& a, Name const& b, std::vector<WordPair> pairs) {
  Balance balance;
  for (auto const& word : a.words) {
    balance.left_over += weight_of(word);
  }
  for (auto const& word : b.words) {
    balance.right_over += weight_of(word);
  }
  for (WordPair const& pair : pairs) {
    auto const left = weight_of(a.words[pair.left]);
    auto const right = weight_of(b.words[pair.right]);
    balance.matched += pair.score * std::max(left, right);
    balance.paired += std::max(left, right);
    balance.least = std::min(balance.least, pair.score);
    balance.left_over -= left;
    balance.right_over -= right;
  }
  std::sort(pairs.begin(), pairs.end(), [](auto const& x, auto const& y) { return x.left < y.left; });
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    balance.out_of_order = balance.out_of_order || pairs[i].right < pairs[i - 1].right;
  }
  return balance;
}

double score_of(Balance const& balance) {
  if (balance.paired <= 0) {
    return 0;
  }
  auto const mean = balance.matched / balance.paired;
  auto score = 0.4 * mean + 0.6 * balance.least;
  auto const conflict = std::min(balance.left_over, balance.right_over);
  auto const extra = std::max(balance.left_over, balance.right_over) - conflict;
  // "Frank Richter" and "Ulf Richter" are two people; "Sergey Lavrov" and "Sergey Viktorovich Lavrov" may be one.
  score *= balance.paired / (balance.paired + 1.6 * conflict);
  score *= balance.paired / (balance.paired + (balance.paired < 1.5 ? 0.45 : 0.25) * extra);
  return balance.out_of_order ? score * 0.97 : score;
}

void explain(Name const& a, Name const& b, std::vector<WordPair> const& pairs, NameSimilarity& out) {
  for (WordPair const& pair : pairs) {
    auto const both = a.words[pair.left] + " / " + b.words[pair.right];
    switch (pair.kind) {
      case PairKind::Equal:
        out.reasons.push_back("both have " + a.words[pair.left]);
        break;
      case PairKind::Sound:
        out.reasons.push_back(both + " sound alike");
        break;
      case PairKind::Case:
        out.reasons.push_back(both + " may be two cases of one name");
        break;
      case PairKind::Letters:
        out.reasons.push_back(both + " differ in a few letters");
        break;
      case PairKind::Initial:
        out.reasons.push_back(both + ": an initial");
        break;
    }
  }
  std::vector<bool> left_used(a.words.size());
  std::vector<bool> right_used(b.words.size());
  for (WordPair const& pair : pairs) {
    left_used[pair.left] = right_used[pair.right] = true;
  }
  auto const report = [&](Name const& name, std::vector<bool> const& used) {
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) {
        out.reasons.push_back("only one has " + name.words[i]);
      }
    }
  };
  report(a, left_used);
  report(b, right_used);
}

/// What was done to the names before they were compared.
void explain_folding(std::string_view name, Name const& cut_name, NameSimilarity& out) {
  auto const is_foreign =
    std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (is_foreign) {
    out.reasons.push_back(std::string{name} + " reads " + spaced(cut_name.words));
  }
  if (!cut_name.empty.empty()) {
    out.reasons.push_back("of no weight: " + spaced(cut_name.empty));
  }
}

std::optional<NameSimilarity> as_joined(Name const& a, Name const& b) {
  auto const left = joined(a.words);
  auto const right = joined(b.words);
  if (left == right && a.words.size() != b.words.size()) {
    return NameSimilarity{0.97, {"the same letters, words joined"}};
  }
  auto const is_acronym = [](Name const& one, Name const& other) {
    return one.words.size() == 1 && one.words.front().size() >= 3 && other.words.size() >= 3 &&
           one.words.front() == other.acronym;
  };
  if (is_acronym(a, b) || is_acronym(b, a)) {
    return NameSimilarity{0.85, {"one is the acronym of the other"}};
  }
  if (a.words.size() != b.words.size() && std::min(left.size(), right.size()) >= 6) {
    auto const likeness = letters_in_common(left, right);
    if (likeness >= 0.88) {
      return NameSimilarity{likeness, {"nearly the same letters, words joined"}};
    }
  }
  return std::nullopt;
}

}  // namespace

NameSimilarity name_similarity(std::string_view a, std::string_view b) {
  constexpr std::size_t longest_shown = 200;
  auto left = cut(a);
  auto right = cut(b);
  if (left.words.empty() || right.words.empty()) {
    return {};
  }
  if (right.words < left.words) {
    std::swap(left, right);  // so that ties fall alike for both orders
    std::swap(a, b);
  }
  auto const pairs = pair_words(left, right);
  NameSimilarity out;
  out.score = score_of(weigh(left, right, pairs));
  if (auto whole = as_joined(left, right); whole && whole->score > out.score) {
    out = std::move(*whole);
  } else {
    explain(left, right, pairs, out);
  }
  explain_folding(a.substr(0, longest_shown), left, out);
  explain_folding(b.substr(0, longest_shown), right, out);
  return out;
}

}  // namespace stemma
