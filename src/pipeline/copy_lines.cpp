// SPDX-License-Identifier: Apache-2.0
#include "pipeline/copy_lines.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

#include "report/json_stream.hpp"

namespace stemma {

namespace {

// Links come by the million: their lines are put together by hand, where JsonStream would cost more than the comparison.

void add_string(std::string& line, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  line += '"';
  for (char const sign : text) {
    auto const byte = static_cast<unsigned char>(sign);
    if (sign == '"' || sign == '\\') {
      line += '\\';
      line += sign;
    } else if (byte < 0x20) {
      line += "\\u00";
      line += digits[byte >> 4U];
      line += digits[byte & 15U];
    } else {
      line += sign;
    }
  }
  line += '"';
}

void add_number(std::string& line, std::uint64_t number) {
  std::array<char, 20> digits;
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  line.append(digits.data(), end);
}

/// A share, 0…1, with four decimals at most.
void add_share(std::string& line, double share) {
  auto rest = static_cast<std::uint64_t>(std::lround(share * 10'000));
  add_number(line, rest / 10'000);
  rest %= 10'000;
  if (rest > 0) {
    line += '.';
    for (std::uint64_t digit = 1000; rest > 0; digit /= 10) {
      line += static_cast<char>('0' + rest / digit);
      rest %= digit;
    }
  }
}

void add_span(std::string& line, std::pair<std::uint32_t, std::uint32_t> const& bytes) {
  line += '[';
  add_number(line, bytes.first);
  line += ", ";
  add_number(line, bytes.second);
  line += ']';
}

std::string_view name_of(Representative reason) {
  constexpr std::array<std::string_view, 3> names = {"earliest", "longest", "first"};
  return names[static_cast<std::size_t>(reason)];
}

}  // namespace

void add_link_line(
  std::string& lines, std::string_view left_id, std::string_view right_id, TextLink const& pair, bool is_swapped
) {
  lines += "{\"left\": ";
  add_string(lines, is_swapped ? right_id : left_id);
  lines += ", \"right\": ";
  add_string(lines, is_swapped ? left_id : right_id);
  lines += ", \"kind\": \"";
  lines += name_of(pair.kind);
  lines += "\", \"resemblance\": ";
  add_share(lines, pair.resemblance);
  lines += ", \"containment_left\": ";
  add_share(lines, is_swapped ? pair.containment_right : pair.containment_left);
  lines += ", \"containment_right\": ";
  add_share(lines, is_swapped ? pair.containment_left : pair.containment_right);
  lines += ", \"longest_run_words\": ";
  add_number(lines, pair.longest_run_words);
  lines += ", \"runs\": [";
  auto is_first = true;
  for (auto const& run : pair.runs) {
    lines += is_first ? "{\"left\": " : ", {\"left\": ";
    is_first = false;
    add_span(lines, is_swapped ? run.right : run.left);
    lines += ", \"right\": ";
    add_span(lines, is_swapped ? run.left : run.right);
    lines += '}';
  }
  lines += "]}\n";
}

void begin_cluster_line(std::string& lines, std::string_view representative, Representative reason) {
  lines += "\"representative\": ";
  add_string(lines, representative);
  lines += ", \"reason\": \"";
  lines += name_of(reason);
  lines += "\", \"members\": [";
}

void add_cluster_member(std::string& lines, std::string_view id, bool is_first) {
  lines += is_first ? "" : ", ";
  add_string(lines, id);
}

void end_cluster_line(std::string& lines) {
  lines += "]}\n";
}

std::string summary_text(DedupSummary const& summary) {
  std::ostringstream out;
  JsonStream json{out, JsonPlace::File};
  auto const field = [&](std::string_view name, std::uint64_t value) {
    json.key(name);
    json.integer(static_cast<std::int64_t>(value));
  };
  json.begin_object();
  json.key("format");
  json.string("stemma.dedup/1");
  field("documents", summary.documents);
  field("text_bytes", summary.text_bytes);
  field("short_documents", summary.short_documents);
  field("wordy_documents", summary.wordy_documents);
  field("exact_links", summary.exact_links);
  field("reformatted_links", summary.reformatted_links);
  field("edited_links", summary.edited_links);
  field("contained_links", summary.contained_links);
  field("partial_links", summary.partial_links);
  field("clusters", summary.clusters);
  field("clustered_documents", summary.clustered_documents);
  field("suspect_pairs", summary.suspect_pairs);
  field("boilerplate_anchors", summary.boilerplate_anchors);
  field("boilerplate_only_pairs", summary.boilerplate_only_pairs);
  field("crowded_documents", summary.crowded_documents);
  field("starred_documents", summary.starred_documents);
  json.end_object();
  return out.str() + "\n";
}

}  // namespace stemma
