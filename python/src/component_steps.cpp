// SPDX-License-Identifier: Apache-2.0
// Steps to connected components: large-star and small-star (Kiveris et al., Connected Components in MapReduce and Beyond, 2014),
// where each share first joins what it can by itself.
#include <numeric>

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/edges.hpp"
#include "python/src/part_rows.hpp"

namespace stemma::python {

namespace {

/// A family of more is cut where its texts are brought together; its pairs are compared all the same.
constexpr std::size_t kLargestFamily = 2048;
constexpr std::uint32_t kFamilyPiece = 256;

[[nodiscard]] std::uint64_t mixed(Edge const& edge) noexcept {
  auto const sum = (std::uint64_t{edge.more} << 32U | edge.less) * 0x9E3779B97F4A7C15ULL + edge.tag;
  return (sum ^ sum >> 29U) * 0xBF58476D1CE4E5B9ULL;
}

[[nodiscard]] std::uint32_t share_of_end(std::uint32_t tag, std::uint32_t document, std::uint32_t shares) noexcept {
  return share_of(std::uint64_t{document} << 1U | tag, shares);
}

/// Each edge to the share of its greater document, and where both are asked for, turned round to that of the lesser.
nb::list edges_out(nb::list given, std::uint32_t shares, bool to_both) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    for (auto const& edge : contracted(records_in<Edge>(blocks.views()))) {
      put(out.to(share_of_end(edge.tag, edge.more, shares), kEdges), edge);
      if (to_both) {
        put(out.to(share_of_end(edge.tag, edge.less, shares), kEdges), Edge{edge.tag, edge.less, edge.more});
      }
    }
  }
  return out.take();
}

/// Joins the neighbours of each document to the least of them: the greater ones (large star), or the lesser ones and itself.
nb::list stars_meet(std::uint32_t share, nb::list given, bool is_large) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto edges = records_in<Edge>(blocks.views());
    std::ranges::sort(edges);
    std::vector<Edge> joined;
    joined.reserve(edges.size());
    for (std::size_t begin = 0; begin < edges.size();) {
      auto const [tag, centre, first] = edges[begin];
      auto const least = std::min(centre, first);
      for (; begin < edges.size() && edges[begin].tag == tag && edges[begin].more == centre; ++begin) {
        auto const other = edges[begin].less;
        if (other != least && (other > centre || !is_large)) {
          joined.push_back({tag, other, least});
        }
      }
      if (!is_large) {
        joined.push_back({tag, centre, least});
      }
    }
    edges = {};
    StepCounts counts;
    put_edges(is_large ? joined : contracted(std::move(joined)), out.to(share, kEdges), counts);
    put(out.to(share, kCounts), counts);
  }
  return out.take();
}

/// Stars that do not change any more, to the share of their centre.
nb::list centres_out(nb::list given, std::uint32_t shares) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    for (auto const& edge : records_in<Edge>(blocks.views())) {
      put(out.to(share_of_end(edge.tag, edge.less, shares), kEdges), edge);
    }
  }
  return out.take();
}

/// Tells each document its component.
nb::list labels_of(nb::list given, std::vector<std::uint32_t> part_ends) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    auto edges = contracted(records_in<Edge>(blocks.views()));
    std::ranges::sort(edges, {}, [](Edge const& edge) { return std::tuple{edge.tag, edge.less, edge.more}; });
    for (std::size_t begin = 0; begin < edges.size();) {
      auto const [tag, unused, first] = edges[begin];
      auto end = begin;
      while (end < edges.size() && edges[end].tag == tag && edges[end].less == first) {
        ++end;
      }
      auto const is_cut = tag == kKinEdge && end - begin >= kLargestFamily;
      auto const tell = [&](std::uint32_t document) {
        auto const label = is_cut ? document - document % kFamilyPiece : first;
        put(out.to(parts.part_of(document), kLabels), Label{tag, document, label});
      };
      tell(first);
      for (; begin < end; ++begin) {
        tell(edges[begin].more);
      }
    }
  }
  return out.take();
}

}  // namespace

std::vector<Edge> contracted(std::vector<Edge> edges) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;  // tag, document
  ends.reserve(2 * edges.size());
  for (auto const& edge : edges) {
    ends.emplace_back(edge.tag, edge.more);
    ends.emplace_back(edge.tag, edge.less);
  }
  std::ranges::sort(ends);
  auto const repeats = std::ranges::unique(ends);
  ends.erase(repeats.begin(), repeats.end());
  std::vector<std::uint32_t> parents(ends.size());
  std::iota(parents.begin(), parents.end(), 0U);
  auto const root = [&](std::uint32_t tag, std::uint32_t document) {
    auto at = static_cast<std::uint32_t>(std::ranges::lower_bound(ends, std::pair{tag, document}) - ends.begin());
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  };
  for (auto const& edge : edges) {
    auto const [first, second] = std::minmax({root(edge.tag, edge.more), root(edge.tag, edge.less)});
    parents[second] = first;
  }
  edges.clear();
  for (std::uint32_t at = 0; at < ends.size(); ++at) {
    parents[at] = parents[parents[at]];  // parents come before their children
    if (parents[at] != at) {
      edges.push_back({ends[at].first, ends[at].second, ends[parents[at]].second});
    }
  }
  return edges;
}

void put_edges(std::vector<Edge> const& edges, std::string& block, StepCounts& counts) {
  counts.edges += edges.size();
  block.reserve(block.size() + edges.size() * sizeof(Edge));
  for (auto const& edge : edges) {
    put(block, edge);
    counts.checksum += mixed(edge);
  }
}

void bind_component_steps(nb::module_& module) {
  module.def("step_edges_out", &edges_out);
  module.def("step_stars_meet", &stars_meet);
  module.def("step_centres_out", &centres_out);
  module.def("step_labels_of", &labels_of);
}

}  // namespace stemma::python
