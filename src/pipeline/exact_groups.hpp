// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "base/spill_memory.hpp"
#include "clusters/copy_clusterer.hpp"
#include "pipeline/suspects.hpp"

namespace stemma {

/// Documents with the same bytes, of one share of the suspects.
class ExactGroups {
 public:
  /// In a larger group each copy is linked with the first only, and links of other texts are written for the first only.
  static constexpr std::size_t kWrittenOut = 8;

  ExactGroups(std::span<Suspect const> suspects, CopyClusterer::RankOf const& rank_of, SpillMemory& memory);

  /// The documents with the bytes of `first`, without itself, rising.
  [[nodiscard]] std::span<std::uint32_t const> copies(std::uint32_t first) const;

  /// All documents with the bytes of `first`, rising; but `first` alone where there are too many to be written out.
  [[nodiscard]] std::vector<std::uint32_t> written_out(std::uint32_t first) const;

  /// Which of them had better stand for others.
  [[nodiscard]] std::uint32_t best(std::uint32_t first) const;

  struct Group {
    std::uint32_t first = 0;
    std::uint32_t best = 0;
    std::size_t begin = 0;  ///< Of its copies.
    std::size_t end = 0;
    std::uint32_t component = 0;
  };

  [[nodiscard]] std::pmr::vector<Group> const& groups() const noexcept { return groups_; }

 private:
  [[nodiscard]] Group const* find(std::uint32_t first) const;

  std::pmr::vector<Group> groups_;  // by first
  std::pmr::vector<std::uint32_t> copies_;
};

}  // namespace stemma
