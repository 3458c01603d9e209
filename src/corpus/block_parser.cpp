// SPDX-License-Identifier: Apache-2.0
#include "corpus/block_parser.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "base/parallel_for.hpp"
#include "corpus/open_input.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

/// So many bytes of short segments are one part.
constexpr std::size_t kPartBytes = 256UL << 10U;

}  // namespace

/// Parses one part of a block at a time.
class BlockParser::Worker {
 public:
  Worker(FieldNames const& fields, std::uint64_t max_document_bytes)
      : parser_{fields}, max_document_bytes_{max_document_bytes} {}

  void parse(InputBlock const& block, std::span<Segment const> segments, ParsedPart& part) {
    part.records.clear();
    part.remarks.clear();
    part.arena.clear();
    part_ = &part;
    for (Segment const& segment : segments) {
      std::string_view const bytes{block.bytes.data() + segment.begin, segment.end - segment.begin};
      if (segment.first_line == 0) {
        parse_text(segment, bytes);
      } else {
        parse_lines(segment, bytes);
      }
    }
  }

 private:
  void parse_text(Segment const& segment, std::string_view bytes) {
    ParsedRecord record = record_at(segment, 0, bytes.size());
    bytes.remove_prefix(byte_order_mark_bytes(bytes));  // Stays in the file; is no part of the text.
    if (auto fault = fault_in_text(bytes)) {
      skip(record, std::move(*fault));
    } else if (is_blank(bytes)) {
      skip(record, "empty file");
    } else {
      record.document.text = bytes;
      part_->records.push_back(record);
    }
  }

  void parse_lines(Segment const& segment, std::string_view bytes) {
    std::uint64_t number = segment.first_line;
    for (std::size_t begin = 0; begin < bytes.size(); ++number) {
      auto const* const feed = static_cast<char const*>(std::memchr(bytes.data() + begin, '\n', bytes.size() - begin));
      std::size_t const end = feed == nullptr ? bytes.size() : static_cast<std::size_t>(feed - bytes.data());
      std::string_view const line = trimmed(bytes.substr(begin, end - begin));
      if (!line.empty()) {
        ParsedRecord record = record_at(segment, begin, end - begin);
        record.line = number;
        parse_line(record, line);
      }
      begin = end + 1;
    }
  }

  void parse_line(ParsedRecord& record, std::string_view line) {
    RecordFields fields = parser_.fields(line, LineEnd::Padded);
    if (fields.fault) {
      skip(record, std::move(*fields.fault));
      return;
    }
    if (fields.text.size() > max_document_bytes_) {
      skip(record, "the text is longer than " + limit_in_words(max_document_bytes_));
      return;
    }
    record.document.text = part_->arena.keep(fields.text);
    record.document.id = fields.id ? part_->arena.keep(*fields.id) : std::string_view{};
    record.document.published = fields.published;
    if (!fields.reservations.empty()) {
      std::string remark;
      for (std::string const& reservation : fields.reservations) {
        remark.append(remark.empty() ? "" : "; ").append(reservation);
      }
      record.remark = remember(std::move(remark));
    }
    part_->records.push_back(record);
  }

  [[nodiscard]] static ParsedRecord record_at(Segment const& segment, std::size_t begin, std::size_t length) {
    ParsedRecord record;
    record.document.place = {segment.place + begin, static_cast<std::uint32_t>(length), segment.input};
    return record;
  }

  [[nodiscard]] std::uint32_t remember(std::string remark) {
    part_->remarks.push_back(std::move(remark));
    return static_cast<std::uint32_t>(part_->remarks.size() - 1);
  }

  void skip(ParsedRecord& record, std::string reason) {
    record.is_skipped = true;
    record.remark = remember(std::move(reason));
    part_->records.push_back(record);
  }

  RecordParser parser_;
  std::uint64_t max_document_bytes_;
  ParsedPart* part_ = nullptr;
};

BlockParser::BlockParser(FieldNames fields, std::uint64_t max_document_bytes, unsigned threads)
    : fields_{std::move(fields)}, max_document_bytes_{max_document_bytes}, threads_{threads} {}

BlockParser::~BlockParser() = default;

std::span<ParsedPart const> BlockParser::parse(InputBlock const& block, std::vector<ParsedPart>& parts) {
  std::vector<std::size_t> begins;
  std::size_t bytes = kPartBytes;
  for (std::size_t i = 0; i < block.segments.size(); ++i) {
    if (bytes >= kPartBytes) {
      begins.push_back(i);
      bytes = 0;
    }
    bytes += block.segments[i].end - block.segments[i].begin;
  }
  std::size_t const count = begins.size();
  begins.push_back(block.segments.size());
  while (workers_.size() < count) {
    workers_.push_back(std::make_unique<Worker>(fields_, max_document_bytes_));
  }
  parts.resize(std::max(parts.size(), count));
  std::span<Segment const> const segments{block.segments};
  parallel_for(count, threads_, [&](std::size_t i) {
    workers_[i]->parse(block, segments.subspan(begins[i], begins[i + 1] - begins[i]), parts[i]);
  });
  return std::span{parts}.first(count);
}

}  // namespace stemma
