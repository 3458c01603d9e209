// SPDX-License-Identifier: Apache-2.0
#include "corpus/input_list.hpp"

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "corpus/input_form.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

constexpr std::size_t kMostOpen = 256;

FileState state_from(struct stat const& status) {
  return {
    status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
    std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

std::uint64_t hash_of(std::string_view name) {
  return XXH3_64bits(name.data(), name.size());
}

}  // namespace

std::optional<FileState> state_of(std::filesystem::path const& path) {
  struct stat status {};

  return stat(path.c_str(), &status) == 0 ? std::optional{state_from(status)} : std::nullopt;
}

std::optional<FileState> state_of(int descriptor) {
  struct stat status {};

  return fstat(descriptor, &status) == 0 ? std::optional{state_from(status)} : std::nullopt;
}

InputList::InputList(std::vector<std::filesystem::path> paths) {
  inputs_.resize(paths.size());
  std::vector<std::uint64_t> names;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    inputs_[i].path = std::move(paths[i]);
    // Which of the two names it will be is known only when it is opened.
    std::uint64_t const as_records = hash_of(short_name(i, true));
    std::uint64_t const as_text = hash_of(short_name(i, false));
    names.push_back(as_records);
    if (as_text != as_records) {
      names.push_back(as_text);
    }
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i] == names[i - 1] && (shared_names_.empty() || shared_names_.back() != names[i])) {
      shared_names_.push_back(names[i]);
    }
  }
}

InputList::~InputList() {
  for (StreamInput const& input : inputs_) {
    if (input.descriptor >= 0) {
      static_cast<void>(close(input.descriptor));
    }
  }
}

std::uint64_t InputList::bytes_of_names(std::vector<std::filesystem::path> const& paths) {
  std::uint64_t bytes = 0;
  for (std::filesystem::path const& path : paths) {
    bytes += 2 * (sizeof(std::filesystem::path) + path.native().size()) + sizeof(StreamInput);
  }
  return bytes;
}

std::string InputList::source(std::size_t input) const {
  return as_utf8(inputs_[input].path.native());
}

std::string InputList::short_name(std::size_t input, bool are_records) const {
  std::filesystem::path const& path = inputs_[input].path;
  if (path == "-") {
    return "stdin";
  }
  if (are_records) {
    return as_utf8(path.filename().native());
  }
  std::string name = unpacked_name(unpacked_name(path, Packing::Gzip), Packing::Zstd).filename().native();
  auto const dot = name.rfind('.');
  name.resize(dot == 0 || dot == std::string::npos ? name.size() : dot);
  return as_utf8(name);
}

std::string InputList::name(std::size_t input) const {
  std::string name = short_name(input, inputs_[input].are_records);
  return std::binary_search(shared_names_.begin(), shared_names_.end(), hash_of(name)) ? source(input) : name;
}

void InputList::keep_open(std::size_t input) {
  if (open_ < kMostOpen) {
    inputs_[input].descriptor = open(inputs_[input].path.c_str(), O_RDONLY | O_CLOEXEC);
    open_ += inputs_[input].descriptor >= 0 ? 1U : 0U;
  }
}

}  // namespace stemma
