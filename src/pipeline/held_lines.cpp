// SPDX-License-Identifier: Apache-2.0
#include "pipeline/held_lines.hpp"

#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "pipeline/memory_plan.hpp"
#include "pipeline/search_state.hpp"
#include "stemma/error.hpp"

namespace stemma {

GrowingFile::GrowingFile(std::filesystem::path path, std::uint64_t length, bool is_lasting)
    : path_{std::move(path)}, is_lasting_{is_lasting} {
  if (std::filesystem::exists(path_)) {
    std::filesystem::resize_file(path_, length);
  }
  out_.open(path_, std::ios::binary | std::ios::app);
  length_ = length;
}

void GrowingFile::append(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  length_ += bytes.size();
}

std::uint64_t GrowingFile::flush() {
  out_.flush();
  if (!out_) {
    throw Error{ErrorKind::CannotWrite, "Cannot write " + path_.string() + ": is the disk full?"};
  }
  if (is_lasting_) {
    sync_file(path_);
  }
  return length_;
}

void HeldLines::settle() {
  if (tail_.size() < kHeldLinesBytes) {
    return;
  }
  if (!file_) {
    std::string name = (*folder_ / "lines.XXXXXX").native();
    int const descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0) {
      ::unlink(name.c_str());
      file_.reset(::fdopen(descriptor, "w+"));
    }
    check();
  }
  static_cast<void>(std::fwrite(tail_.data(), 1, tail_.size(), file_.get()));
  static_cast<void>(std::fflush(file_.get()));
  check();
  tail_.clear();
}

void HeldLines::check() const {
  if (!file_ || std::ferror(file_.get()) != 0) {
    throw Error{ErrorKind::CannotWrite, "Cannot write to " + folder_->string() + ": is the disk full?"};
  }
}

}  // namespace stemma
