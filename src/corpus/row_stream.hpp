// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/document_stream.hpp"
#include "corpus/byte_arena.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/id_set.hpp"
#include "corpus/new_ids.hpp"
#include "corpus/note_counter.hpp"
#include "corpus/record.hpp"
#include "stemma/document_rows.hpp"

namespace stemma {

/// RowStream: here are rows in memory, give me the documents one after another, and any of them again when I ask.
///
/// Out   what CorpusStream gives of the same records, in the order of the rows; the texts are those of the rows, not copied.
///       A row without an id is called by its number.
/// Cost  0.3 ns a byte for checking; 8…16 bytes a document for ids.
class RowStream : public DocumentStream, public TextStore {
 public:
  /// Of the options, the fields and the packed forms mean nothing here.
  RowStream(DocumentRows const& rows, CorpusStreamOptions const& options, NoteListener listener);

  [[nodiscard]] std::span<StreamedDocument const> next() override;

  [[nodiscard]] std::string_view text(TextPlace const& place, std::vector<char>& space) const override;
  [[nodiscard]] std::string_view id(TextPlace const& place, std::vector<char>& space) const override;

  /// The whole document: text under its title, outlet, language. Safe to use from several threads at once.
  [[nodiscard]] Document document(StreamedDocument const& streamed) const;

  [[nodiscard]] std::uint64_t text_bytes() const noexcept { return text_bytes_; }  ///< Of the documents given so far.

  [[nodiscard]] std::uint64_t documents() const noexcept { return next_number_; }

  /// Marks of documents as marks of rows; what was skipped has none.
  [[nodiscard]] std::vector<bool> by_row(std::vector<bool> const& marks) const;

 private:
  /// What one batch lies in. Two take turns, so that a batch lives on while the next is read.
  struct Turn {
    ByteArena arena;
    std::vector<StreamedDocument> documents;
  };

  void settle(RecordFields const& fields, std::uint64_t row);

  DocumentRows const& rows_;
  std::uint64_t max_document_bytes_;
  bool keeps_ids_;
  unsigned threads_;
  NoteCounter notes_;
  IdSet ids_;
  NewIds new_ids_;
  std::array<Turn, 2> turns_;
  std::size_t turn_ = 0;  // whose documents were given last
  std::vector<RecordFields> fields_;
  std::vector<std::string> spaces_;     // for their ids
  std::vector<std::uint64_t> skipped_;  // rows, rising
  std::uint64_t next_row_ = 0;
  std::uint64_t next_number_ = 0;
  std::uint64_t text_bytes_ = 0;
};

}  // namespace stemma
