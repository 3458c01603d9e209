// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "corpus/corpus_stream.hpp"

namespace stemma {

/// Writes notes about the input as they come, one JSON object a line: source, line or null, reason, count.
/// Throws `Error{CannotWrite}`.
class NoteFile {
 public:
  explicit NoteFile(std::filesystem::path path);

  void write(CountedNote const& note);
  void finish();

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

 private:
  void check() const;

  std::filesystem::path path_;
  std::ofstream out_;
  std::uint64_t count_ = 0;
};

}  // namespace stemma
