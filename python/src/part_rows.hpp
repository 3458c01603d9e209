// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "python/src/partition_steps.hpp"

namespace stemma::python {

/// What lies in the blocks of each kind. The numbers are part of the work folder's names; _spark_work.py has them, too.
enum Kind : int {
  kDocuments = 1,  ///< PartDocument, one for each document of a part, in order.
  kIds,            ///< A length (kNoId for none) and the bytes, likewise.
  kAnchors,        ///< A count and the anchors, likewise.
  kSkipped,        ///< A row of the part, and the reason.
  kTotals,
  kNewIds,       ///< NewId
  kExact,        ///< ExactMember
  kFirstCopies,  ///< CopyFigures and an id, of the first document of each exact group; the next three follow in this order.
  kBestCopies,
  kFewCopies,
  kStarCopies,
  kCopies,       ///< First, number, id: what the clusters of the end are filled with.
  kKnownCopies,  ///< The same group from its first document's side.
  kLinks,
  kAnchorRows,
  kLocalPairs,
  kPairs,
  kCrowds,  ///< Anchors of crowds that a part's documents have.
  kHalfWeighed,
  kSuspects,
  kEdges,
  kLabels,
  kCellPairs,
  kRoutes,
  kTexts,
  kJoins,
  kClusters,
  kMembers,
  kWanted,
  kCounts,
};

constexpr std::uint32_t kNoId = 0xFFFF'FFFF;

struct PartDocument {
  std::uint64_t hash_low = 0;
  std::uint64_t hash_high = 0;
  std::int64_t published = 0;
  std::uint32_t bytes = 0;
  std::uint32_t shingles = 0;
  std::uint32_t different = 0;
  std::uint32_t row = 0;  ///< Of the part; skipped rows count.
};

/// An id that several documents of the pile want.
struct NewId {
  std::uint64_t hash = 0;
  std::uint32_t before = 0;  ///< So many of them are in parts before this one.
  std::uint32_t base = 0;    ///< The second is called `id-(base + 1)`.
};

/// Documents of a part whose bytes another document has, too.
struct ExactMember {
  std::uint64_t hash_low = 0;
  std::uint64_t hash_high = 0;
  std::uint64_t rank = 0;   ///< That of the best of the group.
  std::uint32_t first = 0;  ///< Of the pile.
  std::uint32_t best = 0;
  std::uint32_t total = 0;
  std::uint32_t spare = 0;
};

/// Documents of a part by number of the pile; ids as they are written in the end.
class PartIds {
 public:
  PartIds(
    std::vector<std::string_view> const& ids,
    std::vector<PartDocument> const& documents,
    std::vector<NewId> const& new_ids,
    std::uint64_t first_row
  );

  [[nodiscard]] std::string const& operator[](std::size_t local) const { return ids_.at(local); }

 private:
  std::vector<std::string> ids_;
};

[[nodiscard]] std::uint64_t hash_of_id(std::string_view id) noexcept;

/// The ids that documents want, in the order of the part; none where there is none: then the row is the id.
[[nodiscard]] std::vector<std::string> wanted_ids(
  std::vector<std::string_view> const& ids, std::vector<PartDocument> const& documents, std::uint64_t first_row
);

/// A number that is less the better a document stands for others: 0 earliest, 1 longest, 2 first.
[[nodiscard]] std::uint64_t rank_of(PartDocument const& document, int representative) noexcept;

/// One of `count` shares, by the high bits of a hash.
[[nodiscard]] constexpr std::uint32_t share_of(std::uint64_t hash, std::uint32_t count) noexcept {
  return static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15ULL >> 32U) * count >> 32U);
}

}  // namespace stemma::python
