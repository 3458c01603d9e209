// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/record_line.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace stemma::bench {

namespace {

/// Made texts have no signs that JSON forbids but quotes and line ends.
void append_escaped(std::string_view text, std::string& to) {
  auto quote = std::min(text.find('"'), text.size());
  auto line_end = std::min(text.find('\n'), text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    auto const next = std::min(quote, line_end);
    to.append(text, at, next - at);
    if (next == text.size()) {
      return;
    }
    to.append(next == quote ? "\\\"" : "\\n");
    at = next + 1;
    auto& found = next == quote ? quote : line_end;
    found = std::min(text.find(text[next], at), text.size());
  }
}

/// Letters beyond ASCII as \u escapes; made texts have none beyond U+FFFF.
std::string in_ascii(std::string_view text) {
  std::string ascii;
  ascii.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const byte = static_cast<unsigned>(static_cast<unsigned char>(text[at]));
    if (byte < 0x80) {
      ascii += text[at];
      continue;
    }
    auto const more = byte >= 0xE0 ? 2U : 1U;
    auto code = byte & (more == 2 ? 0x0FU : 0x1FU);
    for (auto i = 0U; i < more; ++i) {
      code = (code << 6U) | (static_cast<unsigned>(static_cast<unsigned char>(text[++at])) & 0x3FU);
    }
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04x", code);
    ascii += escape.data();
  }
  return ascii;
}

std::string time_text(std::uint64_t seconds) {
  using namespace std::chrono;
  auto const time = sys_seconds{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
  auto const day = floor<days>(time);
  year_month_day const date{day};
  hh_mm_ss const clock{time - day};
  std::array<char, 48> text{};
  std::snprintf(
    text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
    static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count())
  );
  return text.data();
}

/// The first words of a text.
std::string_view title_of(std::string_view text) {
  auto const line = text.substr(0, std::min(text.find('\n'), text.size()));
  return line.size() <= 60 ? line : line.substr(0, std::min(line.find(' ', 50), line.size()));
}

}  // namespace

void append_record(PlantedDocument const& document, Outlet const& outlet, std::string& lines) {
  lines.append("{\"id\":\"").append(document.id).append("\",\"outlet\":\"");
  append_escaped(outlet.name, lines);
  if (document.published) {
    lines.append("\",\"published\":\"").append(time_text(*document.published));
  }
  std::string line;
  append_escaped(title_of(document.text), line.append("\",\"title\":\""));
  append_escaped(document.text, line.append("\",\"text\":\""));
  lines.append(outlet.writes_ascii ? in_ascii(line) : line).append("\"}\n");
}

void append_truth(PlantedStory const& story, PlantedTrap const& trap, std::string& lines) {
  lines.append("{\"members\":[");
  for (auto const& member : story.members) {
    lines.append(lines.back() == '[' ? "" : ",").append("[\"").append(member.id).append("\",\"");
    lines.append(member.kind).append("\"]");
  }
  lines.append("],\"pairs\":[");
  for (auto const& pair : story.pairs) {
    std::array<char, 128> figures{};
    std::snprintf(
      figures.data(), figures.size(), "\",%.4f,%.4f,%.4f,%u]", pair.truth.resemblance, pair.truth.containment_left,
      pair.truth.containment_right, pair.truth.longest_run_words
    );
    lines.append(lines.back() == '[' ? "[" : ",[").append(std::to_string(pair.left)).append(",");
    lines.append(std::to_string(pair.right)).append(",\"").append(pair.kind).append(figures.data());
  }
  lines.append("]}\n{\"trap\":\"").append(name_of(trap.kind)).append("\",\"members\":[");
  for (auto const& id : trap.ids) {
    lines.append(lines.back() == '[' ? "\"" : ",\"").append(id).append("\"");
  }
  lines.append("]}\n");
}

}  // namespace stemma::bench
