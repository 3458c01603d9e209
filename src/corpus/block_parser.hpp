// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/document_stream.hpp"
#include "corpus/block_filler.hpp"
#include "corpus/byte_arena.hpp"
#include "corpus/record.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// A document or a line without one, in its place among the others.
struct ParsedRecord {
  StreamedDocument document;     ///< The id is the stated one, or empty. No number yet.
  std::uint64_t line = 0;        ///< 0 for a plain text.
  std::uint32_t remark = kNone;  ///< Position among the remarks of its part.
  bool is_skipped = false;       ///< The remark says why.

  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
};

/// What one part of a block came to. The views live as long as the part and the block.
struct ParsedPart {
  std::vector<ParsedRecord> records;
  std::vector<std::string> remarks;
  ByteArena arena;  ///< What was unescaped.
};

/// Parses blocks, on several threads, in order.
class BlockParser {
 public:
  BlockParser(FieldNames fields, std::uint64_t max_document_bytes, unsigned threads);
  ~BlockParser();
  BlockParser(BlockParser const&) = delete;
  BlockParser& operator=(BlockParser const&) = delete;

  /// Fills parts with the records of the block in their order, and returns those that were filled. What was in `parts` before
  /// dies; its room is used again.
  [[nodiscard]] std::span<ParsedPart const> parse(InputBlock const& block, std::vector<ParsedPart>& parts);

 private:
  class Worker;

  FieldNames fields_;
  std::uint64_t max_document_bytes_;
  unsigned threads_;
  std::vector<std::unique_ptr<Worker>> workers_;  // one a part, with its buffers
};

}  // namespace stemma
