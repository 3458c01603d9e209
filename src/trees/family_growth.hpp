// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "trees/reading_table.hpp"

namespace stemma {

/// For each node those that it is linked with, sorted.
using Neighbours = std::vector<std::vector<FamilyNode>>;

/// FamilyGrowth: here are copies of one text, which of them are next to each other, and where is a lost one between them?
///
/// In    a table of their readings.
/// Out   a tree of least total distance, each lost copy paid for by what it saves; not yet which end is up.
/// How   the shortest tree over the copies, twice: the first tells how much these copyists mend and hit on the same, and so what a
///       reading weighs. Then, where several neighbours of a copy are nearer to what most of three of them have than to
///       the copy itself, a lost copy with these readings takes its place among them (median joining: Bandelt, Forster,
///       Röhl 1999). Many at a time, then all are linked anew and the lost ones read anew, until nothing is gained.
/// Cost  copies² × places, at once for each pair.
class FamilyGrowth {
 public:
  FamilyGrowth(ReadingTable table, unsigned threads);

  void grow();

  [[nodiscard]] ReadingTable const& table() const { return table_; }

  [[nodiscard]] std::size_t members() const { return members_; }

  /// Lost copies without neighbours are none.
  [[nodiscard]] Neighbours const& near() const { return near_; }

  [[nodiscard]] std::uint32_t length(FamilyNode one, FamilyNode other) const;

  [[nodiscard]] bool is_there(FamilyNode node) const { return is_in_use_[node]; }

  /// Changes of readings in the tree, for each that there must be at least; near to 1 where there are few readings.
  [[nodiscard]] double conflict() const;

  /// The rest is linked anew, as if these were not there.
  void set_aside(std::vector<FamilyNode> const& nodes);
  /// These are there again, linked with one another and the rest as given.
  void put_back(
    std::vector<FamilyNode> const& nodes,
    std::vector<std::pair<FamilyNode, FamilyNode>> const& links,
    std::pair<FamilyNode, FamilyNode> bridge
  );

 private:
  /// A lost copy beside a node, in its place for some of its neighbours.
  struct Offer {
    std::int64_t saved = 0;
    FamilyNode middle = 0;
    std::vector<std::uint16_t> readings;
    std::vector<FamilyNode> moved;
  };

  /// What a finding about a node rests on: it need not be made again while this is the same.
  struct Basis {
    std::vector<FamilyNode> near;
    std::uint64_t versions = 0;

    [[nodiscard]] friend bool operator==(Basis const&, Basis const&) = default;
  };

  [[nodiscard]] Basis basis_of(FamilyNode node) const;
  void measure_from(FamilyNode first);
  void remeasure(std::vector<FamilyNode> const& changed);
  void link_anew();
  [[nodiscard]] Neighbours shortest_tree() const;
  [[nodiscard]] bool drop_idle();
  void read_lost_anew();
  void settle();
  [[nodiscard]] Offer best_offer(FamilyNode middle) const;
  [[nodiscard]] std::vector<Offer> offers();
  void insert(Offer const& offer);
  [[nodiscard]] std::int64_t cost() const;

  ReadingTable table_;
  unsigned threads_ = 1;
  std::size_t members_ = 0;
  std::vector<std::vector<std::uint32_t>> lengths_;  ///< By node and lower node.
  std::vector<bool> is_in_use_;                      ///< By node; a lost copy that saves nothing is not.
  Neighbours near_;
  std::vector<std::uint64_t> versions_;           ///< By node: how often its readings were changed.
  std::vector<Basis> read_from_;                  ///< By node: that of the lost ones' readings.
  std::vector<std::pair<Basis, Offer>> offered_;  ///< By node.
};

}  // namespace stemma
