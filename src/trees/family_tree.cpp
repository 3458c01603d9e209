// SPDX-License-Identifier: Apache-2.0
#include "trees/family_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "trees/tree_sides.hpp"

namespace stemma {

namespace {

/// A difference in length of 1 counts as this much log-odds between two links.
constexpr double kTemper = 0.35;

// What is more easily done one way than the other (natural log).
constexpr double kSlipMade = 1;
constexpr double kWordLost = 0.3;
constexpr double kOnlyThere = 0.5;  // what only one copy has was hardly there for others to mend
constexpr double kPartLost = 2;

/// The older a copy, the more hangs on it: so much of what growth by chance would say.
constexpr double kOldest = 1;

/// A reading is rare that no more copies have.
constexpr std::uint32_t kRare = 3;

constexpr double kNone = std::numeric_limits<double>::infinity();

/// Of a second exemplar that is believed at all.
double surety_of(FamilyMerge const& merge) {
  return 1 / (1 + std::exp(-kTemper * merge.gain));
}

struct Step {
  FamilyNode child = 0;
  FamilyNode parent = 0;
};

/// All links, seen from `root`: parents first.
std::vector<Step> steps_from(FamilyNode root, Neighbours const& near) {
  std::vector<Step> steps;
  std::vector<bool> is_seen(near.size(), false);
  is_seen[root] = true;
  std::vector<FamilyNode> open{root};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (auto const next : near[open[i]]) {
      if (!is_seen[next]) {
        is_seen[next] = true;
        steps.push_back({next, open[i]});
        open.push_back(next);
      }
    }
  }
  return steps;
}

/// What speaks against a reading's having been there first.
class Blame {
 public:
  explicit Blame(CopyFamily const& family) {
    for (Place const& place : family.places) {
      auto& of_place = of_readings_.emplace_back();
      for (PlaceReading const& reading : place.readings) {
        bool const is_only_there = reading.carriers == 1 && !of_place.empty();  // the first is the one that most have
        of_place.push_back(
          (reading.is_slip ? kSlipMade : 0) + (reading.word == 0 ? kWordLost : 0) + (is_only_there ? kOnlyThere : 0)
        );
      }
    }
  }

  /// Natural log of how unlikely `later` was copied into `earlier`: what `later` is to blame for, where both differ.
  [[nodiscard]] double of(ReadingTable::Row const& later, ReadingTable::Row const& earlier) const {
    double sum = 0;
    std::size_t lost = 0;
    std::size_t gained = 0;
    for (std::size_t p = 0; p < of_readings_.size(); ++p) {
      auto const l = later.readings[p];
      auto const e = earlier.readings[p];
      if (l == e) {
        continue;
      }
      if (l == ReadingTable::kNothing || e == ReadingTable::kNothing) {
        ++(l == ReadingTable::kNothing ? lost : gained);
      } else {
        sum += of_readings_[p][l];
      }
    }
    return sum + (lost > gained ? kPartLost : 0);
  }

 private:
  std::vector<std::vector<double>> of_readings_;  ///< By place and reading.
};

class Hanging {
 public:
  Hanging(CopyFamily const& family, FamilyGrowth const& growth, std::vector<FamilyMerge> const& merges)
      : family_{family},
        growth_{growth},
        merges_{merges},
        near_{growth.near()},
        members_{growth.members()},
        blame_{family} {}

  [[nodiscard]] FamilyTree hang(std::optional<FamilyNode> known) {
    judge_roots(known);
    FamilyTree tree;
    number(tree);
    auto const best = std::ranges::max_element(roots_);
    auto const root = static_cast<FamilyNode>(best - roots_.begin());
    tree.root = numbers_[root];
    auto const steps = steps_from(root, near_);
    TreeSides const sides{growth_};
    std::vector<double> turned(roots_);  // probability that the root is at or below the node
    std::vector<std::size_t> sizes(near_.size(), 1);
    for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
      turned[at->parent] += turned[at->child];
      sizes[at->parent] += sizes[at->child];
    }
    for (Step const& step : steps) {
      auto link = judge(step, sides);
      link.direction = 1 - turned[step.child];
      link.below = sizes[step.child];
      link.parent = numbers_[step.parent];
      link.child = numbers_[step.child];
      tree.links.push_back(link);
    }
    for (FamilyMerge const& merge : merges_) {
      if (auto const nodes = below(merge); std::ranges::find(nodes, root) != nodes.end()) {
        continue;  // what must be the root was made of no others
      }
      FamilyLink link;
      count_readings({merge.child, merge.second}, link);
      link.parent = numbers_[merge.second];
      link.child = numbers_[merge.child];
      link.confidence = surety_of(merge);
      link.direction = 1;
      link.length = merge.gain;
      link.below = sizes[merge.child];
      tree.links.push_back(link);
    }
    std::ranges::stable_sort(tree.links, {}, &FamilyLink::child);
    tree.copyists = describe_copyists(family_, growth_);
    return tree;
  }

 private:
  void number(FamilyTree& tree) {
    numbers_.assign(near_.size(), 0);
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      bool const is_member = node < members_;
      numbers_[node] = is_member ? node : static_cast<FamilyNode>(members_ + tree.lost);
      tree.lost += static_cast<std::uint32_t>(!is_member && !near_[node].empty());
    }
  }

  /// Probability of each node to be the root.
  void judge_roots(std::optional<FamilyNode> known) {
    roots_.assign(near_.size(), -kNone);
    if (known) {
      roots_.assign(near_.size(), 0);
      roots_[*known] = 1;
      return;
    }
    auto const steps = steps_from(0, near_);
    std::vector<double> sizes(near_.size(), 1);
    for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
      sizes[at->parent] += sizes[at->child];
    }
    double const all = sizes[0];
    roots_[0] = 0;
    for (auto const& [child, parent] : steps) {
      auto const& table = growth_.table();
      double const up = roots_[parent] + blame_.of(table.row(parent), table.row(child));
      roots_[child] =
        up - blame_.of(table.row(child), table.row(parent)) + kOldest * std::log(sizes[child] / (all - sizes[child]));
    }
    forbid_roots_below_merges();
    double const most = *std::ranges::max_element(roots_);
    double sum = 0;
    for (double& value : roots_) {
      value = std::exp(value - most);
      sum += value;
    }
    for (double& value : roots_) {
      value /= sum;
    }
  }

  /// The merge's child and what hangs on it.
  [[nodiscard]] std::vector<FamilyNode> below(FamilyMerge const& merge) const {
    std::vector<bool> is_below(near_.size(), false);
    std::vector<FamilyNode> open{merge.child};
    is_below[merge.child] = true;
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (auto const next : near_[open[i]]) {
        if (!is_below[next] && !(open[i] == merge.child && next == merge.first)) {
          is_below[next] = true;
          open.push_back(next);
        }
      }
    }
    return open;
  }

  /// What was made of two others is not the root, nor is what hangs on it.
  void forbid_roots_below_merges() {
    for (FamilyMerge const& merge : merges_) {
      for (auto const node : below(merge)) {
        roots_[node] = -kNone;
      }
    }
  }

  void count_readings(Step const& step, FamilyLink& link) const {
    auto const own = growth_.table().row(step.child).readings;
    auto const other = growth_.table().row(step.parent).readings;
    auto const carriers = [&](std::size_t p, std::uint16_t reading) {
      bool const is_rare = reading != 0 && reading < family_.places[p].readings.size();  // 0 is what most have
      return is_rare ? family_.places[p].readings[reading].carriers : static_cast<std::uint32_t>(members_);
    };
    for (std::size_t p = 0; p < own.size(); ++p) {
      auto const of_child = carriers(p, own[p]);
      auto const of_parent = carriers(p, other[p]);
      if (own[p] == other[p]) {
        link.rare += static_cast<std::size_t>(of_child <= kRare);
      } else {
        link.mended += static_cast<std::size_t>(of_parent == 1);
        link.made += static_cast<std::size_t>(of_child == 1);
      }
    }
  }

  [[nodiscard]] FamilyLink judge(Step const& step, TreeSides const& sides) const {
    FamilyLink link;
    auto const length = [&](FamilyNode other) {
      return static_cast<double>(growth_.length(step.child, other)) / ReadingTable::kUnit;
    };
    double const chosen = length(step.parent);
    double others = 0;
    for (FamilyNode other = 0; other < near_.size(); ++other) {
      bool const is_out_of_use = other >= members_ && near_[other].empty();
      if (other == step.parent || is_out_of_use || sides.is_behind(step.parent, step.child, other)) {
        continue;
      }
      double const odds = std::exp(-kTemper * (length(other) - chosen));
      others += odds;
      if (other < members_ && odds > link.runner_up_confidence) {
        link.runner_up_confidence = odds;
        link.runner_up = other;
      }
    }
    count_readings(step, link);
    link.length = chosen;
    link.confidence = 1 / (1 + others);
    link.runner_up_confidence /= 1 + others;
    return link;
  }

  CopyFamily const& family_;
  FamilyGrowth const& growth_;
  std::vector<FamilyMerge> const& merges_;
  Neighbours const& near_;
  std::size_t members_ = 0;
  Blame blame_;
  std::vector<double> roots_;
  std::vector<FamilyNode> numbers_;
};

}  // namespace

JudgedCopy judged_copy(FamilyLink const& link, FamilyTree const& tree) {
  auto const above =
    std::ranges::find_if(tree.links, [&](FamilyLink const& other) { return other.child == link.child; });
  JudgedCopy judged;
  judged.parent = link.confidence;
  judged.direction = link.direction;
  judged.length = link.length;
  judged.mended = link.mended;
  judged.made = link.made;
  judged.rare = link.rare;
  judged.below = link.below;
  judged.copyists = tree.copyists;
  judged.from_lost = link.parent >= tree.copyists.copies;
  judged.to_lost = link.child >= tree.copyists.copies;
  judged.is_second = above->parent != link.parent;
  return judged;
}

FamilyTree hang_family(
  CopyFamily const& family,
  FamilyGrowth const& growth,
  std::vector<FamilyMerge> const& merges,
  std::optional<FamilyNode> root
) {
  return Hanging{family, growth, merges}.hang(root);
}

}  // namespace stemma
