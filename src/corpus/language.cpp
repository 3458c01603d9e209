// SPDX-License-Identifier: Apache-2.0
#include "corpus/language.hpp"

#include <algorithm>
#include <array>
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
std::string pieces_of(std::string_view beginning) {
  auto const first_end = character_before(beginning, kPieceBytes);
  auto const second = character_before(beginning, beginning.size() / 2);
  auto const second_end = character_before(beginning, second + kPieceBytes);
  std::string pieces{beginning.substr(0, first_end)};
  pieces += ' ';
  return pieces.append(beginning.substr(second, second_end - second));
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
    auto const found = look_at(pieces_of(beginning));
    if (found.share >= kOneVoiceShare) {
      return code_of(found.leading);
    }
  }
  auto const found = look_at(beginning);
  return found.share < kLeastShare ? "und" : code_of(found.leading);
}

}  // namespace stemma
