// SPDX-License-Identifier: Apache-2.0
#include "corpus/title_line.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/text_form.hpp"

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kMostWords = 40;
constexpr std::size_t kLongLine = 120;

constexpr std::array kClosers{"\""sv, "'"sv, ")"sv, "]"sv, "”"sv, "’"sv, "»"sv, "“"sv};
constexpr std::array kNoTitleEnds{"."sv, ","sv, ";"sv, ":"sv, "…"sv, "-"sv, "–"sv, "—"sv, "。"sv, "、"sv};
constexpr std::array kCalls{"?"sv, "!"sv, "？"sv, "！"sv};
constexpr std::array kSentenceEnds{"."sv, "?"sv, "!"sv, "…"sv, "。"sv, "？"sv, "！"sv};

template <typename Endings>
bool ends_with_any(std::string_view text, Endings const& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return text.ends_with(end); });
}

/// Without the quotes and brackets that close it.
std::string_view without_closers(std::string_view line) {
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (std::string_view const closer : kClosers) {
      if (line.ends_with(closer)) {
        line = trimmed(line.substr(0, line.size() - closer.size()));
        has_changed = true;
      }
    }
  }
  return line;
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string_view line_of(std::string_view text) {
  return text.substr(0, std::min(text.find('\n'), text.size()));
}

bool looks_like_paragraph(std::string_view line) {
  std::string_view const words = trimmed(line);
  if (characters_in(words) > kLongLine) {
    return true;
  }
  bool const has_small_start = words.front() >= 'a' && words.front() <= 'z';
  return !has_small_start && ends_with_any(without_closers(words), kSentenceEnds);
}

}  // namespace

std::optional<std::string> title_of_text(std::string_view text) {
  std::string_view const line = line_of(text);
  std::string_view const title = trimmed(line);
  std::string_view const rest = text.substr(line.size());
  if (title.empty() || title.data() != text.data() || is_blank(rest)) {
    return {};
  }
  auto const words = static_cast<std::size_t>(std::count(title.begin(), title.end(), ' ')) + 1;
  if (title.size() > 4 * kLongestTitle || characters_in(title) > kLongestTitle || words > kMostWords) {
    return {};
  }
  std::string_view const end = without_closers(title);
  if (end.empty() || ends_with_any(end, kNoTitleEnds)) {
    return {};
  }
  std::string_view const next = line_of(rest.substr(1));
  if (is_blank(next)) {
    return std::string{title};
  }
  if (ends_with_any(end, kCalls) || !looks_like_paragraph(next)) {
    return {};
  }
  return std::string{title};
}

}  // namespace stemma
