// SPDX-License-Identifier: Apache-2.0
#include "trees/merge_search.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "trees/arborescence.hpp"

namespace stemma {

namespace {

constexpr std::size_t kParentsConsidered = 32;  // per child, in the arborescence
constexpr std::size_t kMergesTried = 12;        // per step, those that promise most
constexpr std::size_t kTriedSingly = 100;       // in larger stories merges are taken many at a time
constexpr std::size_t kRepairs = 50;            // cycles over a merge that are cut open
constexpr double kRounding = 1e-3;              // sums of weights are not so far off

struct Weighed {
  Draft draft;
  double weight = kImpossible;
};

class Search {
 public:
  explicit Search(std::vector<std::vector<double>> const& single) : single_{single} {
    auto const count = single.size();
    for (WitnessIndex child = 0; child < count; ++child) {
      edges_.push_back({root(), child, kRootWeight});
      std::vector<WitnessIndex> parents;
      for (WitnessIndex parent = 0; parent < count; ++parent) {
        if (parent != child) {
          parents.push_back(parent);
        }
      }
      std::ranges::stable_sort(parents, std::ranges::greater{}, [&](WitnessIndex p) { return single[child][p]; });
      parents.resize(std::min(parents.size(), kParentsConsidered));
      std::ranges::sort(parents);
      for (auto const parent : parents) {
        if (single[child][parent] > kRootWeight) {  // else no tree has the link: the child would rather be a root
          edges_.push_back({parent, child, single[child][parent]});
        }
      }
    }
  }

  /// The best draft in which the given merges hold; none where it is clear that it weighs less than `least`.
  [[nodiscard]] Weighed with_merges(std::vector<MergeOption> const& merges, double least) {
    auto edges = edges_with(merges);
    for (std::size_t repair = 0; repair < kRepairs; ++repair) {
      auto const& chosen = trees_.best(single_.size() + 1, root(), edges);
      auto weighed = draft_of(edges, chosen, merges);
      if (weighed.weight < least - kRounding) {
        break;  // what is cut open makes no tree better
      }
      if (!has_cycle(weighed.draft)) {
        return weighed;
      }
      auto const cut = edge_to_cut(weighed.draft, edges, chosen, merges);
      if (!cut) {
        break;
      }
      edges.erase(edges.begin() + static_cast<std::ptrdiff_t>(*cut));
    }
    return {};
  }

  /// Takes in merges, the most gainful first, while the whole gets better.
  [[nodiscard]] ChosenMerges choose_merges(std::vector<std::vector<MergeOption>> const& options) {
    std::vector<MergeOption> merges;
    auto best = with_merges(merges, kImpossible);
    bool const is_large = single_.size() > kTriedSingly;
    while (is_large ? take_many(options, merges, best) : take_best(options, merges, best)) {
    }
    return {std::move(merges), std::move(best.draft)};
  }

 private:
  [[nodiscard]] std::uint32_t root() const { return static_cast<std::uint32_t>(single_.size()); }

  /// By child, for the order of edges decides where arborescences weigh alike: in another order the same merges may not hold.
  [[nodiscard]] static std::vector<MergeOption> joined(
    std::vector<MergeOption> merges, std::span<MergeOption const> more
  ) {
    merges.insert(merges.end(), more.begin(), more.end());
    std::ranges::sort(merges, {}, &MergeOption::child);
    return merges;
  }

  [[nodiscard]] std::vector<WeightedEdge> edges_with(std::vector<MergeOption> const& merges) const {
    std::vector<MergeOption const*> of_child(single_.size() + 1, nullptr);
    for (MergeOption const& merge : merges) {
      of_child[merge.child] = &merge;
    }
    std::vector<WeightedEdge> edges;
    edges.reserve(edges_.size() + 2 * merges.size());
    for (WeightedEdge const& edge : edges_) {
      auto const* const above = of_child[edge.from];
      bool const turns_back = above != nullptr && (edge.to == above->parents.first || edge.to == above->parents.second);
      if (of_child[edge.to] == nullptr && !turns_back) {
        edges.push_back(edge);
      }
    }
    for (MergeOption const& merge : merges) {
      edges.push_back({merge.parents.first, merge.child, merge.weight});
      edges.push_back({merge.parents.second, merge.child, merge.weight});
    }
    return edges;
  }

  [[nodiscard]] Weighed draft_of(
    std::vector<WeightedEdge> const& edges,
    std::vector<std::size_t> const& chosen,
    std::vector<MergeOption> const& merges
  ) const {
    Weighed weighed{{}, 0};
    for (WitnessIndex child = 0; child < root(); ++child) {
      WeightedEdge const& edge = edges[chosen[child]];
      weighed.weight += edge.weight;
      weighed.draft.parents.emplace_back();
      if (edge.from != root()) {
        weighed.draft.parents.back().push_back(edge.from);
      }
    }
    for (MergeOption const& merge : merges) {
      weighed.draft.parents[merge.child] = {merge.parents.first, merge.parents.second};
    }
    return weighed;
  }

  /// A merge must not descend from itself over its second parent. The edge to cut is the one that leaves the merge;
  /// none where it leads to another merge, whose parents are settled.
  [[nodiscard]] std::optional<std::size_t> edge_to_cut(
    Draft const& draft,
    std::vector<WeightedEdge> const& edges,
    std::vector<std::size_t> const& chosen,
    std::vector<MergeOption> const& merges
  ) const {
    auto const descendants = descendants_of(draft);
    for (MergeOption const& merge : merges) {
      if (!descendants[merge.child].contains(merge.child)) {
        continue;
      }
      for (WitnessIndex child = 0; child < root(); ++child) {
        bool const is_on_cycle = descendants[child].contains(merge.child) && draft.parents[child].size() == 1;
        if (is_on_cycle && edges[chosen[child]].from == merge.child) {
          return chosen[child];
        }
      }
    }
    return std::nullopt;
  }

  /// Takes in the one that makes the whole best; false where none makes it better.
  bool take_best(
    std::vector<std::vector<MergeOption>> const& options, std::vector<MergeOption>& merges, Weighed& best
  ) {
    std::optional<std::vector<MergeOption>> taken;
    for (MergeOption const& option : promising(options, merges, best.draft, kMergesTried)) {
      auto trial = joined(merges, {&option, 1});
      auto weighed = with_merges(trial, best.weight);
      if (weighed.weight > best.weight + kGain) {
        best = std::move(weighed);
        taken = std::move(trial);
      }
    }
    if (taken) {
      merges = std::move(*taken);
    }
    return taken.has_value();
  }

  /// Takes in all at once that promise a gain and do not touch one another, or the better half of them, and so on: in a
  /// large story one at a time would need thousands of arborescences.
  bool take_many(
    std::vector<std::vector<MergeOption>> const& options, std::vector<MergeOption>& merges, Weighed& best
  ) {
    std::vector<MergeOption> apart;
    std::vector<bool> is_touched(single_.size(), false);
    for (MergeOption const& option : promising(options, merges, best.draft, single_.size())) {
      auto const touched = {option.child, option.parents.first, option.parents.second};
      if (std::ranges::none_of(touched, [&](WitnessIndex witness) { return is_touched[witness]; })) {
        apart.push_back(option);
        std::ranges::for_each(touched, [&](WitnessIndex witness) { is_touched[witness] = true; });
      }
    }
    for (; !apart.empty(); apart.resize(apart.size() / 2)) {
      auto trial = joined(merges, apart);
      auto weighed = with_merges(trial, best.weight);
      if (weighed.weight > best.weight + kGain) {
        best = std::move(weighed);
        merges = std::move(trial);
        return true;
      }
    }
    return false;
  }

  /// The options that would gain most if nothing else changed; where all are asked for, only those that gain.
  [[nodiscard]] std::vector<MergeOption> promising(
    std::vector<std::vector<MergeOption>> const& options,
    std::vector<MergeOption> const& taken,
    Draft const& draft,
    std::size_t most
  ) const {
    std::vector<bool> is_taken(single_.size(), false);
    for (MergeOption const& merge : taken) {
      is_taken[merge.child] = true;
    }
    std::vector<std::pair<double, MergeOption>> ranked;
    for (auto const& of_child : options) {
      for (MergeOption const& option : of_child) {
        if (is_taken[option.child]) {
          break;
        }
        auto const& parents = draft.parents[option.child];
        double const now = parents.empty() ? kRootWeight : single_[option.child][parents.front()];
        if (most == kMergesTried || option.weight > now) {
          ranked.emplace_back(option.weight - now, option);
        }
      }
    }
    std::ranges::stable_sort(ranked, std::ranges::greater{}, [](auto const& entry) { return entry.first; });
    ranked.resize(std::min(ranked.size(), most));
    std::vector<MergeOption> best;
    for (auto const& [gain, option] : ranked) {
      best.push_back(option);
    }
    return best;
  }

  std::vector<std::vector<double>> const& single_;
  std::vector<WeightedEdge> edges_;
  ArborescenceFinder trees_;
};

}  // namespace

ChosenMerges choose_merges(
  std::vector<std::vector<double>> const& single, std::vector<std::vector<MergeOption>> const& options
) {
  return Search{single}.choose_merges(options);
}

}  // namespace stemma
