// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "archive/archive_store.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_candidates.hpp"

namespace stemma {

/// A story with more documents than this is not compared as a whole: so many of them stand for it, which stay together.
inline constexpr std::size_t kLargeStory = 192;
inline constexpr std::size_t kStoryStandIns = 64;

/// Vectors of documents that a writer has met lately, so that it need not read their texts again; some hundred megabytes, in
/// two pieces of memory, for vectors one by one would leave holes that nothing else fits into.
class VectorCache {
 public:
  /// Empty where there is none.
  [[nodiscard]] std::span<WeightedWord const> find(std::uint32_t number) const {
    for (auto const* const part : {&recent_, &older_}) {
      if (auto const found = part->places.find(number); found != part->places.end()) {
        return std::span{part->words}.subspan(found->second.begin, found->second.count);
      }
    }
    return {};
  }

  void put(std::uint32_t number, std::span<WeightedWord const> vector) {
    constexpr std::size_t most_words = 16U << 20U;
    if (recent_.words.size() + vector.size() > most_words) {
      std::swap(recent_, older_);
      recent_.words.clear();
      recent_.places.clear();
    }
    recent_.places[number] = {recent_.words.size(), vector.size()};
    recent_.words.insert(recent_.words.end(), vector.begin(), vector.end());
  }

 private:
  struct Place {
    std::size_t begin = 0;
    std::size_t count = 0;
  };

  struct Part {
    std::vector<WeightedWord> words;
    std::unordered_map<std::uint32_t, Place> places;
  };

  Part recent_;
  Part older_;
};

/// ArchiveStories: here is a batch and what it may belong to, which stories are there now?
///
/// In    a batch with vectors and numbers, not in the catalogue yet; or documents that were left when others were removed.
/// Out   `story` of each document of the batch; the stories of older documents and the list of stories in the catalogue.
/// How   as `StoryClusterer`, over the documents of the batch that are alike to others, and all documents of the stories that
///       they are alike to; words are weighed by all that the archive has learnt so far.
/// Cost  the texts of the stories touched.
class ArchiveStories {
 public:
  struct Rule {
    double threshold = 0;
    bool has_clocks = true;
    unsigned threads = 0;
  };

  ArchiveStories(ArchiveStore& store, ArchivePile const& pile, VectorCache& vectors, double texts, Rule rule)
      : store_{store}, pile_{pile}, vectors_{vectors}, texts_{texts}, rule_{rule} {}

  /// Within a transaction. Touched stories are added to `touched`.
  void join(Batch& batch, ArchiveCandidates const& candidates, std::uint64_t commit, std::set<std::uint32_t>& touched);

  /// Looks again at what remains of a story.
  void look_again(std::uint32_t story, std::uint64_t commit);

 private:
  /// A document that is compared.
  struct Member {
    std::uint32_t number = 0;
    std::uint32_t story = 0;  ///< So far; its own number for one of the batch.
    std::string id;
    std::string language;
    std::uint32_t title_bytes = 0;
    std::optional<UtcTime> published;
    BatchDocument* of_batch = nullptr;
    WordVector vector;  ///< Of an older one.
    bool is_read = false;

    [[nodiscard]] WordVector const& words() const { return of_batch == nullptr ? vector : of_batch->vector; }
  };

  /// Documents that are alike, directly or through others, and what holds them together.
  struct Group {
    std::vector<std::uint32_t> compared;                            ///< Numbers.
    std::map<std::uint32_t, std::vector<std::uint32_t>> followers;  ///< By story: those that are not compared.
    std::vector<CatalogueCopy> copies;
    std::vector<std::vector<std::uint32_t>> clusters;  ///< Found: numbers.
  };

  struct Pair {
    std::uint32_t later = 0;
    std::uint32_t earlier = 0;
    double likeness = 0;  ///< Cosine, times what their times make of it.
    double copied = 0;    ///< Share of the shorter one, where it is a copy.
  };

  void know(std::span<std::uint32_t const> numbers);
  void read(std::span<std::uint32_t const> numbers);
  [[nodiscard]] std::string text_of(Member const& member) const;
  [[nodiscard]] std::vector<Pair> measure(Batch const& batch, ArchiveCandidates const& candidates) const;
  [[nodiscard]] std::vector<Group> group(std::vector<Pair> const& pairs);
  void fill(Group& group, std::set<std::uint32_t> const& stories);
  void cluster(Group& group) const;
  void settle(Group const& group, std::uint64_t commit, std::set<std::uint32_t>& touched);

  ArchiveStore& store_;
  ArchivePile const& pile_;
  VectorCache& vectors_;
  double texts_;
  Rule rule_;
  std::map<std::uint32_t, Member> members_;
};

}  // namespace stemma
