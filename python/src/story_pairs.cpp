// SPDX-License-Identifier: Apache-2.0
// Steps of a trace from vectors to pairs that may tell one event.
#include <span>
#include <unordered_map>
#include <unordered_set>

#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/edges.hpp"
#include "python/src/part_rows.hpp"
#include "python/src/story_rows.hpp"

namespace stemma::python {

namespace {

constexpr std::size_t kMostTogether = 64;  // texts with one seed of which each two are taken
constexpr std::size_t kNextOnes = 8;       // where there are more, each with so many that follow it
constexpr float kLeastSeeds = 0.04F;       // what two texts have in common in seeds alone, to be looked at
constexpr std::size_t kMostLookedAt = 96;  // for each text

struct Near {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  float sum = 0;

  [[nodiscard]] std::uint64_t key() const noexcept { return std::uint64_t{left} << 32U | right; }
};

/// The sums of equal pairs; sorted.
void add_up(std::vector<Near>& pairs) {
  std::ranges::sort(pairs, {}, [](Near const& one) { return std::pair{one.key(), one.sum}; });
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < pairs.size();) {
    auto sum = pairs[begin];
    for (++begin; begin < pairs.size() && pairs[begin].key() == sum.key(); ++begin) {
      sum.sum += pairs[begin].sum;
    }
    pairs[kept++] = sum;
  }
  pairs.resize(kept);
}

nb::list postings_meet(nb::list given, std::vector<std::uint32_t> part_ends) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    auto postings = records_in<Posting>(blocks.views());
    std::ranges::sort(postings, {}, [](Posting const& one) { return std::pair{one.stem, one.document}; });
    std::vector<Near> pairs;
    std::size_t doubled = std::size_t{1} << 20U;  // where they are added up, lest repeats fill the memory
    for (std::size_t begin = 0; begin < postings.size();) {
      auto end = begin;
      while (end < postings.size() && postings[end].stem == postings[begin].stem) {
        ++end;
      }
      auto const reach = end - begin > kMostTogether ? kNextOnes : kMostTogether;
      for (; begin < end; ++begin) {
        for (auto other = begin + 1; other < std::min(end, begin + 1 + reach); ++other) {
          pairs.push_back(
            {postings[begin].document, postings[other].document, postings[begin].weight * postings[other].weight}
          );
        }
      }
      if (pairs.size() > doubled) {
        add_up(pairs);
        doubled = std::max(doubled, 2 * pairs.size());
      }
    }
    add_up(pairs);
    for (auto const& pair : pairs) {
      put(out.to(parts.part_of(pair.left), kNear), pair);
    }
  }
  return out.take();
}

nb::list near_left(std::uint32_t first, nb::list given, nb::list vectors, std::vector<std::uint32_t> part_ends) {
  Blocks const blocks{given};
  Blocks const vector_blocks{vectors};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    auto pairs = records_in<Near>(blocks.views());
    add_up(pairs);
    auto const own = vectors_in(vector_blocks.views());
    for (std::size_t begin = 0; begin < pairs.size();) {
      auto end = begin;
      while (end < pairs.size() && pairs[end].left == pairs[begin].left) {
        ++end;
      }
      auto const nearest = std::span{pairs}.subspan(begin, end - begin);
      std::ranges::sort(nearest, {}, [](Near const& one) { return std::pair{-one.sum, one.right}; });
      std::unordered_set<std::uint32_t> told;
      for (auto const& pair : nearest.first(std::min(nearest.size(), kMostLookedAt))) {
        if (pair.sum >= kLeastSeeds) {
          auto const part = parts.part_of(pair.right);
          put(out.to(part, kNear), pair);
          if (told.insert(part).second) {
            put_vector(out.to(part, kVectors), own.at(pair.left - first));
          }
        }
      }
      begin = end;
    }
  }
  return out.take();
}

/// Edges of one graph for each level of likeness, the lowest first.
nb::list near_right(
  std::uint32_t part,
  std::uint32_t first,
  nb::list given,
  nb::list lefts,
  nb::list vectors,
  std::vector<double> levels,
  bool use_times
) {
  Blocks const blocks{given};
  Blocks const left_blocks{lefts};
  Blocks const vector_blocks{vectors};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto const own = vectors_in(vector_blocks.views());
    std::unordered_map<std::uint32_t, TellingVector> others;
    for (auto& one : vectors_in(left_blocks.views())) {
      others.emplace(one.document, std::move(one));
    }
    std::vector<Edge> edges;
    for (auto const& pair : records_in<Near>(blocks.views())) {
      auto const& left = others.at(pair.left);
      auto const& right = own.at(pair.right - first);
      auto const none = std::optional<UtcTime>{};
      auto const likeness =
        likeness_of(left.words, right.words, use_times ? left.published : none, use_times ? right.published : none);
      for (std::uint32_t level = 0; level < levels.size() && likeness >= levels[level]; ++level) {
        edges.push_back({level, pair.right, pair.left});
      }
    }
    StepCounts counts;
    put_edges(contracted(std::move(edges)), out.to(part, kEdges), counts);
    put(out.to(part, kCounts), counts);
  }
  return out.take();
}

}  // namespace

void bind_story_pairs(nb::module_& module) {
  module.def("step_postings_meet", &postings_meet);
  module.def("step_near_left", &near_left);
  module.def("step_near_right", &near_right);
}

}  // namespace stemma::python
