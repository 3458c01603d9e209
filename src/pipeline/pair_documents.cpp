// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "base/parallel_for.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pipeline/copy_search.hpp"

namespace stemma {

namespace {

/// The anchors of one share: of this search, or of all shards, whose documents have numbers of their own.
void read_anchors(CopySearch const& search, BlockSpill const& anchors, std::size_t share, SortSpace& space) {
  if (search.shards.empty()) {
    anchors.read(share, space.records);
    return;
  }
  space.records.clear();
  for (auto const& shard : search.shards) {
    shard->spill.read(share, space.scratch);
    for (auto const record : space.scratch) {
      auto const number = static_cast<std::uint32_t>(record % kMostPlaces) + shard->first_document;
      if (search.documents[number].same_as == number) {  // else another shard has the first with these bytes
        space.records.push_back(record - record % kMostPlaces + number);
      }
    }
  }
}

}  // namespace

void pair_documents(CopySearch& search) {
  auto& state = search.state;
  BlockSpill anchors{search.folder.file("anchors"), std::move(state.anchor_blocks)};
  BlockSpill pairs{search.folder.file("pairs"), std::move(state.pair_blocks)};
  WriterPool writers{pairs};
  Pool<SortSpace> spaces{[&] { return std::make_unique<SortSpace>(&search.memory); }};
  auto const shares = BlockSpill::kShares;
  auto const most_together = crowd_of(search.documents.size());
  // A division for each pair would take as long as all else that is done with it. In 32 bits behind the point.
  auto const shares_a_document = (std::uint64_t{1} << 32U) / (search.documents.size() / shares + 1);
  while (state.next_share < shares) {
    auto const first = state.next_share;
    auto const count = std::min<std::uint64_t>(search.shares_a_round(), shares - first);
    std::vector<std::pmr::vector<std::uint64_t>> crowded;
    for (std::size_t i = 0; i < count; ++i) {
      crowded.emplace_back(&search.memory);
    }
    parallel_for(count, search.plan.threads, [&](std::size_t i) {
      spaces.with_item([&](SortSpace& space) {
        read_anchors(search, anchors, first + i, space);
        writers.with_item([&](BlockSpill::Writer& writer) {
          pair_by_anchors(space.records, space.scratch, crowded[i], most_together, [&](std::uint64_t pair) {
            writer.put(left_of(pair) * shares_a_document >> 32U, pair);
          });
        });
      });
      search.memory.ease();
    });
    writers.flush(search.plan.threads);
    if (search.folder.is_lasting()) {
      pairs.sync();
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (auto const key : crowded[i]) {
        state.crowded.push_back(crowd_key(key, first + i));
      }
    }
    state.next_share += count;
    if (state.next_share == shares) {
      state.stage = SearchState::Stage::Compare;
      state.summary.boilerplate_anchors = state.crowded.size();
    }
    state.pair_blocks = pairs.blocks();
    state.anchor_blocks = anchors.blocks();
    if (state.next_share == shares) {
      state.anchor_blocks.clear();
    }
    auto const next = state.next_share;
    state.next_share = next == shares ? 0 : next;
    search.folder.save(state);
    if (next == shares) {
      break;
    }
    search.announce("pair", next, shares);
  }
  anchors.remove();
}

}  // namespace stemma
