// SPDX-License-Identifier: Apache-2.0
#include "corpus/stream_files.hpp"

#include <string>
#include <utility>

#include "corpus/input_files.hpp"
#include "corpus/input_list.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// Before anything is read.
void check_names(std::vector<fs::path> const& files, std::uint64_t most_bytes) {
  std::uint64_t const bytes = InputList::bytes_of_names(files);
  if (bytes > most_bytes) {
    throw Error{
      ErrorKind::BadOption, "the names of " + std::to_string(files.size()) + " files take " +
                              std::to_string(bytes >> 20U) +
                              " MiB, more than a quarter of the memory; give more memory"};
  }
}

}  // namespace

std::vector<std::filesystem::path> stream_files(
  std::span<std::filesystem::path const> paths, std::uint64_t most_name_bytes, NoteListener const& listener
) {
  Intake walk;
  std::vector<std::filesystem::path> files = input_files(paths, walk);
  check_names(files, most_name_bytes);
  for (InputNote& note : walk.skipped) {
    listener({std::move(note), 1, true});
  }
  for (InputNote& note : walk.notices) {
    listener({std::move(note), 1, false});
  }
  return files;
}

}  // namespace stemma
