// SPDX-License-Identifier: Apache-2.0
#include "pipeline/suspects.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pairs/evidence.hpp"
#include "pairs/radix_sort.hpp"

namespace stemma {

namespace {

constexpr auto kShares = BlockSpill::kShares;

/// In a pair that is put away: they are kin. The left number has one bit to spare.
constexpr auto kKinBit = std::uint64_t{1} << 63U;

constexpr std::uint64_t pair_of(std::uint64_t put_away) noexcept {
  return put_away & ~kKinBit;
}

/// The documents that suspects of one share join who are kin.
class Families {
 public:
  Families(std::span<Suspect const> suspects, std::pmr::memory_resource* memory)
      : documents_{memory}, parents_{memory} {
    for (auto const& suspect : suspects) {
      if (suspect.kin != Suspect::kNoKin) {
        documents_.insert(documents_.end(), {suspect.left, suspect.right});
      }
    }
    std::ranges::sort(documents_);
    auto const repeats = std::ranges::unique(documents_);
    documents_.erase(repeats.begin(), repeats.end());
    parents_.resize(documents_.size());
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    for (auto const& suspect : suspects) {
      if (suspect.kin != Suspect::kNoKin) {
        auto const [first, second] = std::minmax({root(suspect.left), root(suspect.right)});
        parents_[second] = first;
      }
    }
  }

  [[nodiscard]] std::uint32_t first_of(std::uint32_t document) { return documents_[root(document)]; }

 private:
  std::size_t root(std::uint32_t document) {
    auto at = static_cast<std::size_t>(std::ranges::lower_bound(documents_, document) - documents_.begin());
    while (parents_[at] != at) {
      parents_[at] = parents_[parents_[at]];
      at = parents_[at];
    }
    return at;
  }

  std::pmr::vector<std::uint32_t> documents_;  // rising
  std::pmr::vector<std::size_t> parents_;      // places, none after its child's
};

/// Sorts the pairs of one share. Their left numbers lie near each other: what all have in common need not be sorted by.
void sort_pairs(SortSpace& space) {
  std::uint64_t least = ~std::uint64_t{0};
  std::uint64_t low_bits = 0;
  for (auto const pair : space.records) {
    least = std::min(least, pair >> 32U);
    low_bits |= pair & 0xFFFF'FFFFU;
  }
  auto const width = static_cast<unsigned>(std::bit_width(low_bits));
  radix_sort(space.records, space.scratch, [&](std::uint64_t pair) {
    return ((pair >> 32U) - least) << width | (pair & 0xFFFF'FFFFU);
  });
}

/// What one share of the pairs comes to.
struct Weighed {
  explicit Weighed(std::pmr::memory_resource* memory) : pairs{memory}, joining{memory}, crowded{memory} {}

  std::pmr::vector<std::uint64_t> pairs;
  std::pmr::vector<std::uint64_t> joining;  ///< Those of strong evidence.
  std::pmr::vector<std::uint32_t> crowded;  ///< Documents that are here for what they share in crowds.
};

/// Of a huge pile hardly any entry lies in a near memory: so many steps before it is looked at, it is sent for.
constexpr std::size_t kAhead = 32;

/// Weighs the pairs of one share, which are sorted.
void weigh_share(CopySearch const& search, std::span<std::uint64_t const> sorted, Weighed& weighed) {
  auto const does_all_join = search.options.level == CopyLevel::Partial;  // clusters are of parts then
  auto const take = [&](AnchorPair const& pair) {
    auto const& [left, right, common, in_crowds] = pair;
    auto const left_stock = search.documents[left].stock();
    auto const right_stock = search.documents[right].stock();
    auto const evidence = weigh(left_stock, right_stock, common, in_crowds, kPileWindow);
    if (evidence == AnchorEvidence::None) {
      return;
    }
    auto const is_kin =
      evidence == AnchorEvidence::Strong &&
      (in_crowds == 0 || weigh(left_stock, right_stock, common, 0, kPileWindow) == AnchorEvidence::Strong);
    weighed.pairs.push_back(pair_record(left, right, false) | (is_kin ? kKinBit : 0));
    if (evidence == AnchorEvidence::Strong || does_all_join) {
      weighed.joining.push_back(pair_record(left, right, false));
    }
    if (in_crowds > common) {
      weighed.crowded.insert(weighed.crowded.end(), {left, right});
    }
  };
  std::array<AnchorPair, kAhead> waiting;
  std::size_t count = 0;
  count_evidence(sorted, [&](std::uint32_t left, std::uint32_t right, std::uint32_t common, std::uint32_t in_crowds) {
    auto& place = waiting[count++ % kAhead];
    if (count > kAhead) {
      take(place);
    }
    place = {left, right, common, in_crowds};
    __builtin_prefetch(&search.documents[right].shingles);
  });
  for (auto i = count - std::min(count, kAhead); i < count; ++i) {
    take(waiting[i % kAhead]);
  }
}

}  // namespace

Suspects::Suspects(CopySearch& search)
    : memory_{search.memory},
      parents_{zeros<std::uint32_t>(search.documents.size(), &search.memory)},
      documents_a_share_{search.documents.size() / kShares + 1},
      by_component_{search.folder.file("suspects"), BlockSpill::Blocks{&search.memory}} {
  std::iota(parents_.begin(), parents_.end(), 0U);
  BlockSpill weighed{search.folder.file("weighed"), BlockSpill::Blocks{&memory_}};
  weigh_pairs(search, weighed);
  add_exact_copies(search.documents, weighed);
  for (std::uint32_t number = 0; number < parents_.size(); ++number) {
    parents_[number] = parents_[parents_[number]];  // parents come before children: one step is enough
  }
  BlockSpill::Writer writer{by_component_};
  for (std::size_t share = 0; share < kShares; ++share) {
    weighed.for_each(share, [&](std::uint64_t pair) { writer.put(share_of(root(left_of(pair_of(pair)))), pair); });
    memory_.ease();
  }
  writer.flush();
  weighed.remove();
}

void Suspects::weigh_pairs(CopySearch& search, BlockSpill& weighed) {
  BlockSpill const pairs{search.folder.file("pairs"), BlockSpill::Blocks{search.state.pair_blocks, &memory_}};
  BlockSpill::Writer writer{weighed};
  std::pmr::vector<bool> is_crowded(search.documents.size(), false, &memory_);
  Pool<SortSpace> spaces{[&] { return std::make_unique<SortSpace>(&memory_); }};
  auto const wave = std::min<std::size_t>(search.pace.shares, kShares);
  auto const take = [&](std::size_t share, Weighed const& part) {
    auto const& joining = part.joining;
    for (std::size_t k = 0; k < joining.size(); ++k) {
      __builtin_prefetch(&parents_[right_of(joining[std::min(k + kAhead, joining.size() - 1)])]);
      join(left_of(joining[k]), right_of(joining[k]));
    }
    for (auto const pair : part.pairs) {
      writer.put(share, pair);
    }
    for (auto const document : part.crowded) {
      crowded_documents_ += is_crowded[document] ? 0U : 1U;
      is_crowded[document] = true;
    }
  };
  for (std::size_t first = 0; first < kShares; first += wave) {
    std::vector<Weighed> parts;
    for (std::size_t i = 0; i < std::min(wave, kShares - first); ++i) {
      parts.emplace_back(&memory_);
    }
    InTurn in_turn{parts.size(), [&](std::size_t i) {
                     take(first + i, parts[i]);
                     parts[i] = Weighed{&memory_};
                   }};
    parallel_for(parts.size(), search.plan.threads, [&](std::size_t i) {
      spaces.with_item([&](SortSpace& space) {
        pairs.read(first + i, space.records);
        sort_pairs(space);
        weigh_share(search, space.records, parts[i]);
      });
      memory_.ease();
      in_turn.done(i);
    });
    in_turn.take_up();
  }
  writer.flush();
}

void Suspects::add_exact_copies(DocumentTable const& documents, BlockSpill& weighed) {
  BlockSpill::Writer writer{weighed};
  for (std::uint32_t number = 0; number < documents.size(); ++number) {
    auto const first = documents[number].same_as;
    memory_.ease_at(number);
    if (first != number) {
      join(first, number);
      writer.put(first % kShares, pair_record(first, number, true) | kKinBit);
    }
  }
  writer.flush();
}

/// The first document of a component.
std::uint32_t Suspects::root(std::uint32_t document) const noexcept {
  while (parents_[document] != document) {
    document = parents_[document];
  }
  return document;
}

/// The same, halving the way there.
std::uint32_t Suspects::find_root(std::uint32_t document) noexcept {
  while (parents_[document] != document) {
    parents_[document] = parents_[parents_[document]];
    document = parents_[document];
  }
  return document;
}

void Suspects::join(std::uint32_t left, std::uint32_t right) noexcept {
  auto const [first, second] = std::minmax({find_root(left), find_root(right)});
  parents_[second] = first;
}

std::pmr::vector<Suspect> Suspects::share(std::size_t number) const {
  std::pmr::vector<Suspect> suspects{&memory_};
  std::pmr::vector<std::uint64_t> pairs{&memory_};
  by_component_.read(number, pairs);
  suspects.reserve(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    memory_.ease_at(i);
    __builtin_prefetch(&parents_[left_of(pair_of(pairs[std::min(i + kAhead, pairs.size() - 1)]))]);
    auto const put_away = pairs[i];
    auto const pair = pair_of(put_away);
    auto const kin = pair == put_away ? Suspect::kNoKin : left_of(pair);
    suspects.push_back({root(left_of(pair)), kin, left_of(pair), right_of(pair), is_crowd(pair)});
  }
  Families families{suspects, &memory_};
  for (auto& suspect : suspects) {
    if (suspect.kin != Suspect::kNoKin) {
      suspect.kin = families.first_of(suspect.left);
    }
  }
  std::ranges::sort(suspects);
  return suspects;
}

}  // namespace stemma
