// SPDX-License-Identifier: Apache-2.0
#include "passages/piece_matches.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace stemma {

namespace {

constexpr std::uint32_t kMostPostings = 32;
constexpr std::size_t kMostMatches = 6;
constexpr float kLoneAlike = 0.5F;  ///< What a single shared word, or a bare number or date, must be of both pieces.

struct Posting {
  std::uint32_t piece = 0;
  float weight = 0;
};

/// The weighty words of each piece, each key once.
class PieceWords {
 public:
  PieceWords(WordText const& text, std::vector<Piece> const& pieces, std::uint32_t keys) {
    std::vector<std::uint32_t> seen_in(keys, 0);  // by key: number + 1 of the last piece that has it
    begins_.reserve(pieces.size() + 1);
    for (std::uint32_t p = 0; p < pieces.size(); ++p) {
      begins_.push_back(words_.size());
      for (std::uint32_t w = pieces[p].range.begin; w < pieces[p].range.end; ++w) {
        Word const& word = text.words[w];
        std::uint32_t const seen = std::exchange(seen_in[word.key], p + 1);
        if (seen != p + 1 && word.kind != WordKind::Function && word.weight > 0) {
          words_.push_back(&word);
        }
      }
    }
    begins_.push_back(words_.size());
  }

  [[nodiscard]] std::span<Word const* const> of(std::size_t piece) const {
    return std::span{words_}.subspan(begins_[piece], begins_[piece + 1] - begins_[piece]);
  }

  [[nodiscard]] std::vector<Word const*> const& all() const { return words_; }

 private:
  std::vector<Word const*> words_;
  std::vector<std::size_t> begins_;
};

/// Which pieces hold each key.
class PieceIndex {
 public:
  PieceIndex(WordText const& text, std::vector<Piece> const& pieces, std::uint32_t keys) : begins_(keys + 1, 0) {
    PieceWords const words{text, pieces, keys};
    for (Word const* word : words.all()) {
      ++begins_[word->key + 1];
    }
    for (std::size_t k = 1; k < begins_.size(); ++k) {
      begins_[k] += begins_[k - 1];
    }
    postings_.resize(begins_.back());
    auto next = begins_;
    for (std::uint32_t p = 0; p < pieces.size(); ++p) {
      for (Word const* word : words.of(p)) {
        postings_[next[word->key]++] = {p, word->weight};
      }
    }
  }

  /// Calls `work(posting)` for each piece with the key, unless they are too many.
  template <typename Work>
  void for_each(std::uint32_t key, Work const& work) const {
    if (begins_[key + 1] - begins_[key] <= kMostPostings) {
      std::for_each(postings_.begin() + begins_[key], postings_.begin() + begins_[key + 1], work);
    }
  }

 private:
  std::vector<std::uint32_t> begins_;  // by key
  std::vector<Posting> postings_;
};

/// What a pair of pieces has in common.
struct Shared {
  float weight = 0;
  std::uint32_t keys = 0;
  bool has_word = false;  ///< Something other than numbers and dates.
};

float score_of(Piece const& left, Piece const& right, Shared const& shared) {
  if (shared.weight < kLeastShared) {
    return 0;
  }
  float const contained = shared.weight / std::min(left.weight, right.weight);
  float const alike = 2 * shared.weight / (left.weight + right.weight);
  float const score = 0.5F * (contained + alike);
  bool const is_chance = (shared.keys < 2 || !shared.has_word) && alike < kLoneAlike;
  if (score < kLeastScore || is_chance) {
    return 0;
  }
  // What shares more is the surer match; what shares all of very little is not.
  return score * shared.weight / (shared.weight + 1.0F);
}

void keep_best(std::vector<PieceMatch>& matches, std::size_t first) {
  if (matches.size() - first > kMostMatches) {
    auto const begin = matches.begin() + static_cast<std::ptrdiff_t>(first);
    std::nth_element(begin, begin + kMostMatches, matches.end(), [](PieceMatch const& a, PieceMatch const& b) {
      return std::tuple{-a.score, a.right} < std::tuple{-b.score, b.right};
    });
    matches.resize(first + kMostMatches);
  }
}

/// Adds up what one left piece shares with each right piece; knows which sums to clear for the next.
class SharedSums {
 public:
  explicit SharedSums(std::size_t pieces) : shared_with_(pieces) {}

  void add(Word const& word, Posting const& posting) {
    Shared& shared = shared_with_[posting.piece];
    if (shared.keys++ == 0) {
      touched_.push_back(posting.piece);
    }
    shared.weight += std::min(word.weight, posting.weight);
    shared.has_word = shared.has_word || word.kind == WordKind::Content || word.kind == WordKind::Name;
  }

  /// Calls `work(piece, shared)` for each right piece that shares something, and forgets it.
  template <typename Work>
  void drain(Work const& work) {
    for (std::uint32_t const piece : touched_) {
      work(piece, shared_with_[piece]);
      shared_with_[piece] = {};
    }
    touched_.clear();
  }

 private:
  std::vector<Shared> shared_with_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace

std::vector<PieceMatch> find_piece_matches(WordPair const& pair, std::array<std::vector<Piece>, 2> const& pieces) {
  PieceWords const words{pair.sides[0], pieces[0], pair.keys};
  PieceIndex const index{pair.sides[1], pieces[1], pair.keys};
  SharedSums sums{pieces[1].size()};
  std::vector<PieceMatch> matches;
  for (std::uint32_t l = 0; l < pieces[0].size(); ++l) {
    Piece const& left = pieces[0][l];
    for (Word const* word : words.of(l)) {
      index.for_each(word->key, [&](Posting const& posting) { sums.add(*word, posting); });
    }
    std::size_t const first = matches.size();
    sums.drain([&](std::uint32_t r, Shared const& shared) {
      if (float const score = score_of(left, pieces[1][r], shared); score > 0) {
        matches.push_back({score, l, r});
      }
    });
    keep_best(matches, first);
  }
  return matches;
}

}  // namespace stemma
