// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "archive/archive_store.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_candidates.hpp"
#include "pipeline/archive_members.hpp"
#include "pipeline/vector_cache.hpp"
#include "stories/neighbours.hpp"

namespace stemma {

/// A story with more documents than this is not compared as a whole: so many of them stand for it, which stay together.
inline constexpr std::size_t kLargeStory = 192;
inline constexpr std::size_t kStoryStandIns = 64;

/// ArchiveStories: here is a batch and what it may belong to, which stories are there now?
///
/// In    a batch with vectors and numbers, not in the catalogue yet; or documents that were left when others were removed.
/// Out   `story` of each document of the batch; the stories of older documents and the list of stories in the catalogue.
/// How   as `StoryClusterer`, over the documents of the batch that are alike to others, and all documents of the stories that
///       they are alike to; words are weighed by all that the archive has learnt so far.
///       Words are compared only where copies have not settled it already.
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
  /// Documents that are alike, directly or through others, and what holds them together.
  struct Group {
    std::vector<std::uint32_t> compared;                            ///< Numbers.
    std::map<std::uint32_t, std::vector<std::uint32_t>> followers;  ///< By story: those that are not compared.
    std::vector<CatalogueCopy> copies;
    bool is_one = false;                               ///< Copies hold all of it together.
    std::vector<std::vector<std::uint32_t>> clusters;  ///< Found: numbers.
  };

  struct Pair {
    ArchiveMember const* later = nullptr;
    ArchiveMember const* earlier = nullptr;  ///< None where it was removed.
    double copied = 0;                       ///< Share of the shorter one, where it is a copy.
    bool is_alike = false;                   ///< By their words, where these were compared.
  };

  void know(std::span<std::uint32_t const> numbers);
  void read(std::span<std::uint32_t const> numbers);
  [[nodiscard]] std::string text_of(ArchiveMember const& member) const;
  [[nodiscard]] std::vector<Pair> find_copies(Batch const& batch, ArchiveCandidates const& candidates) const;
  void find_alike(std::vector<Pair>& pairs);
  [[nodiscard]] std::vector<Group> group(std::vector<Pair> const& pairs);
  void fill(Group& group, std::set<std::uint32_t> const& stories);
  void cluster(std::vector<Group>& groups);
  [[nodiscard]] std::vector<Likeness> held_together(Group const& group) const;
  void cluster(Group& group) const;
  void settle(Group const& group, std::uint64_t commit, std::set<std::uint32_t>& touched);

  ArchiveStore& store_;
  ArchivePile const& pile_;
  VectorCache& vectors_;
  double texts_;
  Rule rule_;
  ArchiveMembers members_;
};

}  // namespace stemma
