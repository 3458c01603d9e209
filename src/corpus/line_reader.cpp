// SPDX-License-Identifier: Apache-2.0
#include "corpus/line_reader.hpp"

#include <algorithm>

namespace stemma {

namespace {

constexpr std::size_t kChunkBytes = 256UL << 10U;

}  // namespace

LineReader::LineReader(ByteStream& stream, std::string head, std::size_t longest_bytes)
    : stream_{stream}, longest_bytes_{longest_bytes}, chunk_{head.begin(), head.end()} {
  unread_ = {chunk_.data(), chunk_.size()};
}

std::optional<Line> LineReader::next() {
  line_.clear();
  is_too_long_ = false;
  if (!fill()) {
    return {};
  }
  ++number_;
  do {
    auto const end = unread_.find('\n');
    keep(unread_.substr(0, end));
    if (end != std::string_view::npos) {
      unread_.remove_prefix(end + 1);
      break;
    }
    unread_ = {};
  } while (fill());
  return Line{number_, line_, is_too_long_};
}

/// Makes sure that there is something unread; false at the end.
bool LineReader::fill() {
  if (unread_.empty()) {
    chunk_.resize(kChunkBytes);
    unread_ = {chunk_.data(), stream_.read(chunk_)};
  }
  return !unread_.empty();
}

void LineReader::keep(std::string_view piece) {
  if (is_too_long_ || line_.size() + piece.size() > longest_bytes_) {
    is_too_long_ = true;
    line_.clear();
    return;
  }
  line_ += piece;
}

}  // namespace stemma
