// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive_store.hpp"
#include "archive/postings.hpp"
#include "archive/segment.hpp"
#include "base/pieces.hpp"
#include "pairs/evidence.hpp"
#include "stemma/document.hpp"
#include "stories/word_pile.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

/// Words by which the tellings of an event are sought: so many of the heaviest of each text.
inline constexpr std::size_t kStoryKeys = 24;

/// A weight in 6 bits; no word of a text that tells anything weighs more than half.
inline constexpr float kKeyWeightUnit = 1.0F / 128;

/// Documents that are read together, at most.
inline constexpr std::size_t kMostBatchDocuments = 8192;

/// A document on its way into the archive.
struct BatchDocument {
  Document document;
  std::uint64_t text_hash = 0;
  bool has_taken_id = false;  ///< When it was read, the archive had another text under its id.
  std::uint32_t number = 0;
  std::uint32_t story = 0;
  AnchorStock stock;
  std::vector<std::uint64_t> anchors;  ///< Shingles, sorted by the key of their posting, of which none is twice.
  StoryWordsView words;                ///< This and the next three lie in the `BatchSpace`.
  std::string_view packed;
  std::span<CountedWord const> counted;
  ShortView vector;
  std::vector<WeightedWord> keys;  ///< The heaviest; `stem` is the key of a posting. Sorted by key, none twice.
};

using Batch = std::vector<BatchDocument>;

/// Room for what a batch's documents have. One thread at a time fills a part of it.
struct BatchSpace {
  struct Part {
    Pieces<StoryWords::Word> words;
    Pieces<StoryWords::Head> heads;
    Pieces<PileWord> leads;
    Pieces<CountedWord> counted;
    Pieces<ShortWord> vectors;
    Pieces<char> packed;
  };

  std::deque<Part> parts;
};

/// The key of the postings of a shingle, or of a stem.
[[nodiscard]] constexpr std::uint64_t anchor_posting_key(std::uint64_t shingle) noexcept {
  return shingle & kMostPostingKey;
}

[[nodiscard]] constexpr std::uint64_t stem_posting_key(std::uint64_t stem) noexcept {
  return (stem * 0xD6E8FEB86659FD93ULL) >> (64 - kPostingKeyBits);
}

/// The words of an archive, read from its segments as they are asked for.
class ArchivePile {
 public:
  explicit ArchivePile(ArchiveStore& store);

  /// What segments and batches have taught of a word. Safe from several threads while nothing is learnt.
  [[nodiscard]] PileWord word(std::uint64_t stem) const;

  /// The same of the words of a text of the batch that was learnt last, sooner.
  void words_of_batch(std::span<CountedWord const> words, std::vector<PileWord>& known) const;

  /// Learns the words of a batch: which are names, then what each text has; fills in `counted`. Returns what it learnt, sorted.
  [[nodiscard]] std::vector<SegmentWord> learn(Batch& batch, BatchSpace& space, unsigned threads);

  /// The vector of a text.
  [[nodiscard]] WordVector vector(StoryWords const& words, double texts) const;

 private:
  [[nodiscard]] PileWord load(std::uint64_t stem) const;

  ArchiveStore const& store_;
  std::uint32_t last_before_ = 0;  ///< The last document that was there before.
  WordPile known_;
  WordPile of_batch_;  ///< The words of the last batch, as known after it.
};

/// Everything of a batch that needs no other document: sketches and words.
void read_batch(Batch& batch, BatchSpace& space, unsigned threads);

/// The packed texts of a batch; `dictionary` may be none.
void pack_batch(Batch& batch, TextDictionary const* dictionary, BatchSpace& space, unsigned threads);

/// Vectors and keys, as soon as the pile has learnt the batch's words. `texts` is the number of texts in the pile.
void weigh_batch(Batch& batch, ArchivePile const& pile, double texts, BatchSpace& space, unsigned threads);

/// The postings of a batch, sorted; places are those in the batch.
[[nodiscard]] std::vector<Posting> anchor_postings(Batch const& batch);
[[nodiscard]] std::vector<Posting> key_postings(Batch const& batch);
[[nodiscard]] std::vector<Posting> id_postings(Batch const& batch);

}  // namespace stemma
