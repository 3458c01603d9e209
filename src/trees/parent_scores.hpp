// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "stemma/options.hpp"
#include "trees/copy_scores.hpp"
#include "trees/credits.hpp"
#include "trees/draft.hpp"
#include "trees/traits.hpp"
#include "trees/unit_scores.hpp"
#include "trees/weighing.hpp"
#include "trees/witness_set.hpp"

namespace stemma {

/// ParentScores: how well does this telling explain that one?
///
/// In    the traits and times of one story's tellings; later, who is thought to descend from whom.
/// Out   a weighing for any child and any one or two parents, additive over a stemma.
/// How   per fact of the child: handed down, new, or (dear) regained: missing in the parent though a telling that cannot
///       have learnt it from the child has it. Quoted words and wording against the rates of independent tellings.
///       A parent stamped later than its child pays by how far the clocks would have to be wrong.
/// Cost  construction n² in the tellings × traits; a weighing linear in the facts.
class ParentScores {
 public:
  ParentScores(StoryTellings const& story, std::span<TellingTraits const> traits, Clocks clocks, UnitScores units);

  /// Tells who is thought to descend from whom: descendants cannot attest what a witness has. At first nobody descends.
  void set_draft(Draft const& draft);

  [[nodiscard]] Weighing weigh(WitnessIndex child, Parents parents) const;

  /// The same of two parents, but nothing where it is clear that they weigh less than `least`. `in_either` is of the child.
  [[nodiscard]] std::optional<Weighing> weigh_merge(
    WitnessIndex child, Parents parents, double least, ChildInEither& in_either
  ) const;

  /// What two parents cannot weigh more than; found without reading the tellings.
  [[nodiscard]] double best_case(WitnessIndex child, Parents parents) const;

  /// Who has the fact; nobody for a fact that no telling of the story has.
  [[nodiscard]] WitnessSet const* carriers_of(std::uint64_t fact) const;

  /// Number of tellings that have the fact.
  [[nodiscard]] std::size_t carriers(std::uint64_t fact) const;

  /// Share of the child's runs of words that the parents have.
  [[nodiscard]] double shared_wording(WitnessIndex child, Parents parents) const;

  [[nodiscard]] std::size_t size() const { return traits_.size(); }

  [[nodiscard]] std::span<TellingTraits const> traits() const { return traits_; }

  [[nodiscard]] TellingTraits const& traits(WitnessIndex witness) const { return traits_[witness]; }

  [[nodiscard]] bool uses_clocks() const { return clocks_ == Clocks::Used; }

  [[nodiscard]] CopyScores const& copies() const { return copies_; }

  [[nodiscard]] UnitScores const& units() const { return units_; }

  [[nodiscard]] Credits const& credits() const { return credits_; }

  /// Tells who is next to whom in a family of copies that has a tree of its own: no other two of its members may be linked.
  void set_kin(CopyFamily const& family, std::vector<std::vector<std::uint32_t>> const& kin);

  /// Whether all are copies of one family with a tree of its own, which tells its root, too.
  [[nodiscard]] bool has_tree(std::span<WitnessIndex const> witnesses) const;

  /// Whether the one may be the other's parent at all.
  [[nodiscard]] bool may_link(WitnessIndex child, WitnessIndex parent) const;

  /// Whether stamps tell the order of the family of copies to which the witness belongs.
  [[nodiscard]] bool is_dated(CopyFamily const& family) const;

  /// Whether both have a time, and times are used.
  [[nodiscard]] bool are_stamped(WitnessIndex one, WitnessIndex other) const;

  /// What the stamps say against the link, never above 0.
  [[nodiscard]] double weigh_time(WitnessIndex child, WitnessIndex parent) const;

  [[nodiscard]] bool is_stamped_before(WitnessIndex child, WitnessIndex parent) const;

 private:
  [[nodiscard]] double weigh_copied_readings(WitnessIndex child, Parents parents) const;
  [[nodiscard]] double weigh_facts(WitnessIndex child, Parents parents) const;
  /// How much of what the parents offer a copy of the child's length has room for, 0…1: what is dropped from lack of room
  /// says nothing, and briefs drop more than their length asks for.
  [[nodiscard]] double room(WitnessIndex child, Parents parents) const;
  [[nodiscard]] double weigh_quotes(WitnessIndex child, std::size_t found) const;
  [[nodiscard]] double weigh_order(WitnessIndex child, Parents parents) const;
  [[nodiscard]] double weigh_wording(WitnessIndex child, Parents parents, std::size_t shared) const;
  /// What does not depend on who descends from whom, and not on the direction.
  [[nodiscard]] Weighing weigh_lasting(WitnessIndex child, Parents parents, std::size_t quoted, std::size_t wording)
    const;
  /// The rest, added to that.
  [[nodiscard]] Weighing weigh_rest(WitnessIndex child, Parents parents, Weighing weighing) const;
  /// Quoted words and runs of the child that the parents have.
  [[nodiscard]] std::size_t quoted_in(WitnessIndex child, Parents parents) const;
  [[nodiscard]] std::size_t wording_in(WitnessIndex child, Parents parents) const;
  /// Log-odds that the child was made from the parent and not the other way, by what retelling wears off.
  [[nodiscard]] double lean(WitnessIndex child, WitnessIndex parent) const;
  [[nodiscard]] bool are_copies(WitnessIndex child, Parents parents) const;
  [[nodiscard]] std::uint32_t shared_runs(WitnessIndex left, WitnessIndex right) const;

  StoryTellings const& story_;
  std::span<TellingTraits const> traits_;
  Clocks clocks_;
  std::unordered_map<std::uint64_t, std::uint32_t> fact_numbers_;  ///< By the fact's key.
  std::vector<WitnessSet> carriers_;                               ///< By the fact's number.
  std::vector<std::vector<std::uint32_t>> facts_;                  ///< Per witness: the numbers of its facts.
  std::vector<std::vector<double>> unexplained_;  ///< Per witness and fact: what it costs if the parents lack it.
  std::vector<double> fact_weights_;              ///< Per witness: weight of all its facts.
  std::vector<double> densities_;                 ///< Per witness: natural log of facts per run of words.
  std::vector<double> garbled_;                   ///< Per witness: garbled facts.
  std::vector<std::uint32_t> shared_runs_;        ///< n × n.
  std::vector<std::uint32_t> shared_quoted_;      ///< n × n, but for a telling and itself.
  std::vector<float> orders_;                     ///< n × n.
  CopyScores copies_;
  UnitScores units_;
  Credits credits_;
  std::vector<std::vector<WitnessIndex>>
    kin_;                              ///< By witness, sorted; of members of families with a tree of their own.
  std::vector<bool> is_undated_copy_;  ///< By witness: of a family whose order stamps do not tell.
};

}  // namespace stemma
