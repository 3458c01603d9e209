// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_suspects.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/posting_cursor.hpp"
#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pipeline/archive_batch.hpp"

namespace stemma {

namespace {

/// A question is looked up by all its shingles where it is not too long, so that any anchor of a document meets one.
constexpr std::size_t kMostKeys = 2000;

constexpr std::uint64_t kMostCarriers = 400;  // of one key, those that were added last

constexpr std::size_t kLeastPostings = 1000;  // that are read for a question, where there are so many

/// So many keys ahead memory is asked for: by then it has come.
constexpr std::size_t kAhead = 8;

struct Question {
  std::vector<std::uint64_t> keys;  ///< Sorted.
  std::size_t anchors = 0;          ///< Of a document with the same text; see `winnow`.
};

Question question_of(std::string_view text) {
  auto const& kernel = chosen_mask_kernel();
  ByteWords words;
  std::vector<std::uint64_t> shingles;
  find_words(text, kernel, words);
  make_shingles(words.hashes, kernel, shingles);
  std::vector<std::uint64_t> keys = shingles;
  if (shingles.size() > kMostKeys) {
    auto const window = std::min(2 * shingles.size() / kMostKeys, kStoryWindow);
    winnow(shingles, window, kernel, keys);
  }
  for (auto& key : keys) {
    key = anchor_posting_key(key);
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return {std::move(keys), 1 + 2 * shingles.size() / (kStoryWindow + 1)};
}

/// Where a key stands in one segment.
struct Run {
  std::size_t key = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

class SuspectSearch {
 public:
  SuspectSearch(ArchiveStore& store, Question question)
      : store_{store}, keys_{std::move(question.keys)}, anchors_{question.anchors}, carriers_(keys_.size(), 0) {
    for (auto const& listed : store.segments()) {
      if (listed.segment != nullptr) {
        sources_.push_back({listed, PostingCursor{listed.segment->anchors()}, {}});
      }
    }
  }

  [[nodiscard]] std::vector<ArchiveSuspect> suspects(std::size_t copies) {
    // The last ones first: they bring what was added last.
    for (auto source = sources_.rbegin(); source != sources_.rend(); ++source) {
      guarded(*source, [&] { find_runs(*source); });
    }
    choose_keys(std::max(kLeastPostings, copies * anchors_));
    for (auto& source : sources_) {
      guarded(source, [&] { read(source); });
    }
    return summed();
  }

 private:
  struct Source {
    ListedSegment listed;
    PostingCursor cursor;
    std::vector<Run> runs;  ///< Sorted by key.
  };

  template <typename Work>
  void guarded(Source& source, Work const& work) {
    try {
      work();
    } catch (DamagedSegment const& fault) {
      source.runs.clear();
      store_.leave_out(fault.segment(), fault.what());
    }
  }

  void find_runs(Source& source) {
    auto& cursor = source.cursor;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (i + kAhead < keys_.size()) {
        cursor.expect(keys_[i + kAhead]);
      }
      if (carriers_[i] < kMostCarriers && cursor.may_have(keys_[i])) {
        cursor.expect_search(keys_[i]);
        source.runs.push_back({i, 0, 0});
      }
    }
    auto const count = source.listed.segment->anchors().count;
    for (std::size_t i = 0; i < source.runs.size(); ++i) {
      if (i + kAhead < source.runs.size()) {
        cursor.expect_find(keys_[source.runs[i + kAhead].key]);
      }
      auto& run = source.runs[i];
      auto const key = keys_[run.key];
      auto const room = kMostCarriers - carriers_[run.key];
      run.begin = run.end = cursor.find(key);
      while (run.end < count && run.end - run.begin <= room && cursor.key_at(run.end) == key) {
        ++run.end;
      }
      if (run.end - run.begin > room) {
        run.end = cursor.find(key + 1);
        run.begin = run.end - room;
      }
      carriers_[run.key] += run.end - run.begin;
    }
    std::erase_if(source.runs, [](Run const& run) { return run.begin == run.end; });
  }

  /// What only a few documents have tells more, and costs less.
  void choose_keys(std::size_t most_postings) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (carriers_[i] > 0) {
        order.push_back(i);
      }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return carriers_[i]; });
    is_read_.assign(keys_.size(), false);
    std::size_t postings = 0;
    for (auto const i : order) {
      if (postings > 0 && postings + carriers_[i] > most_postings) {
        break;
      }
      postings += carriers_[i];
      is_read_[i] = true;
    }
    met_.reserve(postings);
  }

  void read(Source& source) {
    for (auto const& run : source.runs) {
      if (!is_read_[run.key]) {
        continue;
      }
      auto const weight = 1 / static_cast<float>(1 + carriers_[run.key] / 8);
      for (auto at = run.begin; at < run.end; ++at) {
        met_.push_back({source.listed.number_at(place_of(source.cursor.at(at))), weight});
      }
    }
  }

  /// Each document once.
  [[nodiscard]] std::vector<ArchiveSuspect> summed() {
    // In the order of keys within each document, so that sums of fractions come out the same.
    std::ranges::stable_sort(met_, {}, &ArchiveSuspect::number);
    std::vector<ArchiveSuspect> suspects;
    for (auto const& met : met_) {
      if (suspects.empty() || suspects.back().number != met.number) {
        suspects.push_back({met.number, 0});
      }
      suspects.back().weight += met.weight;
    }
    std::ranges::sort(suspects, [](ArchiveSuspect const& a, ArchiveSuspect const& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
    });
    return suspects;
  }

  ArchiveStore& store_;
  std::vector<std::uint64_t> keys_;
  std::size_t anchors_;
  std::vector<std::uint64_t> carriers_;  ///< Of each key, as far as they are read.
  std::vector<bool> is_read_;            ///< Of each key.
  std::vector<Source> sources_;
  std::vector<ArchiveSuspect> met_;  ///< A document and the weight of a key that it has.
};

}  // namespace

std::vector<ArchiveSuspect> find_suspects(ArchiveStore& store, std::string_view question, std::size_t copies) {
  return SuspectSearch{store, question_of(question)}.suspects(copies);
}

}  // namespace stemma
