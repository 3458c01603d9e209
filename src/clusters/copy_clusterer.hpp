// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <span>
#include <utility>
#include <vector>

namespace stemma {

/// A verified link between two documents, by their numbers.
struct CopyLink {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

/// How well a document stands for others: of two, that of the lesser rank had better do so.
struct CopyRank {
  std::uint64_t merit = 0;
  std::uint32_t number = 0;  ///< Of the document itself: no two have one rank.

  [[nodiscard]] friend auto operator<=>(CopyRank const&, CopyRank const&) = default;
};

/// Documents that are copies of one of them.
struct CopyCluster {
  std::uint32_t representative = 0;
  std::pmr::vector<std::uint32_t> members;  ///< Rising; the representative among them. Two at least.
};

/// Clusters: here are verified links, which documents are copies of one, and which one stands for them?
///
/// In    links; the rank of each document; and a way to compare two documents that
///       no link joins. It may be asked for any two.
/// Out   clusters, none with a document of another, in the order of their first members. Each member is a verified copy
///       of the representative itself, so that no chain of small changes can join what has nothing in common.
/// How   the document of the least rank that is still free becomes a representative; from it links are followed for as long as
///       what they lead to is a copy of the representative, too.
/// Cost  linear in links, and one comparison for each member that has no link to the representative.
class CopyClusterer {
 public:
  using RankOf = std::function<CopyRank(std::uint32_t)>;
  using AreCopies = std::function<bool(std::uint32_t representative, std::uint32_t other)>;

  /// All lists, also those of the product, are taken from `memory`.
  CopyClusterer(
    RankOf rank_of, AreCopies are_copies, std::pmr::memory_resource* memory = std::pmr::get_default_resource()
  )
      : rank_of_{std::move(rank_of)}, are_copies_{std::move(are_copies)}, memory_{memory} {}

  [[nodiscard]] std::pmr::vector<CopyCluster> cluster(std::span<CopyLink const> links) const;

 private:
  RankOf rank_of_;
  AreCopies are_copies_;
  std::pmr::memory_resource* memory_;
};

}  // namespace stemma
