// SPDX-License-Identifier: Apache-2.0
#include "pipeline/note_file.hpp"

#include <string>
#include <utility>

#include "report/json_stream.hpp"
#include "stemma/error.hpp"

namespace stemma {

NoteFile::NoteFile(std::filesystem::path path)
    : path_{std::move(path)}, out_{path_, std::ios::binary | std::ios::trunc} {
  check();
}

void NoteFile::write(CountedNote const& note) {
  JsonStream json{out_, JsonPlace::File};
  json.begin_object();
  json.key("source");
  json.string(note.note.source);
  json.key("line");
  if (note.note.line) {
    json.integer(static_cast<std::int64_t>(*note.note.line));
  } else {
    json.null();
  }
  json.key("reason");
  json.string(note.note.reason);
  json.key("count");
  json.integer(static_cast<std::int64_t>(note.count));
  json.end_object();
  out_ << '\n';
  count_ += note.count;
  check();
}

void NoteFile::finish() {
  out_.close();
  check();
}

void NoteFile::check() const {
  if (!out_) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + path_.native() + ": is the disk full?"};
  }
}

}  // namespace stemma
