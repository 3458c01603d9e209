// SPDX-License-Identifier: Apache-2.0
#include "trees/family_tree.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "trees/family_profile.hpp"

namespace stemma {

namespace {

/// What a lost copy must save: so much, and this part of the shorter of the two ways it shortens. Copyists now and then
/// hit on what others have, the more the more they change.
constexpr double kLostCopy = 2.5;
constexpr double kChance = 0.2;

/// In a family of up to so many nodes all are linked anew, as short as can be, after each lost copy.
constexpr std::size_t kLinkedAnew = 300;

/// A difference in length of 1 counts as this much log-odds between two links, and a leaning between two directions.
constexpr double kTemper = 0.35;
constexpr double kRootTemper = 0.5;

constexpr double kNone = std::numeric_limits<double>::infinity();

using Neighbours = std::vector<std::vector<FamilyNode>>;

class Growth {
 public:
  explicit Growth(CopyFamily const& family) : family_{family} {
    for (FamilyMember const& member : family.members) {
      profiles_.push_back(member.departures);
    }
    members_ = profiles_.size();
    for (FamilyNode node = 0; node < members_; ++node) {
      measure(node);
    }
    near_ = shortest_tree();
  }

  void grow() {
    std::vector<Offer> best(near_.size());
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      best[node] = best_offer(node);
    }
    for (std::size_t step = 0; step < 2 * members_; ++step) {
      auto const at = std::ranges::max_element(best, {}, &Offer::saved);
      if (at->saved <= kLostCopy) {
        return;
      }
      Offer const taken = *at;
      bool const is_new_tree = insert(taken);
      best.resize(near_.size());
      for (FamilyNode node = 0; node < near_.size(); ++node) {
        bool const is_near = node == taken.middle || node == taken.a || node == taken.b || node + 1 == near_.size();
        if (is_new_tree || is_near) {
          best[node] = best_offer(node);
        }
      }
    }
  }

  [[nodiscard]] FamilyTree finish(std::optional<FamilyNode> root) {
    drop_idle();
    FamilyTree tree;
    auto const numbers = renumber(tree);
    auto const roots = judge_roots();
    auto const best = std::ranges::max_element(roots);
    auto const from = root ? *root : static_cast<FamilyNode>(best - roots.begin());
    tree.root = numbers[from];
    hang(from, roots, root.has_value(), numbers, tree);
    std::ranges::sort(tree.links, {}, &FamilyLink::child);
    return tree;
  }

 private:
  /// A lost copy between a node and two of its neighbours.
  struct Offer {
    double saved = 0;
    FamilyNode middle = 0;
    FamilyNode a = 0;
    FamilyNode b = 0;
  };

  void measure(FamilyNode node) {
    auto& row = lengths_.emplace_back();
    for (FamilyNode other = 0; other < node; ++other) {
      row.push_back(static_cast<float>(distance(family_, profiles_[node], profiles_[other])));
    }
  }

  [[nodiscard]] double length(FamilyNode one, FamilyNode other) const {
    return one == other ? 0 : static_cast<double>(lengths_[std::max(one, other)][std::min(one, other)]);
  }

  /// Prim. Of equal links the one between the lowest nodes.
  [[nodiscard]] Neighbours shortest_tree() const {
    Neighbours near(profiles_.size());
    std::vector<double> reach(profiles_.size(), kNone);
    std::vector<FamilyNode> from(profiles_.size(), 0);
    std::vector<bool> is_in(profiles_.size(), false);
    reach[0] = 0;
    for (std::size_t i = 0; i < profiles_.size(); ++i) {
      FamilyNode next = 0;
      double least = kNone;
      for (FamilyNode node = 0; node < profiles_.size(); ++node) {
        if (!is_in[node] && reach[node] < least) {
          least = reach[node];
          next = node;
        }
      }
      is_in[next] = true;
      if (i > 0) {
        near[next].push_back(from[next]);
        near[from[next]].push_back(next);
      }
      for (FamilyNode node = 0; node < profiles_.size(); ++node) {
        if (!is_in[node] && length(next, node) < reach[node]) {
          reach[node] = length(next, node);
          from[node] = next;
        }
      }
    }
    return near;
  }

  [[nodiscard]] double length_of(Neighbours const& near) const {
    double sum = 0;
    for (FamilyNode node = 0; node < near.size(); ++node) {
      for (auto const other : near[node]) {
        sum += other > node ? length(node, other) : 0;
      }
    }
    return sum;
  }

  [[nodiscard]] Offer best_offer(FamilyNode middle) const {
    Offer best;
    auto const& near = near_[middle];
    for (std::size_t i = 0; i < near.size(); ++i) {
      for (std::size_t j = i + 1; j < near.size(); ++j) {
        double const saved = saved_by_median(family_, profiles_[middle], profiles_[near[i]], profiles_[near[j]]) -
                             kChance * std::min(length(middle, near[i]), length(middle, near[j]));
        if (saved > best.saved) {
          best = {saved, middle, near[i], near[j]};
        }
      }
    }
    return best;
  }

  void unlink(FamilyNode one, FamilyNode other) {
    std::erase(near_[one], other);
    std::erase(near_[other], one);
  }

  void link(FamilyNode one, FamilyNode other) {
    near_[one].push_back(other);
    near_[other].push_back(one);
  }

  /// Whether more than the links around the new node changed.
  bool insert(Offer const& offer) {
    auto const lost = static_cast<FamilyNode>(profiles_.size());
    profiles_.push_back(median(profiles_[offer.middle], profiles_[offer.a], profiles_[offer.b]));
    measure(lost);
    near_.emplace_back();
    unlink(offer.middle, offer.a);
    unlink(offer.middle, offer.b);
    link(lost, offer.middle);
    link(lost, offer.a);
    link(lost, offer.b);
    if (profiles_.size() > kLinkedAnew) {
      return false;
    }
    auto anew = shortest_tree();
    bool const is_shorter = length_of(anew) < length_of(near_) - 1e-6;
    if (is_shorter) {
      near_ = std::move(anew);
      drop_idle();
    }
    return is_shorter;
  }

  /// Lost copies with fewer than three neighbours explain nothing.
  void drop_idle() {
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (auto node = static_cast<FamilyNode>(members_); node < near_.size(); ++node) {
        auto const near = near_[node];
        if (near.empty() || near.size() > 2) {
          continue;
        }
        for (auto const other : near) {
          unlink(node, other);
        }
        if (near.size() == 2) {
          link(near[0], near[1]);
        }
        is_changed = true;
      }
    }
  }

  [[nodiscard]] std::vector<FamilyNode> renumber(FamilyTree& tree) const {
    std::vector<FamilyNode> numbers(near_.size(), 0);
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      bool const is_member = node < members_;
      numbers[node] = is_member ? node : static_cast<FamilyNode>(members_ + tree.lost);
      tree.lost += static_cast<std::uint32_t>(!is_member && !near_[node].empty());
    }
    return numbers;
  }

  /// Probability of each node to be the root: by what all links lean to, seen from there.
  [[nodiscard]] std::vector<double> judge_roots() const {
    std::vector<double> leaning(near_.size(), -kNone);
    leaning[0] = 0;
    std::vector<FamilyNode> open{0};
    std::vector<bool> is_seen(near_.size(), false);
    is_seen[0] = true;
    while (!open.empty()) {
      auto const at = open.back();
      open.pop_back();
      for (auto const next : near_[at]) {
        if (!is_seen[next]) {
          is_seen[next] = true;
          leaning[next] = leaning[at] + 2 * lean(family_, profiles_[next], profiles_[at]);
          open.push_back(next);
        }
      }
    }
    double const most = *std::ranges::max_element(leaning);
    double sum = 0;
    for (double& value : leaning) {
      value = std::exp(kRootTemper * (value - most));
      sum += value;
    }
    for (double& value : leaning) {
      value /= sum;
    }
    return leaning;
  }

  void hang(
    FamilyNode root,
    std::vector<double> const& roots,
    bool is_root_known,
    std::vector<FamilyNode> const& numbers,
    FamilyTree& tree
  ) const {
    std::vector<std::pair<FamilyNode, FamilyNode>> order;  // child, parent: parents first
    std::vector<bool> is_seen(near_.size(), false);
    is_seen[root] = true;
    std::vector<FamilyNode> open{root};
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (auto const next : near_[open[i]]) {
        if (!is_seen[next]) {
          is_seen[next] = true;
          order.emplace_back(next, open[i]);
          open.push_back(next);
        }
      }
    }
    std::vector<double> below(roots);
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      below[at->second] += below[at->first];
    }
    auto const positions = subtree_positions(order, root);
    for (auto const& [child, parent] : order) {
      auto link = judge(child, parent, positions);
      link.direction = is_root_known ? 1 : 1 - below[child];
      link.parent = numbers[parent];
      link.child = numbers[child];
      tree.links.push_back(link);
    }
  }

  /// Place of each node in a walk, and the end of what hangs on it, so that "descends from" is two comparisons.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  [[nodiscard]] std::vector<Range> subtree_positions(
    std::vector<std::pair<FamilyNode, FamilyNode>> const& order, FamilyNode root
  ) const {
    std::vector<std::uint32_t> sizes(near_.size(), 1);
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      sizes[at->second] += sizes[at->first];
    }
    std::vector<Range> ranges(near_.size());
    std::vector<std::uint32_t> next(near_.size(), 0);
    ranges[root] = {0, sizes[root]};
    next[root] = 1;
    for (auto const& [child, parent] : order) {
      ranges[child] = {next[parent], next[parent] + sizes[child]};
      next[parent] += sizes[child];
      next[child] = ranges[child].begin + 1;
    }
    return ranges;
  }

  [[nodiscard]] FamilyLink judge(FamilyNode child, FamilyNode parent, std::vector<Range> const& ranges) const {
    FamilyLink link;
    double const chosen = length(child, parent);
    double others = 0;
    for (FamilyNode other = 0; other < near_.size(); ++other) {
      bool const is_below = ranges[other].begin >= ranges[child].begin && ranges[other].begin < ranges[child].end;
      if (other == parent || is_below || (other >= members_ && near_[other].empty())) {
        continue;
      }
      double const odds = std::exp(-kTemper * (length(child, other) - chosen));
      others += odds;
      if (other < members_ && odds > link.runner_up_confidence) {
        link.runner_up_confidence = odds;
        link.runner_up = other;
      }
    }
    link.confidence = 1 / (1 + others);
    link.runner_up_confidence /= 1 + others;
    return link;
  }

  CopyFamily const& family_;
  std::size_t members_ = 0;
  std::vector<Profile> profiles_;            ///< By node.
  std::vector<std::vector<float>> lengths_;  ///< By node and lower node.
  Neighbours near_;                          ///< The tree.
};

}  // namespace

FamilyTree grow_family_tree(CopyFamily const& family, std::optional<FamilyNode> root) {
  Growth growth{family};
  growth.grow();
  return growth.finish(root);
}

}  // namespace stemma
