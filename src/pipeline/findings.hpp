// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "clusters/copy_clusterer.hpp"
#include "pipeline/copy_search.hpp"
#include "pipeline/held_lines.hpp"
#include "pipeline/suspects.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

/// A link from which a cluster grows; sorts by component. From a document to itself where its exact copies are all it has.
struct Joining {
  std::uint32_t component = 0;
  CopyLink link;

  [[nodiscard]] std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> key() const noexcept {
    return {component, link.left, link.right};
  }
};

struct DocumentId {
  std::uint32_t document = 0;
  std::string id;
};

/// Some suspects of one share; or some joining links, of whole components.
struct Task {
  std::size_t share = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Tells the store which texts tasks will compare, where the pile is too large to lie in the system's memory: read one by one from
/// all over a disk, they would take many times as long.
void expect_texts(
  CopySearch const& search, std::span<std::pmr::vector<Suspect> const> shares, std::span<Task const> tasks
);

/// What a task has found.
struct Findings {
  explicit Findings(CopySearch const& search)
      : link_lines{search.paths.work},
        cluster_lines{search.paths.work},
        redundant{&search.memory},
        joining{&search.memory} {}

  HeldLines link_lines;
  HeldLines cluster_lines;
  std::pmr::vector<std::uint32_t> redundant;
  std::pmr::vector<Joining> joining;
  std::vector<DocumentId> ids;  ///< Of what may come into a cluster.
  DedupSummary counts;
};

inline void add_counts(DedupSummary& sum, DedupSummary const& part) {
  for (auto const field :
       {&DedupSummary::exact_links, &DedupSummary::reformatted_links, &DedupSummary::edited_links,
        &DedupSummary::contained_links, &DedupSummary::partial_links, &DedupSummary::clustered_documents,
        &DedupSummary::suspect_pairs, &DedupSummary::boilerplate_only_pairs, &DedupSummary::starred_documents}) {
    sum.*field += part.*field;
  }
}

}  // namespace stemma
