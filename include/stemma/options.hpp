// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace stemma {

/// Names of the fields of a JSONL record.
struct FieldNames {
  std::string id = "id";
  std::string title = "title";
  std::string published = "published";
  std::string outlet = "outlet";
  std::string text = "text";
};

/// Whether publication times are evidence.
enum class Clocks { Used, Ignored };

/// Every knob, with its default, unit and range. Checked once, by `Pipeline`.
struct Options {
  FieldNames fields;
  Clocks clocks = Clocks::Used;

  /// Worker threads, 1…256; 0 = as many as the machine has. The report does not depend on it.
  unsigned threads = 0;

  /// A longer document is skipped, with its reason. Bytes, 1…2^31.
  std::uint64_t max_document_bytes = 64ULL << 20U;

  /// Bytes that a trace may hold in memory, about: texts and what is found of them. What would need more is refused with an
  /// `Error{BadOption}` before it is begun. From 2^26; 0 = no bound.
  std::uint64_t memory_bytes = 0;

  /// Two tellings join one story at or above this similarity. 0…1.
  double story_threshold = 0.0;  // 0 = the built-in threshold of the story room

  /// Gazetteer file (compact form or GeoNames TSV); empty = the one installed with the program.
  std::string gazetteer;

  /// Thesaurus file (tools/make_thesaurus.cpp); empty = the one installed with the program.
  std::string thesaurus;

  /// Word vectors in text form (docs/compare.md), for comparisons; empty = none.
  std::string vectors;
};

/// The memory that this machine has, in bytes.
[[nodiscard]] std::uint64_t memory_of_machine() noexcept;

}  // namespace stemma
