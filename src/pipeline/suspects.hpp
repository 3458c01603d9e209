// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "pipeline/block_spill.hpp"
#include "pipeline/copy_search.hpp"

namespace stemma {

/// Two documents to be compared, or known to be exact copies. Sorts by component, then kin, then left, then right.
struct Suspect {
  static constexpr std::uint32_t kNoKin = 0xFFFF'FFFF;

  std::uint32_t component = 0;  ///< The first document that strong evidence joins with the left one.
  /// The first document that strong evidence joins with both, not counting what crowds have; `kNoKin` where that joins them
  /// not. Boilerplate makes one component of very many families; so the texts of a family are read one after another.
  std::uint32_t kin = kNoKin;
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  bool is_exact = false;

  [[nodiscard]] friend auto operator<=>(Suspect const&, Suspect const&) = default;
};

/// The suspects of a pile in 256 shares, those that strong evidence joins in one share: a cluster never lies across two.
/// Weak evidence would join very many into one heap, in which each text had to be read again for every pair.
class Suspects {
 public:
  /// From the pairs that the search has put away.
  explicit Suspects(CopySearch& search);

  [[nodiscard]] std::pmr::vector<Suspect> share(std::size_t number) const;

  [[nodiscard]] std::size_t pairs_in(std::size_t share) const { return by_component_.numbers_in(share); }

  /// In which share the suspects of a component are.
  [[nodiscard]] std::size_t share_of(std::uint32_t component) const noexcept { return component / documents_a_share_; }

  /// Whether a cluster may hold both.
  [[nodiscard]] bool hang_together(Suspect const& suspect) const noexcept {
    return root(suspect.right) == suspect.component;
  }

  [[nodiscard]] std::uint64_t crowded_documents() const noexcept { return crowded_documents_; }

 private:
  [[nodiscard]] std::uint32_t root(std::uint32_t document) const noexcept;
  [[nodiscard]] std::uint32_t find_root(std::uint32_t document) noexcept;
  void join(std::uint32_t left, std::uint32_t right) noexcept;
  void weigh_pairs(CopySearch& search, BlockSpill& weighed);
  void add_exact_copies(DocumentTable const& documents, BlockSpill& weighed);

  SpillMemory& memory_;
  std::pmr::vector<std::uint32_t> parents_;  ///< In the end each document's component.
  std::size_t documents_a_share_;
  BlockSpill by_component_;
  std::uint64_t crowded_documents_ = 0;
};

}  // namespace stemma
