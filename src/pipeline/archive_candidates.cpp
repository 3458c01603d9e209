// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_candidates.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <string>
#include <utility>

#include "archive/damaged.hpp"
#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pairs/radix_sort.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTasks = 16;         // of each kind of postings
constexpr std::size_t kRanges = 16;        // of the documents of a batch
constexpr std::size_t kMostTellings = 48;  // that one key brings: those that were added last
constexpr float kLeastLikeness = 0.11F;    // of the heaviest words alone; all words make it more
constexpr std::size_t kMostAlike = 4;      // for each document
constexpr std::size_t kMostCopies = 8;

/// The documents of a run of equal keys in one list, those that were added last.
struct Carrier {
  std::uint32_t number = 0;
  std::uint32_t weight = 0;
};

using Meetings = std::array<std::vector<ArchiveCandidate>, kRanges>;

/// Walks through a part of the batch's postings of one kind and meets them with those of the archive.
class Join {
 public:
  Join(Batch const& batch, std::span<ListedSegment const> segments, bool are_anchors)
      : batch_{batch}, are_anchors_{are_anchors}, most_{are_anchors ? kCrowd + 1 : kMostTellings} {
    for (auto const& listed : segments) {
      if (listed.segment != nullptr) {
        auto const& list = are_anchors ? listed.segment->anchors() : listed.segment->keys();
        sources_.push_back({listed.segment.get(), PostingCursor{list}, list.count, false});
      }
    }
  }

  void run(std::span<Posting const> postings) {
    for (std::size_t begin = 0; begin < postings.size();) {
      auto end = begin + 1;
      while (end < postings.size() && key_of(postings[end]) == key_of(postings[begin])) {
        ++end;
      }
      meet(postings.subspan(begin, end - begin));
      begin = end;
    }
  }

  Meetings meetings;
  std::vector<std::uint64_t> crowded;  ///< Keys of postings.
  std::vector<std::pair<std::string, std::string>> damaged;

 private:
  struct Source {
    ArchiveSegment const* segment;
    PostingCursor cursor;
    std::uint64_t count;
    bool is_damaged;
  };

  void meet(std::span<Posting const> run) {
    carriers_.clear();
    for (auto& source : sources_) {
      if (!source.is_damaged) {
        gather(source, key_of(run.front()));
      }
    }
    auto const all = carriers_.size() + run.size();
    if (all < 2) {
      return;
    }
    bool const is_crowd = are_anchors_ && all > kCrowd;
    if (is_crowd) {
      crowded.push_back(key_of(run.front()));
    }
    auto const reach = is_crowd ? kNeighbours : most_;
    for (std::size_t i = 0; i < run.size(); ++i) {
      // Those of the batch that stand before it, then those of the archive, the last ones first.
      auto left = reach;
      for (auto j = i; j > 0 && left > 0; --j, --left) {
        put(run[i], batch_[place_of(run[j - 1])].number, weight_of(run[j - 1]), is_crowd);
      }
      for (auto j = carriers_.size(); j > 0 && left > 0; --j, --left) {
        put(run[i], carriers_[j - 1].number, carriers_[j - 1].weight, is_crowd);
      }
    }
  }

  void gather(Source& source, std::uint64_t key) {
    try {
      auto at = source.cursor.find(key);
      if (at >= source.count || key_of(source.cursor.at(at)) != key) {
        return;
      }
      auto const end = run_end(source, key, at);
      at = std::max(at, end - std::min<std::uint64_t>(end, most_));
      auto const documents = source.segment->documents();
      for (; at < end; ++at) {
        auto const posting = source.cursor.at(at);
        carriers_.push_back({documents[place_of(posting)].number, weight_of(posting)});
      }
    } catch (DamagedSegment const& fault) {
      source.is_damaged = true;
      damaged.emplace_back(fault.segment(), fault.what());
    }
  }

  /// Nearly all runs are short; the end of a long one is looked up.
  std::uint64_t run_end(Source& source, std::uint64_t key, std::uint64_t begin) const {
    auto end = begin + 1;
    while (end < source.count && end - begin <= most_ && key_of(source.cursor.at(end)) == key) {
      ++end;
    }
    return end - begin <= most_ ? end : source.cursor.find(key + 1);
  }

  void put(Posting posting, std::uint32_t other, std::uint32_t weight, bool is_crowd) {
    auto const place = place_of(posting);
    ArchiveCandidate meeting{place, other, 0, 0, 0};
    if (are_anchors_) {
      ++(is_crowd ? meeting.common_in_crowds : meeting.common);
    } else {
      meeting.likeness = static_cast<float>(weight_of(posting) * weight) * kKeyWeightUnit * kKeyWeightUnit;
    }
    meetings[place * kRanges / batch_.size()].push_back(meeting);
  }

  Batch const& batch_;
  bool are_anchors_;
  std::size_t most_;
  std::vector<Source> sources_;
  std::vector<Carrier> carriers_;
};

std::uint64_t pair_of(ArchiveCandidate const& candidate) {
  return std::uint64_t{candidate.place} << 32U | candidate.other;
}

/// One candidate for each pair, of all its meetings.
void sum_up(std::vector<ArchiveCandidate>& meetings) {
  std::vector<ArchiveCandidate> scratch;
  radix_sort(meetings, scratch, pair_of);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    if (kept > 0 && pair_of(meetings[kept - 1]) == pair_of(meetings[i])) {
      auto& sum = meetings[kept - 1];
      sum.likeness += meetings[i].likeness;
      sum.common += meetings[i].common;
      sum.common_in_crowds += meetings[i].common_in_crowds;
    } else {
      meetings[kept++] = meetings[i];
    }
  }
  meetings.resize(kept);
}

AnchorStock stock_of_other(Batch const& batch, ArchiveStore const& store, std::uint32_t number) {
  if (!batch.empty() && number >= batch.front().number) {
    return batch[number - batch.front().number].stock;
  }
  auto const place = store.place_of(number);
  if (!place) {
    return {};
  }
  auto const stock = place->segment->documents()[place->place].stock;
  return {stock >> 8U, static_cast<std::uint8_t>(stock)};
}

/// Clears what is not wanted, of the pairs of one document.
void choose(std::span<ArchiveCandidate> pairs, Batch const& batch, ArchiveStore const& store) {
  auto const keep = [&](std::size_t most, auto const& value, auto const& clear) {
    std::vector<ArchiveCandidate*> order;
    for (auto& pair : pairs) {
      if (value(pair) > 0) {
        order.push_back(&pair);
      }
    }
    std::ranges::sort(order, [&](auto const* a, auto const* b) {
      return value(*a) != value(*b) ? value(*a) > value(*b) : a->other < b->other;
    });
    for (auto i = most; i < order.size(); ++i) {
      clear(*order[i]);
    }
  };
  for (auto& pair : pairs) {
    pair.likeness = pair.likeness < kLeastLikeness ? 0 : pair.likeness;
    auto const all = pair.common + pair.common_in_crowds;
    if (all > 0 && weigh(batch[pair.place].stock, stock_of_other(batch, store, pair.other), pair.common, pair.common_in_crowds, kStoryWindow) == AnchorEvidence::None) {
      pair.common = pair.common_in_crowds = 0;
    }
  }
  keep(
    kMostAlike, [](ArchiveCandidate const& pair) { return pair.likeness; },
    [](ArchiveCandidate& pair) { pair.likeness = 0; }
  );
  keep(
    kMostCopies, [](ArchiveCandidate const& pair) { return pair.common + pair.common_in_crowds; },
    [](ArchiveCandidate& pair) { pair.common = pair.common_in_crowds = 0; }
  );
}

void choose_all(std::vector<ArchiveCandidate>& pairs, Batch const& batch, ArchiveStore const& store) {
  for (std::size_t begin = 0; begin < pairs.size();) {
    auto end = begin + 1;
    while (end < pairs.size() && pairs[end].place == pairs[begin].place) {
      ++end;
    }
    choose(std::span{pairs}.subspan(begin, end - begin), batch, store);
    begin = end;
  }
  std::erase_if(pairs, [](ArchiveCandidate const& pair) {
    return pair.likeness == 0 && pair.common + pair.common_in_crowds == 0;
  });
}

/// The crowded anchors as the judge of pairs knows them.
KeySet crowded_set(Batch const& batch, std::vector<std::uint64_t>& keys) {
  std::ranges::sort(keys);
  std::vector<std::uint64_t> crowded;
  for (auto const& document : batch) {
    for (auto const anchor : document.anchors) {
      if (!keys.empty() && std::ranges::binary_search(keys, anchor_posting_key(anchor))) {
        crowded.push_back(crowd_key(anchor_key(anchor), anchor_share(anchor)));
      }
    }
  }
  std::ranges::sort(crowded);
  auto const doubled = std::ranges::unique(crowded);
  crowded.erase(doubled.begin(), doubled.end());
  return KeySet{crowded};
}

/// The part of sorted postings that a task takes; equal keys stay together.
std::span<Posting const> part_of(std::span<Posting const> postings, std::size_t task) {
  auto const border = [&](std::size_t t) {
    auto at = postings.size() * t / kTasks;
    while (at > 0 && at < postings.size() && key_of(postings[at]) == key_of(postings[at - 1])) {
      ++at;
    }
    return at;
  };
  auto const begin = border(task);
  return postings.subspan(begin, std::max(border(task + 1), begin) - begin);
}

}  // namespace

ArchiveCandidates find_candidates(
  Batch const& batch,
  std::span<Posting const> anchors,
  std::span<Posting const> keys,
  ArchiveStore& store,
  unsigned threads
) {
  std::array<Meetings, 2 * kTasks> meetings;
  std::mutex mutex;
  std::vector<std::uint64_t> crowded;
  std::vector<std::pair<std::string, std::string>> damaged;
  parallel_for(2 * kTasks, threads, [&](std::size_t task) {
    bool const are_anchors = task < kTasks;
    Join join{batch, store.segments(), are_anchors};
    join.run(part_of(are_anchors ? anchors : keys, task % kTasks));
    meetings[task] = std::move(join.meetings);
    std::scoped_lock const lock{mutex};
    crowded.insert(crowded.end(), join.crowded.begin(), join.crowded.end());
    damaged.insert(damaged.end(), join.damaged.begin(), join.damaged.end());
  });
  std::ranges::sort(damaged);
  for (auto& [segment, what] : damaged) {
    store.leave_out(segment, std::move(what));
  }
  std::array<std::vector<ArchiveCandidate>, kRanges> ranges;
  parallel_for(kRanges, threads, [&](std::size_t range) {
    auto& pairs = ranges[range];
    for (auto& task : meetings) {
      pairs.insert(pairs.end(), task[range].begin(), task[range].end());
      task[range] = {};
    }
    sum_up(pairs);
    choose_all(pairs, batch, store);
  });
  ArchiveCandidates found;
  for (auto const& range : ranges) {
    found.pairs.insert(found.pairs.end(), range.begin(), range.end());
  }
  found.crowded = crowded_set(batch, crowded);
  return found;
}

}  // namespace stemma
