// SPDX-License-Identifier: Apache-2.0
#include "corpus/text_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "corpus/text_form.hpp"
#include "corpus/title_line.hpp"

namespace stemma {

namespace {

constexpr std::size_t kChunkBytes = 256UL << 10U;

/// The text that follows `head`, if it is not longer than it may be.
std::optional<std::string> read_all(OpenInput& input, std::uint64_t most_bytes) {
  std::string bytes = std::move(input.head);
  while (bytes.size() <= most_bytes) {
    std::size_t const before = bytes.size();
    bytes.resize(before + kChunkBytes);
    std::size_t const count = input.stream.read({bytes.data() + before, kChunkBytes});
    bytes.resize(before + count);
    if (count == 0) {
      bytes.shrink_to_fit();
      return bytes;
    }
  }
  return {};
}

}  // namespace

void read_plain_text(OpenInput input, Options const& options, Intake& intake) {
  auto text = read_all(input, options.max_document_bytes);
  if (auto failure = input.stream.failure()) {
    intake.skip(input.source, std::move(*failure));
    return;
  }
  if (!text) {
    intake.skip(input.source, "longer than " + limit_in_words(options.max_document_bytes));
    return;
  }
  if (auto fault = fault_in_text(*text)) {
    intake.skip(input.source, std::move(*fault));
    return;
  }
  if (is_blank(*text)) {
    intake.skip(input.source, "empty file");
    return;
  }
  if (looks_like_html(*text)) {
    intake.notice(input.source, "looks like HTML; its tags are read as words");
  }
  Document document;
  auto const dot = input.name.rfind('.');
  document.id = dot == 0 || dot == std::string::npos ? input.name : input.name.substr(0, dot);
  document.title = title_of_text(*text);
  document.source = std::move(input.source);
  document.text = std::move(*text);
  intake.add({std::move(document), {}, IdOrigin::Derived});
}

}  // namespace stemma
