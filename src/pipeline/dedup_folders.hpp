// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "stemma/dedup.hpp"

namespace stemma {

/// A run must not read what it writes, nor write over what it reads: an Error where one input holds the other.
void check_apart(std::span<std::filesystem::path const> inputs, std::filesystem::path const& written);

/// An Error where it cannot be.
void make_folder(std::filesystem::path const& folder);

/// The folders of a run. What is unfinished lies apart, so that an output is either whole or not there.
struct DedupFolders {
  std::filesystem::path output;
  std::filesystem::path unfinished;
  std::filesystem::path work;
  std::filesystem::path search;               ///< In `work`.
  std::vector<std::filesystem::path> shards;  ///< What others have read, where they have.
  bool is_work_given = false;

  DedupFolders(
    DedupOptions const& options, std::filesystem::path folder, std::vector<std::filesystem::path> read_by_others
  );

  void put_in_place(std::span<char const* const> names) const;
  void clear_away() const;
};

/// "shard-2-of-5": where a shard that is read lies in the work folder; while it is read, ".part" stands behind it.
[[nodiscard]] std::string shard_name(DedupShard const& shard);

/// The folders of all shards, in their order. An Error that says what is to be done where one is missing.
[[nodiscard]] std::vector<std::filesystem::path> finished_shards(std::filesystem::path const& work);

}  // namespace stemma
