// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_candidates.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/posting_cursor.hpp"
#include "base/assert.hpp"
#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pipeline/archive_meetings.hpp"
#include "stories/story_rule.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTasks = 16;         // of each kind of postings
constexpr std::size_t kRanges = 16;        // of the documents of a batch
constexpr std::size_t kMostTellings = 48;  // that one key brings: those that were added last
constexpr std::size_t kMostAlike = 4;      // for each document
constexpr std::size_t kMostCopies = 8;

using Meetings = std::array<std::vector<Meeting>, kRanges>;

/// A document of the archive that has the key in hand.
struct Carrier {
  std::uint32_t number = 0;
  std::uint32_t weight = 0;
};

/// Walks through a part of the batch's postings of one kind and meets them with those of the archive.
class Join {
 public:
  Join(Batch const& batch, std::span<ListedSegment const> segments, bool are_anchors)
      : batch_{batch}, are_anchors_{are_anchors}, most_{are_anchors ? kCrowd + 1 : kMostTellings} {
    // The last ones first: they bring what was added last.
    for (auto listed = segments.rbegin(); listed != segments.rend(); ++listed) {
      if (listed->segment == nullptr) {
        continue;
      }
      auto const& list = are_anchors ? listed->segment->anchors() : listed->segment->keys();
      sources_.push_back({&*listed, PostingCursor{list}, list.count});
      next_keys_.push_back(list.count == 0 ? kNoKey : 0);
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
  static constexpr std::uint64_t kNoKey = ~std::uint64_t{0};

  struct Source {
    ListedSegment const* listed;
    PostingCursor cursor;
    std::uint64_t count;
  };

  void meet(std::span<Posting const> run) {
    auto const key = key_of(run.front());
    carriers_.clear();
    for (std::size_t s = 0; s < sources_.size(); ++s) {
      if (next_keys_[s] <= key && carriers_.size() < most_) {
        gather(s, key);
      }
    }
    auto const all = carriers_.size() + run.size();
    if (all < 2) {
      return;
    }
    bool const is_crowd = are_anchors_ && all > kCrowd;
    if (is_crowd) {
      crowded.push_back(key);
    }
    auto const reach = is_crowd ? kNeighbours : most_;
    for (std::size_t i = 0; i < run.size(); ++i) {
      // Those of the batch that stand before it, then those of the archive.
      auto& met = meetings[place_of(run[i]) * kRanges / batch_.size()];
      auto left = reach;
      for (auto j = i; j > 0 && left > 0; --j, --left) {
        met.push_back(meeting(run[i], batch_[place_of(run[j - 1])].number, weight_of(run[j - 1]), is_crowd));
      }
      for (std::size_t j = 0; j < std::min(left, carriers_.size()); ++j) {
        met.push_back(meeting(run[i], carriers_[j].number, carriers_[j].weight, is_crowd));
      }
    }
  }

  /// Takes the carriers of a key from one source, the last ones first, until there are as many as can count.
  void gather(std::size_t which, std::uint64_t key) {
    auto& source = sources_[which];
    try {
      if (!source.cursor.may_have(key)) {
        return;
      }
      auto const begin = source.cursor.find(key);
      auto const end = source.cursor.run_end(key, begin, most_);
      auto const count = std::min(end - begin, std::uint64_t{most_ - std::min(carriers_.size(), most_)});
      for (auto at = end; at > end - count; --at) {
        auto const posting = source.cursor.at(at - 1);
        carriers_.push_back({source.listed->number_at(place_of(posting)), weight_of(posting)});
      }
      next_keys_[which] = end < source.count ? source.cursor.key_at(end) : kNoKey;
    } catch (DamagedSegment const& fault) {
      next_keys_[which] = kNoKey;
      damaged.emplace_back(fault.segment(), fault.what());
    }
  }

  [[nodiscard]] Meeting meeting(Posting posting, std::uint32_t other, std::uint32_t weight, bool is_crowd) const {
    std::uint64_t const value = are_anchors_ ? (is_crowd ? kInCrowd : 0) : weight_of(posting) * weight;
    return make_meeting(place_of(posting), other, value);
  }

  Batch const& batch_;
  bool are_anchors_;
  std::size_t most_;
  std::vector<Source> sources_;
  std::vector<std::uint64_t> next_keys_;  ///< Of each source: no key that is less is to come.
  std::vector<Carrier> carriers_;
};

/// One candidate for each pair that meets in a range of documents, sorted by place, then other.
std::vector<ArchiveCandidate> sum_up(
  std::array<Meetings, 2 * kTasks>& meetings, std::size_t range, std::size_t places
) {
  auto const first = (places * range + kRanges - 1) / kRanges;
  auto const count = (places * (range + 1) + kRanges - 1) / kRanges - first;
  // Counted, then sorted by place; of each place anchors come first.
  std::vector<std::size_t> begins(count + 1, 0);
  for (auto const& task : meetings) {
    for (auto const meeting : task[range]) {
      ++begins[place_of_meeting(meeting) - first + 1];
    }
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Meeting> sorted(begins.back());
  std::vector<std::size_t> anchor_ends;
  auto fill = begins;
  for (std::size_t task = 0; task < 2 * kTasks; ++task) {
    if (task == kTasks) {
      anchor_ends = fill;
    }
    for (auto const meeting : meetings[task][range]) {
      sorted[fill[place_of_meeting(meeting) - first]++] = meeting;
    }
    meetings[task][range] = {};
  }
  std::vector<ArchiveCandidate> pairs;
  MeetingSums sums;
  for (std::size_t place = 0; place < count; ++place) {
    for (auto at = begins[place]; at < begins[place + 1]; ++at) {
      sums.take(sorted[at], at < anchor_ends[place]);
    }
    sums.drain(pairs);
  }
  return pairs;
}

/// What is known of the other document of a pair without asking the catalogue.
struct Other {
  AnchorStock stock;
  std::optional<UtcTime> published;
};

Other find_other(Batch const& batch, ArchiveStore const& store, std::uint32_t number) {
  if (!batch.empty() && number >= batch.front().number) {
    auto const& document = batch[number - batch.front().number];
    return {document.stock, document.document.published};
  }
  auto const place = store.place_of(number);
  if (!place) {
    return {};
  }
  auto const& entry = place->segment->documents()[place->place];
  Other other{{entry.stock >> 8U, static_cast<std::uint8_t>(entry.stock)}, {}};
  if (entry.published != SegmentDocument::kNoTime) {
    other.published = UtcTime{std::chrono::seconds{entry.published}};
  }
  return other;
}

/// Clears what is not wanted, of the pairs of one document.
void choose(std::span<ArchiveCandidate> pairs, Batch const& batch, ArchiveStore const& store, bool has_clocks) {
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
    if (all > 0 && weigh(batch[pair.place].stock, find_other(batch, store, pair.other).stock, pair.common, pair.common_in_crowds, kStoryWindow) == AnchorEvidence::None) {
      pair.common = pair.common_in_crowds = 0;
    }
  }
  keep(
    kMostAlike, [](ArchiveCandidate const& pair) { return pair.likeness; },
    [](ArchiveCandidate& pair) { pair.likeness = 0; }
  );
  // What lies far apart in time has to be more alike. To read an older text costs as much as to add one.
  for (auto& pair : pairs) {
    if (pair.likeness > 0 && pair.common + pair.common_in_crowds == 0 && has_clocks) {
      auto const other = find_other(batch, store, pair.other);
      auto const factor = static_cast<float>(time_factor(batch[pair.place].document.published, other.published));
      pair.likeness = pair.likeness * factor < kLeastLikeness ? 0 : pair.likeness;
    }
  }
  keep(
    kMostCopies, [](ArchiveCandidate const& pair) { return pair.common + pair.common_in_crowds; },
    [](ArchiveCandidate& pair) { pair.common = pair.common_in_crowds = 0; }
  );
}

void choose_all(std::vector<ArchiveCandidate>& pairs, Batch const& batch, ArchiveStore const& store, bool has_clocks) {
  for (std::size_t begin = 0; begin < pairs.size();) {
    auto end = begin + 1;
    while (end < pairs.size() && pairs[end].place == pairs[begin].place) {
      ++end;
    }
    choose(std::span{pairs}.subspan(begin, end - begin), batch, store, has_clocks);
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
  std::vector<bool> seen(std::size_t{1} << 16U);  // a look at one bit spares nearly every search
  for (auto const key : keys) {
    seen[key % seen.size()] = true;
  }
  for (auto const& document : batch) {
    for (auto const anchor : document.anchors) {
      auto const key = anchor_posting_key(anchor);
      if (seen[key % seen.size()] && std::ranges::binary_search(keys, key)) {
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
  bool has_clocks,
  unsigned threads
) {
  STEMMA_ASSERT(batch.size() <= kMostBatchDocuments, "a meeting has 13 bits for the place in a batch");
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
    ranges[range] = sum_up(meetings, range, batch.size());
    choose_all(ranges[range], batch, store, has_clocks);
  });
  ArchiveCandidates found;
  for (auto const& range : ranges) {
    found.pairs.insert(found.pairs.end(), range.begin(), range.end());
  }
  found.crowded = crowded_set(batch, crowded);
  return found;
}

}  // namespace stemma
