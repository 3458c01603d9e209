// SPDX-License-Identifier: Apache-2.0
#include "corpus/block_filler.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "corpus/input_form.hpp"
#include "corpus/open_input.hpp"
#include "corpus/record.hpp"
#include "corpus/text_form.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kBlockBytes = 8UL << 20U;
constexpr std::size_t kSegmentBytes = 256UL << 10U;
constexpr std::size_t kFirstLookBytes = 64UL << 10U;
constexpr std::size_t kLeastRoom = kFirstLookBytes;

/// Before the block is read again, large texts are not kept in memory.
void give_back(InputBlock& block, std::size_t used) {
  if (block.bytes.size() > 2 * kBlockBytes && used < kBlockBytes) {
    block.bytes.resize(kBlockBytes);
    block.bytes.shrink_to_fit();
  }
}

void make_room(InputBlock& block, std::size_t end) {
  std::size_t const wanted = end + RecordParser::kPaddingBytes;
  if (block.bytes.size() < wanted) {
    block.bytes.resize(std::max(wanted, std::min(2 * block.bytes.size(), wanted + (64UL << 20U))));
  }
}

/// Behind the last line feed; `begin` where there is none.
std::size_t end_of_lines(InputBlock const& block, std::size_t begin, std::size_t end) {
  char const* const bytes = block.bytes.data();
  auto const* const last = static_cast<char const*>(memrchr(bytes + begin, '\n', end - begin));
  return last == nullptr ? begin : static_cast<std::size_t>(last - bytes) + 1;
}

/// Counted in bytes as long as a byte can hold it, which compilers turn into vectors; `std::count` costs as much as parsing.
std::uint64_t line_feeds(std::string_view bytes) {
  constexpr std::size_t kStep = 192;
  std::uint64_t total = 0;
  for (; bytes.size() >= kStep; bytes.remove_prefix(kStep)) {
    std::uint8_t count = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      count = static_cast<std::uint8_t>(count + (bytes[i] == '\n' ? 1 : 0));
    }
    total += count;
  }
  return total + static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

std::string changed(std::string const& source) {
  return source + " changed while it was read; run again when nothing writes to it";
}

}  // namespace

BlockFiller::BlockFiller(
  InputList& inputs, FillLimits const& limits, std::filesystem::path spill, LeftOut skip, LeftOut notice
)
    : inputs_{inputs},
      limits_{limits},
      spill_path_{std::move(spill)},
      skip_{std::move(skip)},
      notice_{std::move(notice)},
      last_input_{static_cast<std::uint32_t>(inputs.size())} {}

bool BlockFiller::fill(InputBlock& block, InputBlock const& before) {
  block.segments.clear();
  end_ -= begin_;
  give_back(block, end_);
  make_room(block, std::max(end_, kBlockBytes));
  std::copy_n(before.bytes.data() + begin_, end_, block.bytes.data());
  begin_ = 0;
  while (end_ + kLeastRoom <= kBlockBytes || (block.segments.empty() && opened_)) {
    if (opened_) {
      read_lines(block);
    } else if (input_ < last_input_) {
      open_next(block);
    } else {
      break;
    }
  }
  return !block.segments.empty() || opened_ || input_ < last_input_;
}

/// Reads up to so many bytes behind the last; 0 at the end of the input.
std::size_t BlockFiller::read_more(InputBlock& block, std::size_t most) {
  make_room(block, end_ + most);
  std::size_t read = 0;
  while (read < most) {
    std::size_t const count = opened_->stream.read({block.bytes.data() + end_, most - read});
    if (count == 0) {
      break;
    }
    end_ += count;
    read += count;
  }
  opened_->place += read;
  return read;
}

void BlockFiller::open_next(InputBlock& block) {
  StreamInput& input = inputs_[input_];
  bool const is_standard_input = input.path == "-";
  std::error_code error;
  bool const is_regular = !is_standard_input && std::filesystem::is_regular_file(input.path, error);
  input.state = is_regular ? state_of(input.path).value_or(FileState{}) : FileState{};
  UnpackingLimits limits = limits_.unpacking;
  opened_ = std::make_unique<Opened>(input.path.native(), limits);
  input.packing = opened_->stream.packing();
  input.is_spilled = !is_regular || input.packing != Packing::Plain;
  begin_ = end_;
  static_cast<void>(read_more(block, kFirstLookBytes));
  std::string_view head{block.bytes.data() + begin_, end_ - begin_};
  if (!is_readable(head)) {
    end_ = begin_;
    finish_input();
    return;
  }
  std::size_t const mark_bytes = byte_order_mark_bytes(head);
  head.remove_prefix(mark_bytes);
  input.are_records = has_records(unpacked_name(input.path, input.packing), head);
  if (!input.are_records) {
    read_text(block);
    return;
  }
  begin_ += mark_bytes;
  if (!input.is_spilled) {
    inputs_.keep_open(input_);
  }
  std::string_view const first_line = trimmed(trimmed(head).substr(0, trimmed(head).find('\n')));
  if (first_line == "{" || first_line.starts_with('[')) {
    skip_(input_, 0, "JSON, but not JSONL: each record must stand on a line of its own");
    end_ = begin_;
    finish_input();
  }
}

bool BlockFiller::is_readable(std::string_view head) {
  if (auto failure = opened_->stream.failure(); failure && head.empty()) {
    skip_(input_, 0, std::move(*failure));
    return false;
  }
  if (head.empty()) {
    skip_(input_, 0, "empty file");
    return false;
  }
  if (auto form = foreign_form(head)) {
    skip_(input_, 0, std::move(*form));
    return false;
  }
  if (is_own_report(head)) {
    notice_(input_, 0, "a report that this program wrote; not read");
    return false;
  }
  return true;
}

void BlockFiller::read_text(InputBlock& block) {
  std::uint64_t const most = limits_.max_document_bytes + 1;
  while (end_ - begin_ < most) {
    if (read_more(block, std::min<std::uint64_t>(most - (end_ - begin_), 1U << 20U)) == 0) {
      break;
    }
  }
  if (auto failure = opened_->stream.failure()) {
    skip_(input_, 0, std::move(*failure));
    end_ = begin_;
  } else if (end_ - begin_ >= most) {
    skip_(input_, 0, "longer than " + limit_in_words(limits_.max_document_bytes));
    end_ = begin_;
  } else {
    std::uint64_t const place = place_of(block, begin_, end_);
    block.segments.push_back({input_, begin_, end_, place, 0});
    begin_ = end_;
  }
  finish_input();
}

void BlockFiller::read_lines(InputBlock& block) {
  std::size_t const room = end_ + kLeastRoom <= kBlockBytes ? kBlockBytes - end_ : kBlockBytes / 2;
  bool const is_at_end = read_more(block, room) < room;
  if (opened_->is_line_too_long) {
    skip_long_line(block);
  } else if (std::size_t const lines_end = end_of_lines(block, begin_, end_); lines_end > begin_) {
    add_lines(block, lines_end);
  } else if (end_ - begin_ > limits_.longest_line) {
    opened_->is_line_too_long = true;
    skip_long_line(block);
  }
  if (!is_at_end) {
    return;
  }
  if (opened_->is_line_too_long) {
    skip_(input_, opened_->line, "the line is longer than " + limit_in_words(limits_.longest_line));
    end_ = begin_;
  }
  if (auto failure = opened_->stream.failure()) {
    bool const is_torn = end_ > begin_;
    skip_(
      input_, is_torn ? opened_->line : 0, *failure + (is_torn ? ", nor was this line, of which a part is there" : "")
    );
    end_ = begin_;
  } else if (end_ > begin_) {
    add_lines(block, end_);
  }
  finish_input();
}

/// Drops what is there of the line; where its end has come, goes on with the next.
void BlockFiller::skip_long_line(InputBlock& block) {
  std::string_view const rest{block.bytes.data() + begin_, end_ - begin_};
  auto const line_end = rest.find('\n');
  if (line_end == std::string_view::npos) {
    end_ = begin_;
    return;
  }
  skip_(input_, opened_->line, "the line is longer than " + limit_in_words(limits_.longest_line));
  opened_->is_line_too_long = false;
  ++opened_->line;
  begin_ += line_end + 1;
  add_lines(block, end_of_lines(block, begin_, end_));
}

/// Where the bytes [begin, end) of the block can be read again.
std::uint64_t BlockFiller::place_of(InputBlock const& block, std::size_t begin, std::size_t end) {
  if (!inputs_[input_].is_spilled) {
    return opened_->place - (end_ - begin);
  }
  if (!spill_) {
    spill_ = std::make_unique<SpillFile>(spill_path_);
  }
  return spill_->append({block.bytes.data() + begin, end - begin});
}

/// Makes segments of the lines up to there.
void BlockFiller::add_lines(InputBlock& block, std::size_t end) {
  if (begin_ == end) {
    return;
  }
  std::uint64_t const place = place_of(block, begin_, end);
  std::size_t const first = begin_;
  while (begin_ < end) {
    std::size_t cut = end;
    if (end - begin_ > kSegmentBytes) {
      std::string_view const rest{block.bytes.data() + begin_ + kSegmentBytes, end - begin_ - kSegmentBytes};
      auto const feed = rest.find('\n');
      cut = feed == std::string_view::npos ? end : begin_ + kSegmentBytes + feed + 1;
    }
    block.segments.push_back({input_, begin_, cut, place + (begin_ - first), opened_->line});
    opened_->line += line_feeds({block.bytes.data() + begin_, cut - begin_});
    begin_ = cut;
  }
}

std::uint64_t BlockFiller::packed_bytes() const noexcept {
  if (!opened_) {
    return packed_bytes_;
  }
  bool const is_packed = opened_->stream.packing() != Packing::Plain;
  return packed_bytes_ + (is_packed ? opened_->stream.used_bytes() : opened_->place);
}

void BlockFiller::finish_input() {
  StreamInput& input = inputs_[input_];
  packed_bytes_ += input.state.size != 0 ? input.state.size : opened_->place;
  bool const is_watched = input.state != FileState{};
  opened_.reset();
  begin_ = end_;
  if (is_watched && state_of(input.path) != input.state) {
    throw Error{ErrorKind::NoInput, changed(inputs_.source(input_))};
  }
  ++input_;
}

}  // namespace stemma
