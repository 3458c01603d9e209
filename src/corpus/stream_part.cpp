// SPDX-License-Identifier: Apache-2.0
#include "corpus/stream_part.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/id_set.hpp"
#include "corpus/stream_state.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

constexpr char const* kIds = "ids.part";
constexpr char const* kNotes = "notes.part";
constexpr char const* kInputs = "inputs.part";
constexpr char const* kLines = "lines.part";

/// The beginning of inputs.part; behind it a PartInput for each input.
struct PartHead {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t names = 0;  ///< Of all inputs, hashed.
};

/// Device and inode are left out: on another machine they may be others.
struct PartInput {
  std::uint64_t size = 0;
  std::int64_t changed_ns = 0;
  std::uint32_t packing = 0;
  std::uint8_t are_records = 0;
  std::uint8_t is_spilled = 0;
  std::uint8_t is_kept_open = 0;
  std::uint8_t is_known = 0;  ///< A regular file.
};

static_assert(sizeof(PartInput) == 24);

/// Tells one list of inputs from another.
std::uint64_t names_of(InputList const& inputs) {
  std::string keys;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    keys += std::to_string(IdSet::key_of(inputs[i].path.native())) + ' ';
  }
  return IdSet::key_of(keys);
}

template <typename Item>
std::vector<Item> items_of(SpillFile const& file, std::uint64_t begin, std::size_t count) {
  std::vector<Item> items(count);
  file.read(begin, space_of(std::span{items}));
  return items;
}

/// The notes of a part, one after another.
class PartNotes {
 public:
  explicit PartNotes(fs::path const& path) : file_{SpillFile::left_at(path)} { step(); }

  /// Calls `tell(note, reason)` for those that come before the document of that number.
  template <typename Tell>
  void tell_until(std::uint64_t documents, Tell const& tell) {
    while (is_more_ && note_.documents <= documents) {
      tell(note_, reason_);
      step();
    }
  }

 private:
  void step() {
    is_more_ = at_ < file_->size();
    if (is_more_) {
      file_->read(at_, space_of(std::span{&note_, 1}));
      reason_.resize(note_.reason_bytes);
      file_->read(at_ + sizeof(PartNote), std::span{reason_});
      at_ += sizeof(PartNote) + note_.reason_bytes;
    }
  }

  std::unique_ptr<SpillFile> file_;
  std::uint64_t at_ = 0;
  bool is_more_ = false;
  PartNote note_;
  std::string reason_;
};

}  // namespace

std::pair<std::uint32_t, std::uint32_t> inputs_of_part(InputList const& inputs, InputPart const& part) {
  std::vector<std::uint64_t> ends;  // of the inputs, in bytes
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].path == "-") {
      throw Error{ErrorKind::BadOption, "standard input cannot be read in shards; give files"};
    }
    total += state_of(inputs[i].path).value_or(FileState{}).size + 1;
    ends.push_back(total);
  }
  auto const begin_of = [&](std::uint32_t number) {
    auto const wanted = static_cast<long double>(total) * number / part.count;
    std::uint32_t input = 0;
    for (std::uint64_t before = 0; input < ends.size(); before = ends[input++]) {
      if (static_cast<long double>(before + (ends[input] - before) / 2) >= wanted) {
        break;
      }
    }
    return input;
  };
  return {begin_of(part.number - 1), begin_of(part.number)};
}

PartWriter::PartWriter(fs::path const& folder, std::uint32_t first, std::uint32_t last)
    : first_{first}, last_{last}, ids_{folder / kIds}, notes_{folder / kNotes} {}

void PartWriter::add(std::string_view id, std::uint64_t line) {
  PartId const entry{IdSet::key_of(id), line};
  ids_.append(bytes_of(std::span{&entry, 1}));
}

void PartWriter::note(PartNote note, std::string_view reason) {
  note.reason_bytes = reason.size();
  notes_.append(bytes_of(std::span<PartNote const>{&note, 1}));
  notes_.append(reason);
}

void CorpusStream::finish_part() const {
  State const& s = *state_;
  SpillFile inputs{s.options.work / kInputs};
  PartHead const head{s.part_writer->first(), s.part_writer->last(), s.filler.packed_bytes(), names_of(s.inputs)};
  inputs.append(bytes_of(std::span{&head, 1}));
  for (auto number = head.first; number < head.last; ++number) {
    StreamInput const& input = s.inputs[number];
    PartInput const entry{
      input.state.size,
      input.state.changed_ns,
      static_cast<std::uint32_t>(input.packing),
      static_cast<std::uint8_t>(input.are_records),
      static_cast<std::uint8_t>(input.is_spilled),
      static_cast<std::uint8_t>(input.are_records && !input.is_spilled),
      static_cast<std::uint8_t>(input.state != FileState{})};
    inputs.append(bytes_of(std::span{&entry, 1}));
  }
  SpillFile lines{s.options.work / kLines};
  lines.append(bytes_of(s.lines.marks()));
}

void CorpusStream::take_part(fs::path const& folder, std::span<TextPlace const> places) {
  State& s = *state_;
  auto const inputs = SpillFile::left_at(folder / kInputs);
  auto const head = items_of<PartHead>(*inputs, 0, 1).front();
  if (head.names != names_of(s.inputs) || head.last > s.inputs.size() || head.first > head.last) {
    throw Error{ErrorKind::BadOption, folder.native() + " was left by a run over other inputs"};
  }
  auto const entries = items_of<PartInput>(*inputs, sizeof(PartHead), head.last - head.first);
  auto const spill_path = folder / "unpacked.spill";
  if (std::any_of(entries.begin(), entries.end(), [](PartInput const& entry) { return entry.is_spilled != 0; }) && fs::exists(spill_path)) {
    s.part_spills.emplace(head.last, SpillFile::left_at(spill_path));
  }
  for (auto number = head.first; number < head.last; ++number) {
    PartInput const& entry = entries[number - head.first];
    StreamInput& input = s.inputs[number];
    if (entry.is_known != 0) {
      input.state = state_of(input.path).value_or(FileState{});
      if (input.state.size != entry.size || input.state.changed_ns != entry.changed_ns) {
        throw Error{ErrorKind::NoInput, changed_message(s.inputs.source(number))};
      }
    }
    input.packing = static_cast<Packing>(entry.packing);
    input.are_records = entry.are_records != 0;
    input.is_spilled = entry.is_spilled != 0;
    if (entry.is_kept_open != 0) {
      s.inputs.keep_open(number);
    }
  }
  auto const lines = SpillFile::left_at(folder / kLines);
  s.lines.append(items_of<LineNumbers::Mark>(*lines, 0, lines->size() / sizeof(LineNumbers::Mark)));
  auto const ids = SpillFile::left_at(folder / kIds);
  PartNotes notes{folder / kNotes};
  auto const tell = [&](PartNote const& note, std::string const& reason) {
    s.tell(note.input, note.line, reason, note.is_skipped != 0);
  };
  std::vector<char> space;
  constexpr std::size_t kAtOnce = 4096;
  for (std::size_t begin = 0; begin < places.size(); begin += kAtOnce) {
    auto const some = items_of<PartId>(*ids, begin * sizeof(PartId), std::min(kAtOnce, places.size() - begin));
    for (std::size_t i = 0; i < some.size(); ++i) {
      TextPlace const& place = places[begin + i];
      notes.tell_until(begin + i, tell);
      auto const number = s.ids.add(some[i].key, [&] { return std::string{id(place, space)}; });
      if (number != 0) {
        s.new_ids.add(place, number);
        s.tell(place.input, some[i].line, kTakenId, false);
      }
    }
  }
  notes.tell_until(~std::uint64_t{0}, tell);
  if (s.places) {
    s.places->append(bytes_of(places));
  }
  s.next_number += places.size();
  s.packed_bytes_of_parts += head.packed_bytes;
  if (head.last == s.inputs.size()) {
    s.notes.finish();
  }
}

}  // namespace stemma
