// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
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
  kSpread,       ///< Spread
  kFirstCopies,  ///< CopyFigures and an id, of the first document of an exact group.
  kBestCopies,   ///< Of the best one.
  kFewCopies,    ///< Of each other one of a small group.
  kStarCopies,   ///< First, number, id: of the others of a large group, where their part is.
  kCopies,       ///< The same of small groups, where the first document is.
  kKnownCopies,  ///< A group from its first document's side.
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
  kVisit,         ///< Bytes that only see to it that a share has its turn.
  kStarClusters,  ///< First of a large exact group, its cluster, and that one's representative.
  kTellings,      ///< The others are of a trace (story_*.cpp).
  kWordLeads,
  kNames,
  kCountedWords,
  kWordTexts,
  kPileWords,
  kVectors,
  kPostings,
  kNear,
  kStoryLabels,
  kStoryRoutes,
  kStoryTexts,
  kTextBytes,  ///< The texts of a part as they were read, of a dedup.
};

constexpr std::uint32_t kNoId = 0xFFFF'FFFF;
constexpr auto kNoTime = std::numeric_limits<std::int64_t>::min();
constexpr std::uint32_t kWrittenOut = 8;  ///< As docs/dedup.md says: of more copies each is linked with the first only.

struct PartDocument {
  std::uint64_t hash_low = 0;
  std::uint64_t hash_high = 0;
  std::int64_t published = kNoTime;
  std::uint32_t bytes = 0;
  std::uint32_t shingles = 0;
  std::uint32_t different = 0;
  std::uint32_t row = 0;         ///< Of the part; skipped rows count.
  std::uint64_t text_begin = 0;  ///< Among the bytes of the part's texts.
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

/// A large group of documents with the same bytes has some in this part, too.
struct Spread {
  std::uint64_t hash_low = 0;
  std::uint64_t hash_high = 0;
  std::uint32_t first = 0;
  std::uint32_t part = 0;
};

/// A group of documents with the same bytes, as the part of its first document knows it.
struct KnownCopies {
  std::uint32_t first = 0;
  std::uint32_t best = 0;
  std::uint64_t rank = 0;
  std::string_view id;
  std::string_view best_id;
  std::vector<std::pair<std::uint32_t, std::string_view>> copies;  ///< The others of a small group.
};

void put_known(std::string& block, KnownCopies const& known);
[[nodiscard]] KnownCopies take_known(BlockReader& reader);

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
