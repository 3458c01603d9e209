// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unpacking_stream.hpp"

namespace stemma {

/// By what a change of a file is noticed.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t changed_ns = 0;

  [[nodiscard]] friend bool operator==(FileState const&, FileState const&) = default;
};

/// None where there is no such file any more.
[[nodiscard]] std::optional<FileState> state_of(std::filesystem::path const& path);
[[nodiscard]] std::optional<FileState> state_of(int descriptor);

/// One input of a stream. All but `path` is known once it was opened.
struct StreamInput {
  std::filesystem::path path;
  bool are_records = false;
  bool is_spilled = false;  ///< Packed, or no regular file: its texts are read again from the spill.
  Packing packing = Packing::Plain;
  FileState state;
  int descriptor = -1;  ///< For reading texts again; a few files only are kept open.
};

/// The inputs of a stream, in their order, and what documents without an id of their own are called.
class InputList {
 public:
  explicit InputList(std::vector<std::filesystem::path> paths);
  ~InputList();
  InputList(InputList const&) = delete;
  InputList& operator=(InputList const&) = delete;

  /// Room that so many names take, and while they are sorted.
  [[nodiscard]] static std::uint64_t bytes_of_names(std::vector<std::filesystem::path> const& paths);

  [[nodiscard]] std::size_t size() const noexcept { return inputs_.size(); }

  [[nodiscard]] StreamInput& operator[](std::size_t input) { return inputs_[input]; }

  [[nodiscard]] StreamInput const& operator[](std::size_t input) const { return inputs_[input]; }

  /// As messages name it.
  [[nodiscard]] std::string source(std::size_t input) const;

  /// "wire.jsonl" in "wire.jsonl:3", "story" of "story.txt"; the whole path where another input has that name, too.
  [[nodiscard]] std::string name(std::size_t input) const;

  /// Keeps a file open for reading again, unless many are.
  void keep_open(std::size_t input);

 private:
  [[nodiscard]] std::string short_name(std::size_t input, bool are_records) const;

  std::vector<StreamInput> inputs_;
  std::vector<std::uint64_t> shared_names_;  // hashes of names that several inputs have, sorted
  std::size_t open_ = 0;
};

}  // namespace stemma
