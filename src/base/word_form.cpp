// SPDX-License-Identifier: Apache-2.0
#include "base/word_form.hpp"

#include <algorithm>
#include <memory>

#include <libstemmer.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stemma {

namespace {

constexpr std::size_t kLongestStemmedWord = 40;  // longer strings are no English words

bool is_ascii(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool begins_with_letter(std::string_view text) noexcept {
  UChar32 code = 0;
  std::int32_t at = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<std::uint8_t const*>(text.data()), at, static_cast<std::int32_t>(text.size()), code);
  return u_isalpha(code) != 0;
}

/// With ’ and ʼ written as '.
std::string with_plain_apostrophes(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const rest = text.substr(at);
    auto const is_quote = rest.starts_with("\u2019");
    auto const is_modifier = rest.starts_with("\u02BC");
    plain += is_quote || is_modifier ? '\'' : rest.front();
    at += is_quote ? 3 : is_modifier ? 2 : 1;
  }
  return plain;
}

std::string normalised(std::string_view text) {
  // Asked for once: ICU makes it at the first call, which several threads may make at the same time.
  static auto const* const normalizer = [] {
    auto status = U_ZERO_ERROR;
    auto const* const made = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return U_SUCCESS(status) ? made : nullptr;
  }();
  auto status = U_ZERO_ERROR;
  std::string form;
  if (normalizer != nullptr) {
    icu::StringByteSink<std::string> sink{&form};
    normalizer->normalizeUTF8(
      0, icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status
    );
  }
  if (normalizer == nullptr || U_FAILURE(status)) {
    return std::string{text};
  }
  return with_plain_apostrophes(form);
}

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};

}  // namespace

std::string fold_word(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  std::string form;
  if (is_ascii(text)) {
    form.resize(text.size());
    std::ranges::transform(text, form.begin(), [](char byte) {
      return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
    });
  } else {
    form = normalised(text);
  }
  if (form.find('.') != std::string::npos && begins_with_letter(form)) {
    std::erase(form, '.');
  }
  return form;
}

std::uint64_t hash_word(std::string_view folded) noexcept {
  return XXH3_64bits(folded.data(), folded.size());
}

std::string stem_word(std::string_view folded) {
  auto const is_english_letter = [](char byte) { return (byte >= 'a' && byte <= 'z') || byte == '\''; };
  if (folded.size() > kLongestStemmedWord || !std::ranges::all_of(folded, is_english_letter)) {
    return std::string{folded};
  }
  // One stemmer a thread: it keeps its own buffer between calls.
  thread_local std::unique_ptr<sb_stemmer, StemmerDeleter> const stemmer{sb_stemmer_new("english", "UTF_8")};
  auto const* const stem =
    sb_stemmer_stem(stemmer.get(), reinterpret_cast<sb_symbol const*>(folded.data()), static_cast<int>(folded.size()));
  if (stem == nullptr) {
    return std::string{folded};
  }
  return {reinterpret_cast<char const*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

}  // namespace stemma
