// SPDX-License-Identifier: Apache-2.0
#include "corpus/language.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>  // The header of CLD2 needs it and does not include it.

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace stemma {

namespace {

/// More text does not make the answer better, only later.
constexpr std::size_t kLookedAtBytes = 2048;

/// Two pieces of a text tell its language nearly always, if they speak with one voice; only then they are believed.
constexpr std::size_t kPieceBytes = 320;
constexpr int kOneVoiceShare = 85;

/// Below this share of the text the leading language is a guess.
constexpr int kLeastShare = 60;

/// The first place, not after `at`, where a character begins.
std::size_t character_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return std::min(at, text.size());
}

std::string_view beginning_of(std::string_view text) {
  return text.substr(0, character_before(text, kLookedAtBytes));
}

/// A piece from the beginning and one from the middle.
std::array<std::string_view, 2> pieces_of(std::string_view beginning) {
  auto const first_end = character_before(beginning, kPieceBytes);
  auto const second = character_before(beginning, beginning.size() / 2);
  auto const second_end = character_before(beginning, second + kPieceBytes);
  return {beginning.substr(0, first_end), beginning.substr(second, second_end - second)};
}

/// Words that stand in every English text, and hardly in another language that is written with Latin letters: a quarter of the
/// words of an English text are of these, and of another two in a hundred at most.
constexpr std::string_view kEnglishWords[] = {"the",   "and",  "of",    "to",    "that",  "with",  "this", "from",
                                              "which", "were", "they",  "who",   "their", "has",   "been", "his",
                                              "said",  "but",  "not",   "had",   "she",   "when",  "than", "there",
                                              "what",  "into", "would", "could", "about", "after", "other"};
constexpr std::size_t kLongestEnglishWord = 5;
constexpr std::size_t kFewestWords = 24;  // of a piece
constexpr std::size_t kEnglishOfAll = 8;  // of so many words one is one of them
constexpr std::size_t kEnglishOfPiece = 12;

/// A word of up to eight bytes as a number.
constexpr std::uint64_t number_of(std::string_view word) {
  std::uint64_t number = 0;
  for (auto const byte : word) {
    number = number << 8U | static_cast<unsigned char>(byte);
  }
  return number;
}

/// Whether pieces are English beyond doubt, which most of most piles are: told at a fiftieth of the cost.
bool are_plainly_english(std::array<std::string_view, 2> const& pieces) {
  std::size_t all = 0;
  std::size_t all_english = 0;
  for (auto const piece : pieces) {
    std::size_t words = 0;
    std::size_t english = 0;
    std::uint64_t word = 0;
    std::size_t letters = 0;
    for (char const c : piece) {
      auto const byte = static_cast<unsigned char>(c);
      auto const lower = byte | 0x20U;
      if ((lower >= 'a' && lower <= 'z') || byte >= 0x80) {  // what is beyond ASCII makes no English word
        word = word << 8U | lower;
        ++letters;
      } else if (letters > 0) {
        ++words;
        bool const may_be = letters >= 2 && letters <= kLongestEnglishWord;
        english +=
          may_be && std::ranges::any_of(kEnglishWords, [&](auto known) { return number_of(known) == word; }) ? 1U : 0U;
        word = 0;
        letters = 0;
      }
    }
    if (words < kFewestWords || english * kEnglishOfPiece < words) {
      return false;
    }
    all += words;
    all_english += english;
  }
  return all_english * kEnglishOfAll >= all;
}

struct Finding {
  CLD2::Language leading = CLD2::UNKNOWN_LANGUAGE;
  int share = 0;  ///< 0 where it is not reliable.
};

Finding look_at(std::string_view text) {
  CLD2::CLDHints const no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool is_reliable = false;
  int valid_bytes = 0;
  CLD2::Language const leading = CLD2::ExtDetectLanguageSummaryCheckUTF8(
    text.data(), static_cast<int>(text.size()), true, &no_hints, 0, languages.data(), percents.data(), scores.data(),
    nullptr, &text_bytes, &is_reliable, &valid_bytes
  );
  return {leading, is_reliable ? percents[0] : 0};
}

std::string code_of(CLD2::Language language) {
  std::string code = CLD2::LanguageCode(language);
  code.resize(std::min(code.find('-'), code.size()));  // "zh-Hant", "sr-ME"
  if (code == "hr" || code == "sr" || code == "bs") {
    return "sh";
  }
  if (code == "iw") {
    return "he";  // CLD2 still has the withdrawn code.
  }
  return code.empty() || code == "un" || code == "xxx" ? "und" : code;
}

}  // namespace

std::string language_of(std::string_view text) {
  std::string_view const beginning = beginning_of(text);
  if (beginning.size() > 3 * kPieceBytes) {
    auto const pieces = pieces_of(beginning);
    if (are_plainly_english(pieces)) {
      return "en";
    }
    auto const found = look_at(std::string{pieces[0]}.append(1, ' ').append(pieces[1]));
    if (found.share >= kOneVoiceShare) {
      return code_of(found.leading);
    }
  }
  auto const found = look_at(beginning);
  return found.share < kLeastShare ? "und" : code_of(found.leading);
}

}  // namespace stemma
