// SPDX-License-Identifier: Apache-2.0
#include "corpus/text_form.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <simdjson.h>

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSpaces = " \t\r\n\v\f";

struct Signature {
  std::string_view bytes;
  std::string_view reason;
};

// The UTF-32 mark begins with the UTF-16 one, so it stands first.
constexpr std::array kSignatures{
  Signature{"\xFF\xFE\0\0"sv, "UTF-32 (little endian); convert it to UTF-8 first"},
  Signature{"\0\0\xFE\xFF"sv, "UTF-32 (big endian); convert it to UTF-8 first"},
  Signature{"\xFF\xFE"sv, "UTF-16 (little endian); convert it to UTF-8 first"},
  Signature{"\xFE\xFF"sv, "UTF-16 (big endian); convert it to UTF-8 first"},
  Signature{"\x1F\x8B"sv, "gzip compressed twice; decompress it first"},
  Signature{"\x28\xB5\x2F\xFD"sv, "zstd compressed twice; decompress it first"},
  Signature{"BZh"sv, "bzip2 compressed; decompress it first"},
  Signature{"\xFD\x37zXZ\0"sv, "xz compressed; decompress it first"},
  Signature{"\x04\x22\x4D\x18"sv, "lz4 compressed; decompress it first"},
  Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive; unpack it first"},
  Signature{"Rar!\x1A\x07"sv, "a RAR archive; unpack it first"},
  Signature{"PK\x03\x04"sv, "a ZIP archive or an office document; unpack it or save it as text first"},
  Signature{"%PDF-"sv, "a PDF; extract its text first"},
  Signature{"{\\rtf"sv, "rich text (RTF); save it as plain text first"},
  Signature{"\xD0\xCF\x11\xE0"sv, "an office document; save it as text first"},
  Signature{"\x89PNG"sv, "an image (PNG), not text"},
  Signature{"\xFF\xD8\xFF"sv, "an image (JPEG), not text"},
  Signature{"GIF8"sv, "an image (GIF), not text"},
  Signature{
    "\x7F"
    "ELF"sv,
    "a program, not text"},
};

constexpr std::array kClosingTags{"</p>"sv,  "</a>"sv,  "</div>"sv, "</span>"sv, "</li>"sv,
                                  "</h1>"sv, "</h2>"sv, "</td>"sv,  "</em>"sv,   "</strong>"sv};

/// Where a web page shows itself, if it does.
constexpr std::size_t kHtmlBytes = 64UL << 10U;

/// Two-byte characters of ordinary prose have a zero in every second byte.
std::optional<std::string> unmarked_utf16(std::string_view head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
  }
  std::size_t const most = head.size() * 2 / 5;
  if (head.size() < 8 || (zeros[0] <= most && zeros[1] <= most) || (zeros[0] > most && zeros[1] > most)) {
    return {};
  }
  return std::string{"looks like UTF-16 ("} + (zeros[1] > most ? "little" : "big") +
         " endian); convert it to UTF-8 first";
}

bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed character at the front; 0 where there is none.
std::size_t character_bytes(std::string_view bytes) {
  auto const first = static_cast<unsigned char>(bytes[0]);
  if (first < 0x80) {
    return 1;
  }
  std::size_t const length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || bytes.size() < length || !std::all_of(bytes.begin() + 1, bytes.begin() + length, is_continuation)) {
    return 0;
  }
  auto const second = static_cast<unsigned char>(bytes[1]);
  bool const is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  bool const is_surrogate = first == 0xED && second > 0x9F;
  bool const is_beyond = first == 0xF4 && second > 0x8F;
  return is_overlong || is_surrogate || is_beyond ? 0 : length;
}

std::size_t first_fault(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t const length = character_bytes(bytes.substr(at));
    if (length == 0) {
      return at;
    }
    at += length;
  }
  return at;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& c : result) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

std::optional<std::string> foreign_form(std::string_view head) {
  for (Signature const& signature : kSignatures) {
    if (head.starts_with(signature.bytes)) {
      return std::string{signature.reason};
    }
  }
  return unmarked_utf16(head.substr(0, std::min(head.size(), kHeadBytes)));
}

bool is_own_report(std::string_view head) {
  constexpr std::size_t kPageHeadBytes = 4096;
  std::string_view const page_head = head.substr(0, std::min(head.size(), kPageHeadBytes));
  bool const is_page =
    page_head.starts_with("<!doctype html>") && page_head.find("<title>Stemma</title>") != std::string_view::npos;
  return is_page || head.starts_with("{\"schema\":\"stemma.report/");
}

std::optional<std::string> fault_in_text(std::string_view bytes) {
  if (auto const at = bytes.find('\0'); at != std::string_view::npos) {
    return "NUL at byte " + std::to_string(at) + "; not text";
  }
  if (!simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return "not UTF-8 at byte " + std::to_string(first_fault(bytes));
  }
  return {};
}

std::size_t byte_order_mark_bytes(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return bytes.starts_with(kMark) ? kMark.size() : 0;
}

bool looks_like_html(std::string_view text) {
  std::string_view const beginning = text.substr(0, std::min(text.size(), kHtmlBytes));
  if (beginning.find('<') == std::string_view::npos) {
    return false;
  }
  std::string const head = lower(beginning);
  std::string_view const front = trimmed(head);
  if (front.starts_with("<!doctype html") || front.starts_with("<html")) {
    return true;
  }
  std::size_t tags = 0;
  for (std::string_view const tag : kClosingTags) {
    for (auto at = head.find(tag); at != std::string::npos; at = head.find(tag, at + tag.size())) {
      ++tags;
    }
  }
  return tags >= 3;
}

std::string as_utf8(std::string_view name) {
  std::string result;
  result.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    std::size_t const length = character_bytes(name.substr(at));
    if (length == 0 || name[at] == '\0') {
      result += "\xEF\xBF\xBD";
      ++at;
    } else {
      result += name.substr(at, length);
      at += length;
    }
  }
  return result;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(kSpaces) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  auto const begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

}  // namespace stemma
