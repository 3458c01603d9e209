// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "base/name_similarity.hpp"

namespace stemma {

namespace {

constexpr std::size_t longest_name_bytes = 512;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Making a transliterator costs milliseconds, and one may not be shared by threads.
icu::Transliterator* to_latin() {
  thread_local std::unique_ptr<icu::Transliterator> const transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString const rules = "Any-Latin; NFD; [:Nonspacing Mark:] Remove; Latin-ASCII; NFC";
    std::unique_ptr<icu::Transliterator> made{icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status)};
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return transliterator.get();
}

std::string latin(std::string_view text) {
  auto* const transliterator = to_latin();
  if (transliterator == nullptr) {
    return std::string{text};
  }
  auto letters = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int>(text.size())});
  transliterator->transliterate(letters);
  std::string out;
  letters.toUTF8String(out);
  return out;
}

/// "St. Paul's" → "st paul": the possessive goes, an apostrophe within a word only joins ("O'Neill" → "oneill").
std::string folded_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const c = static_cast<unsigned char>(text[at]);
    auto const next_is_letter = at + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[at + 1])) != 0;
    if (std::isalnum(c) != 0 || c >= 0x80) {
      out += static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    } else if (c == '\'' || c == '`') {
      auto const is_possessive = at + 1 < text.size() && (text[at + 1] == 's' || text[at + 1] == 'S') &&
                                 (at + 2 == text.size() || std::isalnum(static_cast<unsigned char>(text[at + 2])) == 0);
      if (is_possessive && !out.empty()) {
        ++at;
      }
    } else if (c == '.' && next_is_letter && !out.empty()) {
      // "J.P." is one word, "St.Paul" two.
      auto const word = out.rfind(' ');
      auto const length = word == std::string::npos ? out.size() : out.size() - word - 1;
      auto const ends_there = at + 2 >= text.size() || std::isalnum(static_cast<unsigned char>(text[at + 2])) == 0;
      if (length > 4 || !ends_there) {
        out += ' ';
      }
    } else if (c == '&') {
      out += out.empty() || out.back() == ' ' ? "and " : " and ";
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') {
    out.pop_back();
  }
  return out;
}

struct SoundRule {
  std::string_view letters;
  std::string_view sound;
};

/// Longer rules first. One class for what transliterations and careless ears mix up.
constexpr std::array<SoundRule, 25> sound_rules = {{
  {"shch", "s"}, {"tsch", "c"}, {"sch", "s"}, {"tch", "c"}, {"kh", "h"}, {"gh", "g"}, {"ph", "f"},
  {"th", "t"},   {"sh", "s"},   {"zh", "s"},  {"ch", "c"},  {"ck", "k"}, {"iy", "i"}, {"yi", "i"},
  {"ij", "i"},   {"ou", "u"},   {"oo", "u"},  {"ee", "i"},  {"ts", "c"}, {"tz", "c"}, {"dj", "c"},
  {"ks", "x"},   {"ie", "i"},   {"ey", "i"},  {"ei", "i"},
}};

char sound_of_letter(char letter) {
  switch (letter) {
    case 'y':
    case 'j':
      return 'i';
    case 'w':
      return 'v';
    case 'z':
      return 's';
    case 'q':
    case 'c':
      return 'k';
    default:
      return letter;
  }
}

}  // namespace

std::string fold_name(std::string_view name) {
  name = name.substr(0, longest_name_bytes);
  return folded_ascii(is_ascii(name) ? std::string{name} : latin(name));
}

std::string sound_of(std::string_view word) {
  std::string sound;
  for (std::size_t at = 0; at < word.size();) {
    auto const rule = std::find_if(sound_rules.begin(), sound_rules.end(), [&](SoundRule const& r) {
      return word.substr(at, r.letters.size()) == r.letters;
    });
    std::string const piece =
      rule == sound_rules.end() ? std::string{sound_of_letter(word[at])} : std::string{rule->sound};
    at += rule == sound_rules.end() ? 1 : rule->letters.size();
    for (char const letter : piece) {
      if (sound.empty() || sound.back() != letter) {
        sound += letter;
      }
    }
  }
  // A final h or e is hardly heard.
  while (sound.size() > 3 && (sound.back() == 'h' || sound.back() == 'e')) {
    sound.pop_back();
  }
  return sound;
}

double letters_in_common(std::string_view a, std::string_view b) {
  constexpr std::size_t longest = 64;
  a = a.substr(0, longest);
  b = b.substr(0, longest);
  auto const longer = std::max(a.size(), b.size());
  if (longer == 0 || a == b) {
    return 1;
  }
  std::array<std::array<unsigned char, longest + 1>, 3> rows{};
  auto* before = &rows[0];
  auto* previous = &rows[1];
  auto* current = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) {
    (*previous)[j] = static_cast<unsigned char>(j);
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*current)[0] = static_cast<unsigned char>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto cost = std::min((*previous)[j], (*current)[j - 1]) + 1;
      cost = std::min(cost, (*previous)[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, (*before)[j - 2] + 1);
      }
      (*current)[j] = static_cast<unsigned char>(cost);
    }
    auto* const oldest = before;
    before = previous;
    previous = current;
    current = oldest;
  }
  return 1 - static_cast<double>((*previous)[b.size()]) / static_cast<double>(longer);
}

}  // namespace stemma
