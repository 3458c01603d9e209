// SPDX-License-Identifier: Apache-2.0
#include "stemma/dedup_parts.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>

#include "base/parallel_for.hpp"
#include "corpus/row_record.hpp"
#include "corpus/text_form.hpp"
#include "corpus/utc_time.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pairs/evidence.hpp"
#include "pairs/radix_sort.hpp"
#include "pipeline/document_table.hpp"
#include "sketches/sketcher.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskTexts = 32;                        // sketched by one thread at a time
constexpr std::size_t kMostReserved = std::size_t{1} << 20U;  // pairs, before it is known how many there are
static_assert(kCrowdNeighbours == kNeighbours);

/// A shingle as an anchor is told outside: share and key, whose bits are all that pairs are found by.
constexpr std::uint64_t told(std::uint64_t shingle) noexcept {
  return crowd_key(anchor_key(shingle), anchor_share(shingle));
}

}  // namespace

std::optional<std::string> fault_of_text(std::string_view text, std::uint64_t max_document_bytes) {
  return fault_of_row_text(text, max_document_bytes);
}

std::string_view taken_name(std::string_view written) {
  return written.size() > kLongestName || fault_in_text(written) ? std::string_view{} : trimmed(written);
}

std::optional<std::int64_t> seconds_of_time(std::string_view written) {
  auto const stated = read_time(written);
  return stated ? std::optional{stated->time.time_since_epoch().count()} : std::nullopt;
}

std::optional<std::int64_t> seconds_of_time(std::int64_t seconds) {
  auto const stated = time_from_epoch(seconds);
  return stated ? std::optional{stated->time.time_since_epoch().count()} : std::nullopt;
}

TextSketches sketch_texts(std::span<std::string_view const> texts, unsigned threads, std::uint32_t most_words) {
  Sketcher const sketcher{kPileWindow};
  TextSketches sketches;
  sketches.hashes.resize(texts.size());
  sketches.stocks.resize(texts.size());
  sketches.anchor_ends.resize(texts.size());
  auto const tasks = (texts.size() + kTaskTexts - 1) / kTaskTexts;
  std::vector<std::vector<std::uint64_t>> parts(tasks);
  parallel_for(tasks, threads, [&](std::size_t task) {
    thread_local Sketch sketch;
    for (auto i = task * kTaskTexts; i < std::min(texts.size(), (task + 1) * kTaskTexts); ++i) {
      sketcher.sketch(texts[i], sketch);
      sketches.hashes[i] = hash_of_text(texts[i]);
      sketches.stocks[i] = stock_of(sketch);
      if (sketch.words > most_words) {
        sketches.stocks[i].different = 0;
        continue;
      }
      std::ranges::transform(sketch.anchors, std::back_inserter(parts[task]), told);
      sketches.anchor_ends[i] = sketch.anchors.size();
    }
  });
  std::partial_sum(sketches.anchor_ends.begin(), sketches.anchor_ends.end(), sketches.anchor_ends.begin());
  sketches.anchors.reserve(sketches.anchor_ends.empty() ? 0 : sketches.anchor_ends.back());
  for (auto const& part : parts) {
    sketches.anchors.insert(sketches.anchors.end(), part.begin(), part.end());
  }
  return sketches;
}

std::size_t crowd_size(std::uint64_t documents) noexcept {
  return crowd_of(documents);
}

struct AnchorMeeting::State {
  std::uint64_t documents = 0;
  std::vector<std::vector<std::uint64_t>> shares = std::vector<std::vector<std::uint64_t>>(kAnchorShares);
  std::size_t next = 0;
  std::vector<std::uint64_t> scratch;
};

AnchorMeeting::AnchorMeeting(std::uint64_t documents, std::size_t rows) : state_{std::make_unique<State>()} {
  state_->documents = documents;
  for (auto& share : state_->shares) {
    share.reserve(rows / kAnchorShares + rows / (8 * kAnchorShares));
  }
}

AnchorMeeting::~AnchorMeeting() = default;

void AnchorMeeting::add(AnchorRow const& row) {
  if (row.document >= kMostPlaces - 1 || row.anchor >> (kKeyBits + kShareBits) != 0) {
    throw Error{
      ErrorKind::BadOption, "anchor " + std::to_string(row.anchor) + " of document " + std::to_string(row.document) +
                              ": documents are numbered below 2147483647, and anchors have 41 bits"};
  }
  state_->shares[anchor_share(row.anchor)].push_back(anchor_record(row.anchor, row.document));
}

bool AnchorMeeting::at_end() const noexcept {
  return state_->next == kAnchorShares;
}

AnchorPairs AnchorMeeting::next(std::size_t most) {
  AnchorPairs found;
  std::vector<std::uint64_t> pairs;
  if (most <= kMostReserved) {
    pairs.reserve(most + most / 4);  // the last share overshoots
  }
  for (; state_->next < kAnchorShares && pairs.size() < most; ++state_->next) {
    auto& share = state_->shares[state_->next];
    std::vector<std::uint64_t> crowded;
    pair_by_anchors(share, state_->scratch, crowded, crowd_of(state_->documents), [&](std::uint64_t pair) {
      pairs.push_back(pair);
    });
    for (auto const key : crowded) {
      found.crowded.push_back(crowd_key(key, state_->next));
    }
    share = {};
  }
  std::ranges::sort(found.crowded);
  radix_sort(pairs, state_->scratch, [](std::uint64_t pair) { return pair; });
  found.pairs.reserve(std::min(pairs.size(), kMostReserved));
  count_evidence(pairs, [&](std::uint32_t left, std::uint32_t right, std::uint32_t common, std::uint32_t in_crowds) {
    found.pairs.push_back({left, right, common, in_crowds});
  });
  return found;
}

AnchorPairs pair_anchors(std::span<AnchorRow const> rows, std::uint64_t documents) {
  AnchorMeeting meeting{documents, rows.size()};
  for (auto const& row : rows) {
    meeting.add(row);
  }
  return meeting.next(std::numeric_limits<std::size_t>::max());
}

AnchorEvidence weigh_anchors(AnchorStock const& left, AnchorStock const& right, AnchorPair const& pair) noexcept {
  return weigh(left, right, pair.common, pair.in_crowds, kPileWindow);
}

}  // namespace stemma
