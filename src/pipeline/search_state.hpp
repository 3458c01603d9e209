// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory_resource>
#include <vector>

#include "pipeline/block_spill.hpp"
#include "pipeline/document_table.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

/// How far a search for copies has come; all else in the work folder is what this speaks of.
struct SearchState {
  explicit SearchState(std::pmr::memory_resource* memory)
      : anchor_blocks{memory}, pair_blocks{memory}, crowded{memory} {}

  enum class Stage : std::uint64_t { Read, Pair, Compare, Done };

  Stage stage = Stage::Read;
  std::uint64_t documents = 0;   ///< Whose entries and anchors are put away.
  std::uint64_t next_share = 0;  ///< Of the stage.
  std::uint64_t links_bytes = 0;
  std::uint64_t clusters_bytes = 0;
  std::uint64_t redundant_documents = 0;
  DedupSummary summary;
  BlockSpill::Blocks anchor_blocks;
  BlockSpill::Blocks pair_blocks;
  std::pmr::vector<std::uint64_t> crowded;  ///< See crowd_key.
};

/// The folder in which a search keeps what it has done, so that it can go on after a kill.
///
/// The state is written beside the old one and then takes its place at once, so there is always a whole one. A kill loses
/// what was done since. A lasting folder also outlives a loss of power: the state waits until the disk has what it speaks of.
class WorkFolder {
 public:
  WorkFolder(std::filesystem::path folder, bool is_lasting, DedupOptions const& options);

  /// What an earlier run left, or a new state. An Error where it was left by a run with other options.
  [[nodiscard]] SearchState load(std::pmr::memory_resource* memory) const;
  void save(SearchState const& state) const;

  /// Appends what came since `state.documents` was written last.
  void save_documents(DocumentTable const& table, std::uint64_t from) const;
  void load_documents(DocumentTable& table, std::uint64_t count) const;

  /// Calls `take(entry)` for so many documents.
  void each_document(std::uint64_t count, std::function<void(DocumentEntry const&)> const& take) const;

  [[nodiscard]] bool is_lasting() const noexcept { return is_lasting_; }

  [[nodiscard]] std::filesystem::path file(char const* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
  bool is_lasting_;
  std::uint64_t fingerprint_;  ///< Of all options that change the output.
};

/// Waits until the disk has all of a file, or the names in a folder.
void sync_file(std::filesystem::path const& path);

}  // namespace stemma
