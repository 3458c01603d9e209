// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/text_comparer.hpp"

// The steps of Deduplicator one by one, for whoever has an engine of his own that sorts and joins (docs/dedup.md, "Its steps one
// by one"). Deduplicator is made of the same code, so the same documents come to the same links and clusters:
//
//   sketch_texts   a batch of texts              -> anchors of each; texts with the same bytes are one text from here on
//   pair_anchors   all rows of some anchors      -> pairs of documents with common anchors; add up over all anchors
//   weigh_anchors  a pair, its common anchors    -> whether it is worth a comparison, and whether it may join a cluster
//   TextComparer   texts and pairs of them       -> links; and from the links of a component its clusters
//
// Documents have numbers, 0…2^31 - 2, in the order of the input; ties go to the lesser one.

namespace stemma {

/// Why Deduplicator would skip a text, in its words: empty, not UTF-8, with NUL, longer than that. None for a good one.
[[nodiscard]] std::optional<std::string> fault_of_text(std::string_view text, std::uint64_t max_document_bytes);

/// An id or a name as it is taken: without white space around it; empty where it is none (blank, over 1000 bytes, no text).
[[nodiscard]] std::string_view taken_name(std::string_view written);

/// A time as docs/input.md reads it, in seconds since 1970; none where it cannot be read. The other checks only the years.
[[nodiscard]] std::optional<std::int64_t> seconds_of_time(std::string_view written);
[[nodiscard]] std::optional<std::int64_t> seconds_of_time(std::int64_t seconds);

/// What is known of a text to judge how many anchors it should share with its copies.
struct AnchorStock {
  std::uint32_t shingles = 0;  ///< Runs of five words.
  std::uint8_t different = 0;  ///< At least so many anchors are different: few where a text repeats itself.
};

/// Sketches of many texts, in columns.
struct TextSketches {
  std::vector<std::uint64_t> hashes;  ///< Of the bytes. Texts of one hash are the same only if their bytes are.
  std::vector<AnchorStock> stocks;
  std::vector<std::uint64_t>
    anchors;  ///< 41 bits each; those of a text in its order, some twice where it repeats itself.
  std::vector<std::uint64_t>
    anchor_ends;  ///< Those of text i end here and begin at `anchor_ends[i - 1]`, of the first at 0.
};

/// A text of more words has no anchors: only its exact copies are found. So with 4 GiB of memory.
inline constexpr std::uint32_t kMostWords = 1U << 24U;

/// In     texts, valid UTF-8. Errors: `BadOption` where STEMMA_KERNEL names a kernel that this machine does not have.
/// Cost   one pass over the bytes; about 45 anchors for a text of ordinary length. Same answer for any `threads` (0 = all).
[[nodiscard]] TextSketches sketch_texts(
  std::span<std::string_view const> texts, unsigned threads = 1, std::uint32_t most_words = kMostWords
);

/// One anchor of one document.
struct AnchorRow {
  std::uint64_t anchor = 0;
  std::uint32_t document = 0;
};

/// Two documents, and how many anchors they have in common. Sorts by left, then right.
struct AnchorPair {
  std::uint32_t left = 0;  ///< Less than `right`.
  std::uint32_t right = 0;
  std::uint32_t common = 0;     ///< Anchors that no crowd has.
  std::uint32_t in_crowds = 0;  ///< Anchors of crowds in which the two stand near each other.

  [[nodiscard]] friend auto operator<=>(AnchorPair const&, AnchorPair const&) = default;
};

struct AnchorPairs {
  std::vector<AnchorPair> pairs;       ///< Sorted, none twice.
  std::vector<std::uint64_t> crowded;  ///< Anchors of crowds, rising: boilerplate, which TextComparer must know.
};

/// An anchor that more documents have is one of a crowd, in a pile of so many documents; in it each document is paired with the
/// next `kCrowdNeighbours` by number only.
[[nodiscard]] std::size_t crowd_size(std::uint64_t documents) noexcept;
inline constexpr std::size_t kCrowdNeighbours = 4;

/// In     all rows of some anchors (every row of an anchor, or none), in any order; repeats do no harm. Documents with the bytes
///        of one before them have no rows. `documents`: of the whole pile, those with the same bytes among them.
/// Out    the pairs of these anchors; the counts of a pair are to be added up over all anchors.
/// Cost   n log n in rows, and at most `crowd_size` pairs a row.
[[nodiscard]] AnchorPairs pair_anchors(std::span<AnchorRow const> rows, std::uint64_t documents);

/// The same a piece at a time, for one who has not the memory for all pairs at once, or not all rows as `AnchorRow`.
class AnchorMeeting {
 public:
  /// `documents`: of the whole pile; `rows`: about so many will be added.
  explicit AnchorMeeting(std::uint64_t documents, std::size_t rows = 0);
  ~AnchorMeeting();
  AnchorMeeting(AnchorMeeting const&) = delete;
  AnchorMeeting& operator=(AnchorMeeting const&) = delete;

  void add(AnchorRow const& row);

  /// The pairs of so many anchors more that they have `most` in common, or few more; of all pieces the counts add up. When the first
  /// piece is asked for, all rows must have been added. A row takes eight bytes until its anchor was met, a common anchor 16 of its piece.
  [[nodiscard]] AnchorPairs next(std::size_t most);

  [[nodiscard]] bool at_end() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class AnchorEvidence : std::uint8_t {
  None,    ///< Not worth a look.
  Some,    ///< They may share a part: to be compared; with `CopyLevel::Partial` both belong to one component.
  Strong,  ///< They may be copies as wholes, too: to be compared, and both always belong to one.
};

/// What a pair's common anchors, over all anchors, say.
[[nodiscard]] AnchorEvidence weigh_anchors(
  AnchorStock const& left, AnchorStock const& right, AnchorPair const& pair
) noexcept;

}  // namespace stemma
