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

/// Below this share of the text the leading language is a guess.
constexpr int kLeastShare = 60;

std::string_view beginning_of(std::string_view text) {
  if (text.size() <= kLookedAtBytes) {
    return text;
  }
  std::size_t end = kLookedAtBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
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
  CLD2::CLDHints const no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool is_reliable = false;
  int valid_bytes = 0;
  CLD2::Language const leading = CLD2::ExtDetectLanguageSummaryCheckUTF8(
    beginning.data(), static_cast<int>(beginning.size()), true, &no_hints, 0, languages.data(), percents.data(),
    scores.data(), nullptr, &text_bytes, &is_reliable, &valid_bytes
  );
  if (!is_reliable || percents[0] < kLeastShare) {
    return "und";
  }
  return code_of(leading);
}

}  // namespace stemma
