// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/document_stream.hpp"
#include "base/spill_memory.hpp"
#include "corpus/unpacking_stream.hpp"
#include "stemma/model.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// One of `count` parts of the inputs, which lie one after another: whole files, each part about as many bytes.
struct InputPart {
  std::uint32_t number = 1;  ///< 1…count.
  std::uint32_t count = 1;
};

struct CorpusStreamOptions {
  FieldNames fields;
  std::uint64_t max_document_bytes = 64ULL << 20U;
  SpillMemory* memory = nullptr;  ///< For what grows with the documents.
  std::uint64_t most_name_bytes =
    ~std::uint64_t{0};  ///< The names of the files are held, and refused where they take more.
  UnpackingLimits unpacking;
  unsigned threads = 0;
  std::filesystem::path
    work;  ///< An existing folder for what must be read again and cannot be: unpacked records, new ids.
  std::optional<InputPart> part;  ///< Only these are read; what `take_part` needs is written to `work`.
  bool keeps_ids = false;         ///< Ids stay as they are, even where several documents have one.
  bool keeps_places = false;      ///< So that `places()` can be asked afterwards.
};

/// How much a note stands for.
struct CountedNote {
  InputNote note;
  std::uint64_t count = 1;  ///< More than one where bad lines of an input were so many that they are told together.
  bool is_skipped = false;  ///< A document was left out; otherwise it was read with a doubt.
};

using NoteListener = std::function<void(CountedNote const&)>;

/// CorpusStream: here are paths, give me the documents one after another, and read any of them again when I ask.
///
/// In    files (plain text, JSONL; plain, gzip or zstd), folders (recursive), "-" for standard input.
/// Out   documents in the order of the paths, sorted, and of the lines in them: the same for any order in which the paths
///       were given and any number of threads. Ids are unique: a repeated one gets "-2", "-3" … in this order; a record
///       without id is called "file.jsonl:LINE". Whatever is left out goes to the listener.
/// Errors  `Error{BadOption}` where there are too many files; `Error{NoInput}` where a path does not exist, or a file changes between reading and reading again;
///       `Error{CannotWrite}` where the disk is full.
/// Cost  0.6 ns a byte of plain JSONL on one core of 2026, from the file to unescaped text; 8 MiB blocks, and some times
///       the longest record; 8…16 bytes a document for ids; 5 MB of line numbers to 20 GB.
class CorpusStream : public DocumentStream, public TextStore {
 public:
  CorpusStream(std::span<std::filesystem::path const> paths, CorpusStreamOptions options, NoteListener listener);
  ~CorpusStream() override;
  CorpusStream(CorpusStream const&) = delete;
  CorpusStream& operator=(CorpusStream const&) = delete;

  [[nodiscard]] std::span<StreamedDocument const> next() override;

  [[nodiscard]] std::string_view text(TextPlace const& place, std::vector<char>& space) const override;
  [[nodiscard]] std::string_view text(TextPlace const& place, std::vector<char>& space, std::string& id) const override;
  [[nodiscard]] std::string_view id(TextPlace const& place, std::vector<char>& space) const override;
  void expect(std::span<TextPlace const> places) const override;

  /// At the end of a part: writes down what it came to, beside what was written on the way.
  void finish_part() const;

  /// In place of reading: takes over a part that another stream over the same inputs has read into `folder`; one part after the
  /// other, with the places of its documents. Ids, notes and places are then those of a stream that has read all.
  void take_part(std::filesystem::path const& folder, std::span<TextPlace const> places);

  /// The whole document, as `CorpusReader` would read it, but for its id: text under its title, outlet, language. The views of
  /// `streamed` must still live. Safe to use from several threads at once.
  [[nodiscard]] Document document(StreamedDocument const& streamed) const;

  /// The record or plain text as it stands in its input, unpacked.
  [[nodiscard]] std::string_view record(TextPlace const& place, std::vector<char>& space) const;

  /// Throws `Error{NoInput}` where an input is not what it was when it was read.
  void check_unchanged() const;

  [[nodiscard]] std::uint64_t packed_bytes() const;  ///< Of the inputs read so far, as they lie on disk.
  [[nodiscard]] std::uint64_t total_bytes() const;   ///< Of all inputs on disk; 0 where one of them is no regular file.
  [[nodiscard]] std::uint64_t documents() const;

  /// What an input is.
  struct InputForm {
    std::filesystem::path path;
    bool are_records = false;
    Packing packing = Packing::Plain;
  };

  [[nodiscard]] InputForm form(std::uint32_t input) const;

  /// Places of documents [first, first + count).
  [[nodiscard]] std::vector<TextPlace> places(std::uint64_t first, std::size_t count) const;

 private:
  [[nodiscard]] std::uint64_t line_at(TextPlace const& place) const;

  struct State;  // Keeps the parts of the reader out of this header.

  std::unique_ptr<State> state_;
};

}  // namespace stemma
