// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "corpus/block_filler.hpp"
#include "corpus/block_parser.hpp"
#include "corpus/byte_arena.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/id_set.hpp"
#include "corpus/input_list.hpp"
#include "corpus/line_numbers.hpp"
#include "corpus/new_ids.hpp"
#include "corpus/note_counter.hpp"
#include "corpus/record.hpp"
#include "corpus/spill_file.hpp"
#include "corpus/stream_files.hpp"
#include "corpus/stream_part.hpp"

namespace stemma {

/// Escapes make a record longer than the text in it; and the JSON library reads at most 4 GiB.
inline std::uint64_t longest_line(std::uint64_t max_document_bytes) {
  constexpr std::uint64_t kFieldBytes = 1ULL << 20U;
  constexpr std::uint64_t kMostJsonBytes = 0xFFFF'0000ULL;
  return std::min(2 * max_document_bytes + kFieldBytes, kMostJsonBytes);
}

inline std::string changed_message(std::string const& source) {
  return source + " changed after it was read; run again when nothing writes to it";
}

/// What a stream is made of.
struct CorpusStream::State {
  State(std::span<std::filesystem::path const> paths, CorpusStreamOptions given, NoteListener listener)
      : options{std::move(given)},
        inputs{stream_files(paths, options.most_name_bytes, listener)},
        notes{std::move(listener)},
        filler{
          inputs,
          {options.max_document_bytes, longest_line(options.max_document_bytes), options.unpacking},
          options.work / "unpacked.spill",
          [this](std::uint32_t input, std::uint64_t line, std::string reason) {
            late_notes.push_back({input, line, std::move(reason), true});
          },
          [this](std::uint32_t input, std::uint64_t line, std::string reason) {
            late_notes.push_back({input, line, std::move(reason), false});
          }},
        parser{options.fields, options.max_document_bytes, options.threads},
        ids{options.memory},
        lines{resource_of(options.memory)} {
    if (options.keeps_places) {
      places.emplace(options.work / "places.spill");
    }
    if (options.part) {
      auto const [first, last] = inputs_of_part(inputs, *options.part);
      filler.read_only(first, last);
      part_writer.emplace(options.work, first, last);
    }
  }

  /// Of the filler, which runs ahead of the parser: told when the records before them are.
  struct LateNote {
    std::uint32_t input;
    std::uint64_t line;
    std::string reason;
    bool is_skipped;
  };

  /// What one batch lies in. Two take turns, so that a batch lives on while the next is read.
  struct Turn {
    InputBlock block;
    std::vector<ParsedPart> parts;
    ByteArena arena;
    std::vector<StreamedDocument> documents;
  };

  void settle(ParsedPart const& part);
  void settle(ParsedRecord const& record, ParsedPart const& part);
  void tell_late_notes(std::uint32_t input, std::uint64_t line);
  void tell(std::uint32_t input, std::uint64_t line, std::string reason, bool is_skipped);
  /// Where the unpacked records of an input lie.
  [[nodiscard]] SpillFile const* spill_of(std::uint32_t input) const;
  [[nodiscard]] std::string derived_id(std::uint32_t input, std::uint64_t line) const;

  CorpusStreamOptions options;
  InputList inputs;
  NoteCounter notes;
  std::vector<LateNote> late_notes;
  std::size_t told_late_notes = 0;
  BlockFiller filler;
  BlockParser parser;
  std::array<Turn, 2> turns;
  std::size_t turn = 0;  // whose documents were given last
  InputBlock barren;     // filled last, without a document
  bool is_more = true;   // behind what was filled last
  IdSet ids;
  std::uint64_t next_number = 0;
  LineNumbers lines;
  NewIds new_ids{options.work / "new_ids.spill"};
  std::atomic<SpillFile const*> readable_spill{nullptr};
  std::optional<SpillFile> places;
  std::optional<PartWriter> part_writer;  // where only a part of the inputs is read
  std::map<std::uint32_t, std::unique_ptr<SpillFile>>
    part_spills;  // of parts that others have read, by the input behind their last
  std::uint64_t packed_bytes_of_parts = 0;
  // Parsers for reading again, as many as threads did so at once.
  mutable std::mutex idle_mutex;
  mutable std::vector<std::unique_ptr<RecordParser>> idle;
};

}  // namespace stemma
