// SPDX-License-Identifier: Apache-2.0
#include "trees/family_growth.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/parallel_for.hpp"

namespace stemma {

namespace {
/// What a lost copy must save (natural log).
constexpr double kLostCopy = 4;
/// Copyists now and then hit on what others have, the more the more they change.
constexpr double kChance = 0.3;

/// Few readings do not tell whether copyists mend much: so many more are taken to have been made once.
constexpr double kCalm = 40;

constexpr std::size_t kRounds = 40;
constexpr std::size_t kSettling = 4;
constexpr std::size_t kPairsTried = 8;  // per node

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();

std::int64_t lost_cost() {
  return static_cast<std::int64_t>(kLostCopy * ReadingTable::kUnit);
}

}  // namespace

FamilyGrowth::FamilyGrowth(ReadingTable table, unsigned threads)
    : table_{std::move(table)}, threads_{threads}, members_{table_.copies()}, is_in_use_(members_, true) {
  measure_from(0);
  near_ = shortest_tree();
  table_.weigh(conflict());
  measure_from(0);
  near_ = shortest_tree();
}

double FamilyGrowth::conflict() const {
  std::size_t changes = 0;
  for (FamilyNode node = 0; node < near_.size(); ++node) {
    for (auto const other : near_[node]) {
      changes += other > node ? table_.changes(node, other) : 0;
    }
  }
  return (static_cast<double>(changes) + kCalm) / (static_cast<double>(table_.least_changes()) + kCalm);
}

std::uint32_t FamilyGrowth::length(FamilyNode one, FamilyNode other) const {
  return one == other ? 0 : lengths_[std::max(one, other)][std::min(one, other)];
}

void FamilyGrowth::measure_from(FamilyNode first) {
  lengths_.resize(table_.copies());
  versions_.resize(table_.copies(), 0);
  read_from_.resize(table_.copies());
  parallel_for(table_.copies() - first, threads_, [&](std::size_t i) {
    auto const node = static_cast<FamilyNode>(first + i);
    lengths_[node].resize(node);
    for (FamilyNode other = 0; other < node; ++other) {
      lengths_[node][other] = is_in_use_[other] ? table_.distance(node, other) : kFar;
    }
  });
}

void FamilyGrowth::remeasure(std::vector<FamilyNode> const& changed) {
  std::vector<std::vector<std::uint32_t>> rows(changed.size(), std::vector<std::uint32_t>(table_.copies(), 0));
  parallel_for(changed.size(), threads_, [&](std::size_t i) {
    for (FamilyNode other = 0; other < table_.copies(); ++other) {
      rows[i][other] = is_in_use_[other] ? table_.distance(changed[i], other) : kFar;
    }
  });
  for (std::size_t i = 0; i < changed.size(); ++i) {
    for (FamilyNode other = 0; other < table_.copies(); ++other) {
      if (other != changed[i]) {
        lengths_[std::max(changed[i], other)][std::min(changed[i], other)] = rows[i][other];
      }
    }
  }
}

/// Prim. Of equal links the one between the lowest nodes.
Neighbours FamilyGrowth::shortest_tree() const {
  auto const count = static_cast<FamilyNode>(table_.copies());
  Neighbours near(count);
  std::vector<std::uint32_t> reach(count, kFar);
  std::vector<FamilyNode> from(count, 0);
  std::vector<FamilyNode> open;
  for (FamilyNode node = 0; node < count; ++node) {
    if (is_in_use_[node]) {
      open.push_back(node);
    }
  }
  FamilyNode last = open.front();
  std::erase(open, last);
  while (!open.empty()) {
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
      auto const node = open[i];
      auto const way = length(last, node);
      if (way < reach[node]) {
        reach[node] = way;
        from[node] = last;
      }
      nearest = reach[node] < reach[open[nearest]] ? i : nearest;
    }
    last = open[nearest];
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(nearest));
    near[last].push_back(from[last]);
    near[from[last]].push_back(last);
  }
  for (auto& of_node : near) {
    std::ranges::sort(of_node);
  }
  return near;
}

/// Lost copies that save nothing are taken out; whether there were any.
bool FamilyGrowth::drop_idle() {
  bool is_changed = false;
  for (auto node = static_cast<FamilyNode>(members_); node < table_.copies(); ++node) {
    if (!is_in_use_[node]) {
      continue;
    }
    auto const& near = near_[node];
    std::int64_t own = lost_cost();
    for (auto const other : near) {
      own += length(node, other);
    }
    std::int64_t without = std::numeric_limits<std::int64_t>::max();  // all linked with one of them
    for (auto const centre : near) {
      std::int64_t sum = 0;
      for (auto const other : near) {
        sum += length(centre, other);
      }
      without = std::min(without, sum);
    }
    bool const touches_dropped = std::ranges::any_of(near, [&](FamilyNode other) { return !is_in_use_[other]; });
    if (near.size() < 3 || (without <= own && !touches_dropped)) {
      is_in_use_[node] = false;
      is_changed = true;
    }
  }
  return is_changed;
}

FamilyGrowth::Basis FamilyGrowth::basis_of(FamilyNode node) const {
  Basis basis{near_[node], versions_[node]};
  for (auto const other : near_[node]) {
    basis.versions += versions_[other];
  }
  return basis;
}

/// A lost copy had what most of its neighbours have.
void FamilyGrowth::read_lost_anew() {
  std::vector<FamilyNode> changed;
  for (auto node = static_cast<FamilyNode>(members_); node < table_.copies(); ++node) {
    if (!is_in_use_[node]) {
      continue;
    }
    auto basis = basis_of(node);
    if (basis == read_from_[node]) {
      continue;
    }
    auto const readings = table_.most_frequent(near_[node]);
    if (!std::ranges::equal(readings, table_.row(node).readings)) {
      table_.replace(node, readings);
      changed.push_back(node);
      ++versions_[node];
    }
    read_from_[node] = std::move(basis);
  }
  remeasure(changed);
}

void FamilyGrowth::link_anew() {
  near_ = shortest_tree();
  while (drop_idle()) {
    near_ = shortest_tree();
  }
}

void FamilyGrowth::settle() {
  link_anew();
  for (std::size_t i = 0; i < kSettling; ++i) {
    auto const before = near_;
    read_lost_anew();
    link_anew();
    if (near_ == before) {
      break;
    }
  }
}

FamilyGrowth::Offer FamilyGrowth::best_offer(FamilyNode middle) const {
  struct Pair {
    std::int64_t saved;
    FamilyNode a, b;
  };

  auto const& near = near_[middle];
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < near.size(); ++i) {
    for (std::size_t j = i + 1; j < near.size(); ++j) {
      auto const saved =
        (std::int64_t{length(middle, near[i])} + length(middle, near[j]) - length(near[i], near[j])) / 2;
      if (saved > 0) {
        pairs.push_back({saved, near[i], near[j]});
      }
    }
  }
  auto const kept = std::min(pairs.size(), kPairsTried);
  std::ranges::partial_sort(pairs, pairs.begin() + static_cast<std::ptrdiff_t>(kept), [](Pair const& x, Pair const& y) {
    return x.saved != y.saved ? x.saved > y.saved : x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  pairs.resize(kept);
  Offer best;
  for (Pair const& pair : pairs) {
    auto copy = table_.median(middle, pair.a, pair.b);
    auto const row = copy.row();
    Offer offer{-lost_cost() - table_.distance(row, table_.row(middle)), middle, {}, {}};
    std::vector<std::uint32_t> ways;
    for (auto const other : near) {
      auto const way = table_.distance(row, table_.row(other));
      if (way < length(middle, other)) {
        offer.saved += length(middle, other) - way;
        offer.moved.push_back(other);
        ways.push_back(length(middle, other));
      }
    }
    if (offer.moved.size() < 2) {
      continue;
    }
    std::ranges::nth_element(ways, ways.begin() + 1);
    offer.saved -= static_cast<std::int64_t>(kChance * std::min(ways[0], ways[1]));
    if (offer.saved > best.saved) {
      offer.readings = std::move(copy.readings);
      best = std::move(offer);
    }
  }
  return best;
}

std::vector<FamilyGrowth::Offer> FamilyGrowth::offers() {
  offered_.resize(near_.size());
  parallel_for(near_.size(), threads_, [&](std::size_t i) {
    auto basis = basis_of(static_cast<FamilyNode>(i));
    if (basis != offered_[i].first) {
      offered_[i] = {std::move(basis), best_offer(static_cast<FamilyNode>(i))};
    }
  });
  std::vector<Offer> found;
  for (auto const& [basis, offer] : offered_) {
    if (offer.saved > 0) {
      found.push_back(offer);
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Offer::saved);
  std::vector<bool> is_touched(near_.size(), false);
  std::vector<Offer> apart;
  for (Offer& offer : found) {
    bool const is_free =
      !is_touched[offer.middle] && std::ranges::none_of(offer.moved, [&](FamilyNode node) { return is_touched[node]; });
    if (is_free) {
      is_touched[offer.middle] = true;
      std::ranges::for_each(offer.moved, [&](FamilyNode node) { is_touched[node] = true; });
      apart.push_back(std::move(offer));
    }
  }
  return apart;
}

void FamilyGrowth::insert(Offer const& offer) {
  auto const lost = table_.add(offer.readings);
  is_in_use_.push_back(true);
  auto& near = near_.emplace_back();
  near.push_back(offer.middle);
  near_[offer.middle].push_back(lost);
  for (auto const other : offer.moved) {
    std::erase(near_[other], offer.middle);
    std::erase(near_[offer.middle], other);
    near_[other].push_back(lost);
    near_[lost].push_back(other);
  }
}

std::int64_t FamilyGrowth::cost() const {
  std::int64_t sum = 0;
  for (FamilyNode node = 0; node < near_.size(); ++node) {
    sum += node >= members_ && is_in_use_[node] ? lost_cost() : 0;
    for (auto const other : near_[node]) {
      sum += other > node ? length(node, other) : 0;
    }
  }
  return sum;
}

void FamilyGrowth::set_aside(std::vector<FamilyNode> const& nodes) {
  for (auto const node : nodes) {
    is_in_use_[node] = false;
  }
  settle();
}

void FamilyGrowth::put_back(
  std::vector<FamilyNode> const& nodes,
  std::vector<std::pair<FamilyNode, FamilyNode>> const& links,
  std::pair<FamilyNode, FamilyNode> bridge
) {
  for (auto const node : nodes) {
    is_in_use_[node] = true;
  }
  remeasure(nodes);
  auto const join = [&](FamilyNode one, FamilyNode other) {
    near_[one].insert(std::ranges::lower_bound(near_[one], other), other);
    near_[other].insert(std::ranges::lower_bound(near_[other], one), one);
  };
  for (auto const& [one, other] : links) {
    join(one, other);
  }
  join(bridge.first, bridge.second);
}

void FamilyGrowth::grow() {
  auto best = *this;
  auto least = cost();
  for (std::size_t round = 0; round < kRounds; ++round) {
    auto const found = offers();
    if (found.empty()) {
      break;
    }
    auto const first = static_cast<FamilyNode>(table_.copies());
    for (Offer const& offer : found) {
      insert(offer);
    }
    measure_from(first);
    settle();
    if (cost() >= least) {
      break;
    }
    best = *this;
    least = cost();
  }
  *this = std::move(best);
}

}  // namespace stemma
