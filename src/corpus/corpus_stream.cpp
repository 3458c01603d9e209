// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/assert.hpp"
#include "corpus/borrowed_parser.hpp"
#include "corpus/language.hpp"
#include "corpus/stream_state.hpp"
#include "corpus/text_form.hpp"
#include "corpus/title_line.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// Whether a byte of an open file can be had without waiting for a disk; where the system does not say, it may be so.
bool is_in_memory(int descriptor, std::uint64_t place) {
  char byte = 0;
  iovec const space{&byte, 1};
  return descriptor < 0 || preadv2(descriptor, &space, 1, static_cast<off_t>(place), RWF_NOWAIT) >= 0 ||
         errno != EAGAIN;
}

}  // namespace

CorpusStream::CorpusStream(std::span<fs::path const> paths, CorpusStreamOptions options, NoteListener listener)
    : state_{std::make_unique<State>(paths, std::move(options), std::move(listener))} {}

CorpusStream::~CorpusStream() = default;

std::span<StreamedDocument const> CorpusStream::next() {
  State& s = *state_;
  InputBlock const* before = &s.turns[s.turn].block;
  s.turn = 1 - s.turn;
  State::Turn& turn = s.turns[s.turn];
  turn.documents.clear();
  turn.arena.clear();
  while (turn.documents.empty() && s.is_more) {
    s.is_more = s.filler.fill(turn.block, *before);
    auto const parts = s.parser.parse(turn.block, turn.parts);
    s.readable_spill.store(s.filler.spill(), std::memory_order_release);
    for (ParsedPart const& part : parts) {
      s.settle(part);
    }
    if (!s.is_more) {
      s.tell_late_notes(0xFFFF'FFFF, ~std::uint64_t{0});
      s.notes.finish();
    }
    if (turn.documents.empty()) {
      std::swap(turn.block, s.barren);
      before = &s.barren;
    }
  }
  if (s.places) {
    std::vector<TextPlace> places;
    for (StreamedDocument const& document : turn.documents) {
      places.push_back(document.place);
    }
    s.places->append(bytes_of(std::span<TextPlace const>{places}));
  }
  return turn.documents;
}

void CorpusStream::State::settle(ParsedPart const& part) {
  std::size_t ahead = std::min<std::size_t>(part.records.size(), 16);
  for (ParsedRecord const& record : part.records) {
    ids.expect(part.records[std::min(ahead++, part.records.size() - 1)].document.id);
    tell_late_notes(record.document.place.input, record.line);
    settle(record, part);
  }
}

void CorpusStream::State::settle(ParsedRecord const& record, ParsedPart const& part) {
  std::uint32_t const input = record.document.place.input;
  if (record.remark != ParsedRecord::kNone) {
    tell(input, record.line, part.remarks[record.remark], record.is_skipped);
  }
  if (record.is_skipped) {
    return;
  }
  StreamedDocument document = record.document;
  document.number = next_number++;
  if (document.id.empty()) {
    document.id = turns[turn].arena.keep(derived_id(input, record.line));
    if (record.line != 0) {
      lines.pass(document.place, record.line);
    }
  }
  if (part_writer) {
    part_writer->add(document.id, record.line);
  } else if (std::uint32_t const number = options.keeps_ids ? 0 : ids.add(document.id); number != 0) {
    document.id = turns[turn].arena.keep(IdSet::numbered(document.id, number));
    new_ids.add(document.place, number);
    tell(input, record.line, kTakenId, false);
  }
  turns[turn].documents.push_back(document);
}

void CorpusStream::State::tell_late_notes(std::uint32_t input, std::uint64_t line) {
  for (; told_late_notes < late_notes.size(); ++told_late_notes) {
    LateNote& note = late_notes[told_late_notes];
    bool const is_before = note.input < input || (note.input == input && note.line != 0 && note.line < line);
    if (!is_before) {
      return;
    }
    tell(note.input, note.line, std::move(note.reason), note.is_skipped);
  }
  late_notes.clear();
  told_late_notes = 0;
}

void CorpusStream::State::tell(std::uint32_t input, std::uint64_t line, std::string reason, bool is_skipped) {
  if (part_writer) {
    part_writer->note({next_number, line, input, is_skipped}, reason);
    return;
  }
  auto const stated = line == 0 ? std::nullopt : std::optional{line};
  notes.tell({{inputs.source(input), stated, std::move(reason)}, 1, is_skipped});
}

SpillFile const* CorpusStream::State::spill_of(std::uint32_t input) const {
  auto const of_part = part_spills.upper_bound(input);
  return of_part == part_spills.end() ? readable_spill.load(std::memory_order_acquire) : of_part->second.get();
}

std::string CorpusStream::State::derived_id(std::uint32_t input, std::uint64_t line) const {
  return line == 0 ? inputs.name(input) : inputs.name(input) + ":" + std::to_string(line);
}

std::string_view CorpusStream::record(TextPlace const& place, std::vector<char>& space) const {
  State const& s = *state_;
  space.resize(place.length_bytes + RecordParser::kPaddingBytes);
  std::span<char> const room = std::span{space}.first(place.length_bytes);
  StreamInput const& input = s.inputs[place.input];
  if (input.is_spilled) {
    SpillFile const* const spill = s.spill_of(place.input);
    STEMMA_ASSERT(spill != nullptr, "a place in the spill comes from a stream that spilled");
    spill->read(place.begin_byte, room);
    return {room.data(), room.size()};
  }
  bool const is_kept_open = input.descriptor >= 0;
  int const descriptor = is_kept_open ? input.descriptor : open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
  // What is kept open is looked at once more at the end (check_unchanged); a look at each reading would cost as much.
  bool const is_same = is_kept_open || (descriptor >= 0 && state_of(descriptor) == input.state);
  bool const is_read = is_same && read_exactly(descriptor, place.begin_byte, room);
  if (!is_kept_open && descriptor >= 0) {
    static_cast<void>(close(descriptor));
  }
  if (!is_read) {
    throw Error{ErrorKind::NoInput, changed_message(s.inputs.source(place.input))};
  }
  return {room.data(), room.size()};
}

void CorpusStream::expect(std::span<TextPlace const> places) const {
  auto const descriptor_of = [&](TextPlace const& place) {
    StreamInput const& input = state_->inputs[place.input];
    SpillFile const* const spill = input.is_spilled ? state_->spill_of(place.input) : nullptr;
    return input.is_spilled && spill != nullptr ? spill->descriptor() : input.descriptor;
  };
  // To tell the system of each place takes as long as to read it from memory: a few are tried first.
  constexpr std::size_t kTried = 32;
  auto is_at_hand = true;
  for (std::size_t i = 0; i < kTried && is_at_hand && !places.empty(); ++i) {
    TextPlace const& place = places[i * places.size() / kTried];
    is_at_hand = is_in_memory(descriptor_of(place), place.begin_byte);
  }
  if (is_at_hand) {
    return;
  }
  for (TextPlace const& place : places) {
    int const descriptor = descriptor_of(place);
    if (descriptor >= 0) {  // A hint: where it is of no use, nothing is lost.
      static_cast<void>(posix_fadvise(
        descriptor, static_cast<off_t>(place.begin_byte), static_cast<off_t>(place.length_bytes), POSIX_FADV_WILLNEED
      ));
    }
  }
}

std::string_view CorpusStream::text(TextPlace const& place, std::vector<char>& space) const {
  std::string id;
  return text(place, space, id);
}

std::string_view CorpusStream::text(TextPlace const& place, std::vector<char>& space, std::string& id) const {
  State const& s = *state_;
  id.clear();
  std::string_view const line = record(place, space);
  if (!s.inputs[place.input].are_records) {
    return line.substr(byte_order_mark_bytes(line));
  }
  BorrowedParser parser{s.idle_mutex, s.idle, s.options.fields};
  RecordFields const fields = parser.fields(line);
  if (fields.fault) {
    throw Error{ErrorKind::NoInput, changed_message(s.inputs.source(place.input))};
  }
  if (fields.id && s.new_ids.number_at(place) == 0) {
    id = *fields.id;
  }
  // Unescaped, a text is never longer than its record.
  std::memcpy(space.data(), fields.text.data(), fields.text.size());
  return {space.data(), fields.text.size()};
}

std::string_view CorpusStream::id(TextPlace const& place, std::vector<char>& space) const {
  State const& s = *state_;
  std::string id;
  if (s.inputs[place.input].are_records) {
    std::string_view const line = record(place, space);
    BorrowedParser parser{s.idle_mutex, s.idle, s.options.fields};
    id = parser.fields(line).id.value_or(std::string_view{});
  }
  if (id.empty()) {
    id = s.derived_id(place.input, line_at(place));
  }
  id = IdSet::numbered(id, s.new_ids.number_at(place));
  space.assign(id.begin(), id.end());
  return {space.data(), space.size()};
}

Document CorpusStream::document(StreamedDocument const& streamed) const {
  State const& s = *state_;
  Document document;
  if (s.inputs[streamed.place.input].are_records) {
    thread_local std::vector<char> space;
    Record read = BorrowedParser{s.idle_mutex, s.idle, s.options.fields}.record(record(streamed.place, space));
    document = std::move(read.document);  // Without text where the file has changed.
  } else {
    document.text = streamed.text;
    document.title = title_of_text(document.text);
  }
  document.id = streamed.id;
  document.source = s.inputs.source(streamed.place.input);
  document.published = streamed.published;
  document.language = language_of(document.text);
  if (document.text.empty()) {
    throw Error{ErrorKind::NoInput, changed_message(document.source)};
  }
  return document;
}

/// 0 for a plain text.
std::uint64_t CorpusStream::line_at(TextPlace const& place) const {
  if (!state_->inputs[place.input].are_records) {
    return 0;
  }
  LineNumbers::Mark const mark = state_->lines.before(place);
  STEMMA_ASSERT(mark.line != 0 && mark.input == place.input, "a record without an id was passed when it was read");
  std::vector<char> space;
  std::string_view const between =
    record({mark.place, static_cast<std::uint32_t>(place.begin_byte - mark.place), mark.input}, space);
  return mark.line + static_cast<std::uint64_t>(std::count(between.begin(), between.end(), '\n'));
}

void CorpusStream::check_unchanged() const {
  for (std::size_t i = 0; i < state_->inputs.size(); ++i) {
    StreamInput const& input = state_->inputs[i];
    if (input.state != FileState{} && state_of(input.path) != input.state) {
      throw Error{ErrorKind::NoInput, changed_message(state_->inputs.source(i))};
    }
  }
}

std::uint64_t CorpusStream::packed_bytes() const {
  return state_->filler.packed_bytes() + state_->packed_bytes_of_parts;
}

std::uint64_t CorpusStream::total_bytes() const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < state_->inputs.size(); ++i) {
    std::error_code error;
    auto const size = fs::file_size(state_->inputs[i].path, error);
    if (error) {
      return 0;
    }
    total += size;
  }
  return total;
}

std::uint64_t CorpusStream::documents() const {
  return state_->next_number;
}

CorpusStream::InputForm CorpusStream::form(std::uint32_t input) const {
  StreamInput const& known = state_->inputs[input];
  return {known.path, known.are_records, known.packing};
}

std::vector<TextPlace> CorpusStream::places(std::uint64_t first, std::size_t count) const {
  STEMMA_ASSERT(state_->places, "the stream was asked to keep the places");
  std::vector<TextPlace> places(count);
  state_->places->read(first * sizeof(TextPlace), space_of(std::span{places}));
  return places;
}

}  // namespace stemma
