// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>

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

/// What the transliterator makes of the letters from À to ſ, in lower case. Most names need no more, and making it takes
/// 40 ms, running it a hundred times as long as a look into a table.
constexpr std::array<std::string_view, 192> western_letters = {
  "a", "a", "a", "a", "a",  "a",  "ae", "c", "e",  "e",  "e", "e", "i", "i", "i",  "i",  "d",  "n", "o",  "o", "o", "o",
  "o", "*", "o", "u", "u",  "u",  "u",  "y", "th", "ss", "a", "a", "a", "a", "a",  "a",  "ae", "c", "e",  "e", "e", "e",
  "i", "i", "i", "i", "d",  "n",  "o",  "o", "o",  "o",  "o", "/", "o", "u", "u",  "u",  "u",  "y", "th", "y", "a", "a",
  "a", "a", "a", "a", "c",  "c",  "c",  "c", "c",  "c",  "c", "c", "d", "d", "d",  "d",  "e",  "e", "e",  "e", "e", "e",
  "e", "e", "e", "e", "g",  "g",  "g",  "g", "g",  "g",  "g", "g", "h", "h", "h",  "h",  "i",  "i", "i",  "i", "i", "i",
  "i", "i", "i", "i", "ij", "ij", "j",  "j", "k",  "k",  "q", "l", "l", "l", "l",  "l",  "l",  "l", "l",  "l", "l", "n",
  "n", "n", "n", "n", "n",  "'n", "n",  "n", "o",  "o",  "o", "o", "o", "o", "oe", "oe", "r",  "r", "r",  "r", "r", "r",
  "s", "s", "s", "s", "s",  "s",  "s",  "s", "t",  "t",  "t", "t", "t", "t", "u",  "u",  "u",  "u", "u",  "u", "u", "u",
  "u", "u", "u", "u", "w",  "w",  "y",  "y", "y",  "z",  "z", "z", "z", "z", "z",  "s"};

/// The same for the dashes from U+2010 and the quotation marks from U+2018.
constexpr std::array<std::string_view, 6> dashes = {"-", "-", "-", "-", "-", "-"};
constexpr std::array<std::string_view, 8> quotation_marks = {"'", "'", ",", "'", "\"", "\"", ",,", "\""};

/// A name in Latin letters with nothing but these beside ASCII; nothing for any other.
std::optional<std::string> western_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const first = static_cast<unsigned char>(text[at]);
    auto const rest = [&](std::size_t next) {
      return at + next < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + next])) - 0x80U
                                     : 0x80U;
    };
    if (first < 0x80) {
      out += text[at];
      ++at;
    } else if (first >= 0xC3 && first <= 0xC5 && rest(1) < 0x40) {
      out += western_letters[(first - 0xC3U) * 0x40U + rest(1)];
      at += 2;
    } else if (first == 0xE2 && rest(1) == 0 && rest(2) >= 0x10 && rest(2) < 0x10 + dashes.size()) {
      out += dashes[rest(2) - 0x10];
      at += 3;
    } else if (first == 0xE2 && rest(1) == 0 && rest(2) >= 0x18 && rest(2) < 0x18 + quotation_marks.size()) {
      out += quotation_marks[rest(2) - 0x18];
      at += 3;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

/// Letters, digits and single spaces between them, in lower case; empty where there is anything else.
std::string plain_words(std::string_view text) {
  std::string out{text};
  auto before = ' ';
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c | 0x20);
    }
    auto const is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == ' ' && before != ' ');
    if (!is_plain) {
      return {};
    }
    before = c;
  }
  return before == ' ' ? std::string{} : out;
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
  if (auto plain = plain_words(name); !plain.empty()) {
    return plain;
  }
  if (is_ascii(name)) {
    return folded_ascii(name);
  }
  auto const western = western_ascii(name);
  return folded_ascii(western ? *western : latin(name));
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

}  // namespace stemma
