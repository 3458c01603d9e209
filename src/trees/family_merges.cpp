// SPDX-License-Identifier: Apache-2.0
#include "trees/family_merges.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "base/parallel_for.hpp"
#include "trees/tree_sides.hpp"

namespace stemma {

namespace {

/// What a second exemplar must save (natural log).
constexpr double kSecondExemplar = 5;

constexpr std::size_t kParts = 32;     // a turn is sought at the bounds of so many parts of the text
constexpr std::size_t kMostLinks = 8;  // who has more is copied from, not mixed
constexpr std::size_t kRounds = 8;
constexpr std::size_t kConsidered = 256;  // exemplars, for each copy
constexpr std::size_t kAsked = 12;        // at each step away from it, the nearest
constexpr std::size_t kRings = 4;         // so far from a fragment it is asked what it lacks

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

std::int64_t units(double weight) {
  return static_cast<std::int64_t>(weight * ReadingTable::kUnit);
}

/// What a child has that a node has not, up to each bound.
struct Costs {
  FamilyNode node = 0;
  std::array<std::int64_t, kParts + 1> parts{};

  [[nodiscard]] std::int64_t all() const { return parts[kParts]; }
};

/// Of a neighbour, which is always among those considered.
std::int64_t cost_of(FamilyNode node, std::vector<Costs> const& costs) {
  return std::ranges::find(costs, node, &Costs::node)->all();
}

struct Mixture {
  std::int64_t cost = kFar;
  std::int64_t single = kFar;  ///< Of the best exemplar alone.
  FamilyNode alone = 0;
  FamilyNode first = 0;
  FamilyNode second = 0;
};

struct Option {
  std::int64_t gain = 0;
  FamilyNode child = 0;
  std::vector<FamilyNode> parents;  ///< Neighbours from which the child is cut.
};

class MergeSearch {
 public:
  explicit MergeSearch(FamilyGrowth const& growth) : growth_{growth}, near_{growth.near()}, sides_{growth} {
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      if (growth_.is_there(node) && is_fragment(node)) {
        auto readings = filled(node, node);
        auto weights = growth_.table().weights_of(readings);
        filled_.emplace(node, ReadingTable::Copy{std::move(readings), std::move(weights)});
      }
    }
  }

  /// What the child has, part by part, against each node that may be its exemplar.
  [[nodiscard]] std::vector<Costs> costs_of(FamilyNode child) const { return costs_of(child, nearest(child)); }

  [[nodiscard]] std::vector<Costs> costs_of(FamilyNode child, std::vector<FamilyNode> const& nodes) const {
    auto const& table = growth_.table();
    std::vector<Costs> costs;
    costs.reserve(nodes.size());
    for (auto const node : nodes) {
      costs.push_back({node, {}});
      auto& parts = costs.back().parts;
      ReadingTable::Copy copy;
      auto other = table.row(node);
      if (auto const whole = filled_.find(node); whole != filled_.end()) {
        if (std::ranges::binary_search(near_[node], child)) {
          copy.readings = filled(node, child);
          copy.weights = table.weights_of(copy.readings);
          other = copy.row();
        } else {
          other = whole->second.row();
        }
      }
      auto const own = table.row(child);
      for (std::size_t part = 0; part < kParts; ++part) {
        auto const end = (part + 1) * table.places() / kParts;
        auto const sum = ReadingTable::differing_weight(own, other, part * table.places() / kParts, end);
        parts[part + 1] = parts[part] + sum;
      }
    }
    return costs;
  }

  template <typename MayBe>
  [[nodiscard]] Mixture best_mixture(std::vector<Costs> const& costs, MayBe const& may_be) const {
    std::array<std::pair<std::int64_t, FamilyNode>, kParts + 1> before;
    std::array<std::pair<std::int64_t, FamilyNode>, kParts + 1> after;
    before.fill({kFar, 0});
    after.fill({kFar, 0});
    Mixture best;
    for (Costs const& one : costs) {
      if (!may_be(one.node)) {
        continue;
      }
      if (one.all() < best.single) {
        best.single = one.all();
        best.alone = one.node;
      }
      for (std::size_t bound = 1; bound < kParts; ++bound) {
        before[bound] = std::min(before[bound], {one.parts[bound], one.node});
        after[bound] = std::min(after[bound], {one.all() - one.parts[bound], one.node});
      }
    }
    for (std::size_t bound = 1; bound < kParts; ++bound) {
      auto const cost = before[bound].first + after[bound].first;
      if (cost < best.cost && before[bound].second != after[bound].second) {
        best.cost = cost;
        best.first = before[bound].second;
        best.second = after[bound].second;
      }
    }
    return best;
  }

  [[nodiscard]] Option best_option(FamilyNode child) const {
    Option best;
    best.child = child;
    auto const& near = near_[child];
    if (near.empty() || near.size() > kMostLinks) {
      return best;
    }
    if (most_to_save(child) <= units(kSecondExemplar)) {
      return best;
    }
    auto const costs = costs_of(child);
    for (std::size_t i = 0; i < near.size(); ++i) {
      consider(child, costs, {near[i]}, best);
      for (std::size_t j = i + 1; j < near.size(); ++j) {
        consider(child, costs, {near[i], near[j]}, best);
      }
    }
    return best;
  }

  /// The child, and what hangs on it when it is cut from the given neighbours.
  [[nodiscard]] std::vector<FamilyNode> island(Option const& option) const {
    std::vector<FamilyNode> nodes;
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      bool const is_out = std::ranges::any_of(option.parents, [&](FamilyNode parent) {
        return sides_.is_behind(option.child, parent, node);
      });
      if (growth_.is_there(node) && (node == option.child || !is_out)) {
        nodes.push_back(node);
      }
    }
    return nodes;
  }

 private:
  /// What one or two neighbours do not explain of the child: no mixture saves more.
  [[nodiscard]] std::int64_t most_to_save(FamilyNode child) const {
    auto beside = costs_of(child, near_[child]);
    std::ranges::sort(beside, std::ranges::greater{}, &Costs::all);
    return beside[0].all() + (beside.size() > 1 ? beside[1].all() : 0);
  }

  /// All but the child, or in a large family its neighbours and those nearest to it; sorted.
  [[nodiscard]] std::vector<FamilyNode> nearest(FamilyNode child) const {
    std::vector<FamilyNode> nodes;
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      if (node != child && growth_.is_there(node)) {
        nodes.push_back(node);
      }
    }
    if (nodes.size() > kConsidered) {
      std::ranges::nth_element(nodes, nodes.begin() + kConsidered, [&](FamilyNode a, FamilyNode b) {
        auto const to_a = growth_.length(child, a);
        auto const to_b = growth_.length(child, b);
        return to_a != to_b ? to_a < to_b : a < b;
      });
      nodes.resize(kConsidered);
      nodes.insert(nodes.end(), near_[child].begin(), near_[child].end());
      std::ranges::sort(nodes);
      auto const rest = std::ranges::unique(nodes);
      nodes.erase(rest.begin(), rest.end());
    }
    return nodes;
  }

  [[nodiscard]] bool is_fragment(FamilyNode node) const {
    auto const readings = growth_.table().row(node).readings;
    return std::ranges::find(readings, ReadingTable::kNothing) != readings.end();
  }

  /// What a fragment has, and where it has nothing, what those next to it have.
  [[nodiscard]] std::vector<std::uint16_t> filled(FamilyNode node, FamilyNode without) const {
    auto const& table = growth_.table();
    auto const row = table.row(node);
    std::vector<std::uint16_t> readings(row.readings.begin(), row.readings.end());
    std::vector<bool> is_seen(near_.size(), false);
    is_seen[node] = is_seen[without] = true;
    std::vector<FamilyNode> ring{node};
    for (std::size_t i = 0; i < kRings && std::ranges::find(readings, ReadingTable::kNothing) != readings.end(); ++i) {
      std::vector<FamilyNode> next;
      for (auto const at : ring) {
        for (auto const other : near_[at]) {
          if (!is_seen[other]) {
            is_seen[other] = true;
            next.push_back(other);
          }
        }
      }
      if (next.size() > kAsked) {
        std::ranges::partial_sort(next, next.begin() + kAsked, [&](FamilyNode a, FamilyNode b) {
          return std::pair{growth_.length(node, a), a} < std::pair{growth_.length(node, b), b};
        });
        next.resize(kAsked);
      }
      if (!next.empty()) {
        auto const most = table.most_frequent(next);
        for (std::size_t p = 0; p < readings.size(); ++p) {
          readings[p] = readings[p] == ReadingTable::kNothing ? most[p] : readings[p];
        }
      }
      ring = std::move(next);
    }
    return readings;
  }

  /// The shortest link between what is behind one neighbour of the child and what is behind the other.
  [[nodiscard]] std::int64_t bridge(FamilyNode child, std::vector<FamilyNode> const& parents) const {
    std::array<std::vector<FamilyNode>, 2> sides;
    for (FamilyNode node = 0; node < near_.size(); ++node) {
      for (std::size_t side = 0; side < sides.size(); ++side) {
        if (growth_.is_there(node) && sides_.is_behind(child, parents[side], node)) {
          sides[side].push_back(node);
        }
      }
    }
    std::uint32_t shortest = std::numeric_limits<std::uint32_t>::max();
    for (auto const one : sides[0]) {
      for (auto const other : sides[1]) {
        shortest = std::min(shortest, growth_.length(one, other));
      }
    }
    return shortest;
  }

  void consider(FamilyNode child, std::vector<Costs> const& costs, std::vector<FamilyNode> const& parents, Option& best)
    const {
    auto const is_out = [&](FamilyNode node) {
      return std::ranges::any_of(parents, [&](FamilyNode parent) { return sides_.is_behind(child, parent, node); });
    };
    std::int64_t now = 0;
    for (auto const parent : parents) {
      now += cost_of(parent, costs);
    }
    auto const mixture = best_mixture(costs, is_out);
    if (mixture.cost >= kFar) {
      return;
    }
    auto const second = mixture.single - mixture.cost;
    auto gain = std::min(now - mixture.cost, second) - units(kSecondExemplar);
    if (gain <= best.gain) {
      return;
    }
    if (parents.size() == 2) {
      gain = std::min(now - mixture.cost - bridge(child, parents), second) - units(kSecondExemplar);
    }
    if (gain > best.gain) {
      best.gain = gain;
      best.parents = parents;
    }
  }

  FamilyGrowth const& growth_;
  Neighbours const& near_;
  TreeSides sides_;
  std::map<FamilyNode, ReadingTable::Copy> filled_;  ///< Of fragments.
};

struct Island {
  FamilyNode top = 0;
  std::vector<std::pair<FamilyNode, FamilyNode>> links;
  std::vector<FamilyNode> nodes;
};

/// What is mixed, with what hangs on it, the most gainful first, apart from one another and no large part of the whole.
std::vector<Island> islands_of(FamilyGrowth const& growth, unsigned threads) {
  MergeSearch const search{growth};
  std::vector<Option> options(growth.members());
  parallel_for(growth.members(), threads, [&](std::size_t i) {
    auto const child = static_cast<FamilyNode>(i);
    options[i] = growth.is_there(child) ? search.best_option(child) : Option{};
  });
  std::erase_if(options, [](Option const& option) { return option.gain <= 0; });
  std::ranges::stable_sort(options, std::ranges::greater{}, &Option::gain);
  std::vector<bool> is_touched(growth.near().size(), false);
  std::vector<Island> islands;
  for (Option const& option : options) {
    Island island{option.child, {}, search.island(option)};
    auto const touched = [&](FamilyNode node) { return is_touched[node]; };
    bool const is_near = std::ranges::any_of(growth.near()[option.child], touched);
    if (is_near || std::ranges::any_of(island.nodes, touched)) {
      continue;
    }
    for (auto const node : island.nodes) {
      is_touched[node] = true;
      for (auto const other : growth.near()[node]) {
        is_touched[other] = true;
        if (other > node && std::ranges::find(island.nodes, other) != island.nodes.end()) {
          island.links.emplace_back(node, other);
        }
      }
    }
    islands.push_back(std::move(island));
  }
  return islands;
}

}  // namespace

std::vector<FamilyMerge> take_merges(FamilyGrowth& growth, unsigned threads) {
  std::vector<Island> islands;
  for (std::size_t round = 0; round < kRounds; ++round) {
    auto found = islands_of(growth, threads);
    if (found.empty()) {
      break;
    }
    std::vector<FamilyNode> aside;
    for (Island& island : found) {
      aside.insert(aside.end(), island.nodes.begin(), island.nodes.end());
      islands.push_back(std::move(island));
    }
    growth.set_aside(aside);
    growth.grow();
  }
  std::vector<FamilyMerge> merges;
  for (auto island = islands.rbegin(); island != islands.rend(); ++island) {
    MergeSearch const search{growth};
    auto const costs = search.costs_of(island->top);
    auto const mixture = search.best_mixture(costs, [](FamilyNode) { return true; });
    auto const gain = mixture.single - mixture.cost;
    bool const is_mixed = gain > units(kSecondExemplar);
    bool const by_first = is_mixed && cost_of(mixture.first, costs) <= cost_of(mixture.second, costs);
    auto const main = !is_mixed ? mixture.alone : by_first ? mixture.first : mixture.second;
    growth.put_back(island->nodes, island->links, {island->top, main});
    if (is_mixed) {
      merges.push_back(
        {island->top, main, by_first ? mixture.second : mixture.first, static_cast<double>(gain) / ReadingTable::kUnit}
      );
    }
  }
  return merges;
}

}  // namespace stemma
