// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_suspects.hpp"

#include <algorithm>
#include <functional>
#include <span>
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

/// A key of more documents is that of a crowd: where else it stands is found only if it is read after all others.
constexpr std::uint64_t kMostCounted = 128;
constexpr std::uint64_t kMostCarriers = 400;  // of a crowd's key, those that were added last
constexpr std::uint64_t kShortRun = 16;

constexpr std::size_t kLeastPostings = 1000;  // that are read for a question, where there are so many

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
  std::size_t numbers = kUnread;  ///< Where the documents of a short one begin, which are read while its block is open.

  static constexpr std::size_t kUnread = ~std::size_t{0};
};

struct Source {
  ListedSegment listed;
  PostingCursor cursor;
  std::vector<Run> runs{};  ///< Sorted by key.
  std::vector<std::uint32_t> numbers{};

  /// Calls `take(number)` for the documents at these places of the list.
  template <typename Take>
  void read(std::uint64_t begin, std::uint64_t end, Take const& take) {
    for (auto at = begin; at < end; ++at) {
      take(listed.number_at(place_of(cursor.at(at))));
    }
  }

  [[nodiscard]] Run run_of(std::size_t key_place, std::uint64_t key) {
    auto const begin = cursor.find(key);
    return {key_place, begin, cursor.run_end(key, begin, kMostCounted)};
  }
};

class SuspectSearch {
 public:
  SuspectSearch(ArchiveStore& store, Question question)
      : store_{store}, keys_{std::move(question.keys)}, anchors_{question.anchors}, found_(keys_.size()) {
    for (auto const& listed : store.segments()) {
      if (listed.segment != nullptr) {
        sources_.push_back({listed, PostingCursor{listed.segment->anchors()}});
      }
    }
  }

  [[nodiscard]] std::vector<ArchiveSuspect> suspects(std::size_t copies) {
    find_all_runs();
    auto const left = read_rare(std::max(kLeastPostings, copies * anchors_));
    read_crowds(left);
    return summed();
  }

 private:
  /// What is known of a key.
  struct Found {
    std::uint64_t carriers = 0;  ///< So far.
    double density = 0;          ///< Of a crowd's key: carriers a document looked at.
    bool is_crowded = false;
    bool is_read = false;
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

  /// The largest segments first: they tell soonest what is a crowd's.
  void find_all_runs() {
    std::vector<Source*> order;
    for (auto& source : sources_) {
      order.push_back(&source);
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [](Source const* one) {
      return one->listed.entry.documents;
    });
    std::uint64_t documents = 0;
    for (auto* source : order) {
      documents += source->listed.entry.documents;
      guarded(*source, [&] { find_runs(*source, documents); });
    }
  }

  void find_runs(Source& source, std::uint64_t documents) {
    asked_.clear();
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (!found_[i].is_crowded) {
        asked_.push_back(keys_[i]);
      }
    }
    source.cursor.choose(asked_, present_);
    source.cursor.expect(present_);
    std::size_t place = 0;
    for (auto const key : present_) {
      while (keys_[place] != key) {
        ++place;
      }
      auto run = source.run_of(place, key);
      auto const count = run.end - run.begin;
      if (count == 0) {
        continue;
      }
      auto& found = found_[run.key];
      found.carriers += count;
      found.is_crowded = found.carriers > kMostCounted;
      found.density = static_cast<double>(found.carriers) / static_cast<double>(documents);
      if (count <= kShortRun) {
        run.numbers = source.numbers.size();
        source.read(run.begin, run.end, [&](std::uint32_t number) { source.numbers.push_back(number); });
      }
      source.runs.push_back(run);
    }
  }

  /// What only a few documents have tells more, and costs less. Says how many postings may still be read.
  std::size_t read_rare(std::size_t most_postings) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (found_[i].carriers > 0 && !found_[i].is_crowded) {
        order.push_back(i);
      }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return found_[i].carriers; });
    auto left = most_postings;
    for (auto const i : order) {
      if (found_[i].carriers > left) {
        left = 0;
        break;
      }
      left -= found_[i].carriers;
      found_[i].is_read = true;
    }
    for (auto& source : sources_) {
      guarded(source, [&] { meet(source); });
    }
    return left;
  }

  void meet(Source& source) {
    for (auto const& run : source.runs) {
      if (!found_[run.key].is_read) {
        continue;
      }
      auto const take = [&, weight = weight_of(found_[run.key].carriers)](std::uint32_t number) {
        met_.push_back({number, weight});
      };
      if (run.numbers == Run::kUnread) {
        source.read(run.begin, run.end, take);
      } else {
        std::ranges::for_each(std::span{source.numbers}.subspan(run.numbers, run.end - run.begin), take);
      }
    }
  }

  /// The least crowded first.
  void read_crowds(std::size_t left) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (found_[i].is_crowded) {
        order.push_back(i);
      }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return found_[i].density; });
    for (auto const i : order) {
      if (left == 0) {
        break;
      }
      auto const most = std::min<std::uint64_t>(kMostCarriers, left);
      left -= read_crowd(i, most);
    }
  }

  /// Those that were added last. Says how many.
  std::uint64_t read_crowd(std::size_t key, std::uint64_t most) {
    auto const weight = weight_of(kMostCarriers);
    std::uint64_t read = 0;
    for (auto source = sources_.rbegin(); source != sources_.rend() && read < most; ++source) {
      guarded(*source, [&] {
        if (!source->cursor.may_have(keys_[key])) {
          return;
        }
        auto const run = source->run_of(key, keys_[key]);
        auto const count = std::min(run.end - run.begin, most - read);
        source->read(run.end - count, run.end, [&](std::uint32_t number) { met_.push_back({number, weight}); });
        read += count;
      });
    }
    return read;
  }

  [[nodiscard]] static float weight_of(std::uint64_t carriers) { return 1 / static_cast<float>(1 + carriers / 8); }

  /// Each document once.
  [[nodiscard]] std::vector<ArchiveSuspect> summed() {
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
  std::vector<Found> found_;            ///< Of each key.
  std::vector<std::uint64_t> asked_;    ///< Of one segment; kept for their memory.
  std::vector<std::uint64_t> present_;  ///< Of these.
  std::vector<Source> sources_;         ///< Those that were written last come last.
  std::vector<ArchiveSuspect> met_;     ///< A document and the weight of a key that it has.
};

}  // namespace

std::vector<ArchiveSuspect> find_suspects(ArchiveStore& store, std::string_view question, std::size_t copies) {
  return SuspectSearch{store, question_of(question)}.suspects(copies);
}

}  // namespace stemma
