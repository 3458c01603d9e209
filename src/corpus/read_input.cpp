// SPDX-License-Identifier: Apache-2.0
#include "corpus/read_input.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/open_input.hpp"
#include "corpus/record_file.hpp"
#include "corpus/text_file.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

constexpr std::size_t kFirstLookBytes = 64UL << 10U;

std::string lower_ending(std::filesystem::path const& path) {
  std::string ending = path.extension().native();
  for (char& c : ending) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return ending;
}

/// JSONL or plain text: the ending decides, and where it says nothing, the first byte that is not a space.
bool has_records(std::filesystem::path const& path, std::string_view head) {
  constexpr std::array<std::string_view, 3> kRecordEndings{".jsonl", ".ndjson", ".json"};
  constexpr std::array<std::string_view, 3> kTextEndings{".txt", ".text", ".md"};
  std::string const ending = lower_ending(path);
  if (std::find(kRecordEndings.begin(), kRecordEndings.end(), ending) != kRecordEndings.end()) {
    return true;
  }
  if (std::find(kTextEndings.begin(), kTextEndings.end(), ending) != kTextEndings.end()) {
    return false;
  }
  return trimmed(head).starts_with('{');
}

}  // namespace

void read_input(ByteStream& stream, std::filesystem::path const& path, Options const& options, Intake& intake) {
  bool const is_standard_input = path == "-";
  std::string source = as_utf8(path.native());
  std::string head(kFirstLookBytes, '\0');
  head.resize(stream.read(head));
  if (auto failure = stream.failure()) {
    intake.skip(std::move(source), std::move(*failure));
    return;
  }
  if (head.empty()) {
    intake.skip(std::move(source), "empty file");
    return;
  }
  if (auto form = foreign_form(head)) {
    intake.skip(std::move(source), std::move(*form));
    return;
  }
  if (is_own_report(head)) {
    intake.notice(std::move(source), "a report that this program wrote; not read");
    return;
  }
  head.erase(0, byte_order_mark_bytes(head));
  bool const are_records = has_records(path, head);
  std::string name = is_standard_input ? "stdin" : as_utf8(path.filename().native());
  OpenInput input{stream, std::move(source), std::move(name), std::move(head)};
  if (are_records) {
    read_records(input, options, intake);
  } else {
    read_plain_text(std::move(input), options, intake);
  }
}

}  // namespace stemma
