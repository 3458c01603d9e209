// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trees/copy_family.hpp"

namespace stemma {

/// A node of a family's tree: below the number of members a member, from there on a lost copy.
using FamilyNode = std::uint32_t;

/// ReadingTable: here are copies, surviving and lost ones, how far are two of them apart?
///
/// In    a family; later, lost copies as what they are thought to have had.
/// Out   distances: the weight of the places at which both have something and not the same.
/// How   a row of small numbers per copy, so that one pass without a branch compares two. Weights are whole numbers: sums do
///       not depend on their order. A reading weighs the less, the more often a tree must have readings made twice or mended:
///       where copyists do that, one agreement tells little, and what only one copy has says nothing of what it was copied to.
/// Cost  memory copies × places; a distance one pass over the places.
class ReadingTable {
 public:
  /// In place of a reading's number: the copy lacks the place.
  static constexpr std::uint16_t kNothing = 0xFFFF;
  /// So much weight is one unit (natural log).
  static constexpr double kUnit = 32;

  /// A reading weighs no more, so that a thousand of them fit in sixteen bits.
  static constexpr std::uint16_t kMostWeight = 56;

  struct Row {
    std::span<std::uint16_t const> readings;
    std::span<std::uint16_t const> weights;  ///< Of each reading, at most `kMostWeight`; 0 where there is none.
  };

  explicit ReadingTable(CopyFamily const& family);

  [[nodiscard]] std::size_t copies() const { return copies_; }

  [[nodiscard]] std::size_t places() const { return places_; }

  /// Places at which both copies have something and not the same.
  [[nodiscard]] std::size_t changes(FamilyNode one, FamilyNode other) const;

  /// Changes that a tree must have, each reading made once.
  [[nodiscard]] std::size_t least_changes() const;

  /// Weighs all readings anew. `conflict`: the changes in a tree of the copies, for each that there must be at least.
  void weigh(double conflict);

  [[nodiscard]] Row row(FamilyNode node) const;

  /// Weight of the places [begin, end) at which both have something and not the same.
  [[nodiscard]] static std::uint32_t differing_weight(
    Row const& one, Row const& other, std::size_t begin, std::size_t end
  );

  /// In units. A fragment is not near to all because it lacks the places at which it would differ.
  [[nodiscard]] std::uint32_t distance(Row const& one, Row const& other) const;

  [[nodiscard]] std::uint32_t distance(FamilyNode one, FamilyNode other) const {
    return distance(row(one), row(other));
  }

  /// A copy with its weights, in no table.
  struct Copy {
    std::vector<std::uint16_t> readings;
    std::vector<std::uint16_t> weights;

    [[nodiscard]] Row row() const { return {readings, weights}; }
  };

  /// What two of three have; where all differ, what the middle one has.
  [[nodiscard]] Copy median(FamilyNode middle, FamilyNode a, FamilyNode b) const;

  /// What most of the nodes have at each place; the first of them where none is more frequent.
  [[nodiscard]] std::vector<std::uint16_t> most_frequent(std::span<FamilyNode const> nodes) const;

  [[nodiscard]] std::vector<std::uint16_t> weights_of(std::span<std::uint16_t const> readings) const;

  FamilyNode add(std::span<std::uint16_t const> readings);
  void replace(FamilyNode node, std::span<std::uint16_t const> readings);

 private:
  void set_reading_weights(double conflict);

  std::size_t places_ = 0;
  std::size_t copies_ = 0;
  std::vector<std::uint16_t> readings_;                      ///< By node and place.
  std::vector<std::uint16_t> weights_;                       ///< The same.
  std::vector<std::vector<std::uint16_t>> reading_weights_;  ///< By place and reading.
  CopyFamily const* family_ = nullptr;
};

}  // namespace stemma
