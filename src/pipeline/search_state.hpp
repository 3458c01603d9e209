// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "pipeline/block_spill.hpp"
#include "pipeline/document_table.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

/// How far a search for copies has come; all else in the work folder is what this speaks of.
struct SearchState {
  enum class Stage : std::uint64_t { Read, Pair, Compare, Done };

  Stage stage = Stage::Read;
  std::uint64_t documents = 0;   ///< Whose entries and anchors are put away.
  std::uint64_t next_share = 0;  ///< Of the stage.
  std::uint64_t links_bytes = 0;
  std::uint64_t clusters_bytes = 0;
  std::uint64_t redundant_documents = 0;
  DedupSummary summary;
  std::vector<BlockSpill::Block> anchor_blocks;
  std::vector<BlockSpill::Block> pair_blocks;
  std::vector<std::uint64_t> crowded;  ///< See crowd_key.
};

/// The folder in which a search keeps what it has done, so that it can go on after a kill.
///
/// The state is written beside the old one and then takes its place at once, so there is always a whole one. A kill loses
/// what was done since; a loss of power may lose more, since nothing waits for the disk.
class WorkFolder {
 public:
  WorkFolder(std::filesystem::path folder, DedupOptions const& options);

  /// What an earlier run left, or a new state. An Error where it was left by a run with other options.
  [[nodiscard]] SearchState load() const;
  void save(SearchState const& state) const;

  /// Appends what came since `state.documents` was written last.
  void save_documents(DocumentTable const& table, std::uint64_t from) const;
  void load_documents(DocumentTable& table, std::uint64_t count) const;

  [[nodiscard]] std::filesystem::path file(char const* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
  std::uint64_t fingerprint_;  ///< Of all options that change the output.
};

}  // namespace stemma
