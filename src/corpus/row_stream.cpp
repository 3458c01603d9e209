// SPDX-License-Identifier: Apache-2.0
#include "corpus/row_stream.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/parallel_for.hpp"
#include "corpus/language.hpp"
#include "corpus/row_record.hpp"

namespace stemma {

namespace {

/// So many rows at a time, but no more text than a few of them need to fill it.
constexpr std::uint64_t kBatchRows = 8192;
constexpr std::uint64_t kBatchBytes = 8UL << 20U;
constexpr std::uint64_t kTaskRows = 64;

}  // namespace

RowStream::RowStream(DocumentRows const& rows, CorpusStreamOptions const& options, NoteListener listener)
    : rows_{rows},
      max_document_bytes_{options.max_document_bytes},
      keeps_ids_{options.keeps_ids},
      threads_{options.threads},
      notes_{std::move(listener)},
      ids_{options.memory},
      new_ids_{options.work / "new_ids.spill"} {}

std::span<StreamedDocument const> RowStream::next() {
  turn_ = 1 - turn_;
  auto& [arena, documents] = turns_[turn_];
  documents.clear();
  arena.clear();
  while (documents.empty() && next_row_ < rows_.size()) {
    std::uint64_t const first = next_row_;
    std::uint64_t bytes = 0;
    while (next_row_ < rows_.size() && next_row_ - first < kBatchRows && bytes < kBatchBytes) {
      bytes += rows_.text(next_row_++).size();
    }
    std::uint64_t const count = next_row_ - first;
    fields_.resize(count);
    spaces_.resize(count);
    parallel_for((count + kTaskRows - 1) / kTaskRows, threads_, [&](std::size_t task) {
      for (auto i = task * kTaskRows; i < std::min<std::uint64_t>(count, (task + 1) * kTaskRows); ++i) {
        fields_[i] = fields_of(rows_.row(first + i, spaces_[i]), max_document_bytes_);
      }
    });
    for (std::uint64_t i = 0; i < count; ++i) {
      settle(fields_[i], first + i);
    }
  }
  if (documents.empty()) {
    notes_.finish();
  }
  return documents;
}

void RowStream::settle(RecordFields const& fields, std::uint64_t row) {
  auto const tell = [&](std::string reason, bool is_skipped) {
    notes_.tell({{kRowSource, row + 1, std::move(reason)}, 1, is_skipped});
  };
  if (fields.fault) {
    tell(*fields.fault, true);
    skipped_.push_back(row);
    return;
  }
  for (std::string const& reservation : fields.reservations) {
    tell(reservation, false);
  }
  StreamedDocument document;
  document.number = next_number_++;
  document.text = fields.text;
  document.published = fields.published;
  document.place = {row, static_cast<std::uint32_t>(fields.text.size()), 0};
  document.id = turns_[turn_].arena.keep(fields.id ? *fields.id : std::string_view{std::to_string(row)});
  if (std::uint32_t const number = keeps_ids_ ? 0 : ids_.add(document.id); number != 0) {
    document.id = turns_[turn_].arena.keep(IdSet::numbered(document.id, number));
    new_ids_.add(document.place, number);
    tell(kTakenId, false);
  }
  text_bytes_ += document.text.size();
  turns_[turn_].documents.push_back(document);
}

std::string_view RowStream::text(TextPlace const& place, std::vector<char>& /*space*/) const {
  return rows_.text(place.begin_byte);
}

std::string_view RowStream::id(TextPlace const& place, std::vector<char>& space) const {
  std::string room;
  auto const stated = id_of(rows_.row(place.begin_byte, room));
  std::string id = stated ? std::string{*stated} : std::to_string(place.begin_byte);
  id = IdSet::numbered(id, new_ids_.number_at(place));
  space.assign(id.begin(), id.end());
  return {space.data(), space.size()};
}

Document RowStream::document(StreamedDocument const& streamed) const {
  std::string space;
  auto const row = rows_.row(streamed.place.begin_byte, space);
  Document document = record_of(row, max_document_bytes_).document;
  document.id = streamed.id;
  document.source = row.source.value_or(kRowSource);
  document.language = language_of(document.text);
  return document;
}

std::vector<bool> RowStream::by_row(std::vector<bool> const& marks) const {
  std::vector<bool> by_row(rows_.size());
  auto skipped = skipped_.begin();
  std::uint64_t row = 0;
  for (bool const mark : marks) {
    for (; skipped != skipped_.end() && *skipped == row; ++skipped) {
      ++row;
    }
    by_row[row++] = mark;
  }
  return by_row;
}

}  // namespace stemma
