// SPDX-License-Identifier: Apache-2.0
#include "passages/passage_aligner.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "passages/block.hpp"
#include "passages/copied_blocks.hpp"
#include "passages/leaning.hpp"
#include "passages/link_grid.hpp"
#include "passages/meaning_vectors.hpp"
#include "passages/phrase_links.hpp"
#include "passages/prepared_text.hpp"
#include "passages/reworded_blocks.hpp"
#include "passages/stretches.hpp"
#include "passages/thesaurus.hpp"
#include "passages/variants.hpp"

namespace stemma {

namespace {

/// A passage is an edited copy where at least this share of its words stands in the other text, equal and in order.
constexpr double kEditedShare = 0.6;

/// Weight of a word in the similarity of a passage: function words count a little.
constexpr double kFunctionWeight = 0.1;

double similarity_of(WordPair const& pair, WordBlock const& block) {
  auto const weight = [](Word const& word) { return std::max(kFunctionWeight, static_cast<double>(word.weight)); };
  double linked = 0;
  double all = 0;
  for (WordLink const& link : block.links) {
    if (link.kind != LinkKind::Replaced) {
      linked += weight(pair.sides[0].words[link.left]) + weight(pair.sides[1].words[link.right]);
    }
  }
  for (std::uint32_t w = block.left.begin; w < block.left.end; ++w) {
    all += weight(pair.sides[0].words[w]);
  }
  for (std::uint32_t w = block.right.begin; w < block.right.end; ++w) {
    all += weight(pair.sides[1].words[w]);
  }
  return all > 0 ? std::min(1.0, linked / all) : 0;
}

PassageKind kind_of(WordBlock const& block) {
  std::uint32_t equal_in_order = 0;
  std::uint32_t reached = block.right.begin;
  for (WordLink const& link : block.links) {
    if (link.kind == LinkKind::Same && link.right >= reached) {
      ++equal_in_order;
      reached = link.right + 1;
    }
  }
  std::uint32_t const longer = std::max(block.left.size(), block.right.size());
  if (equal_in_order == longer) {
    return PassageKind::Verbatim;
  }
  return equal_in_order >= kEditedShare * longer ? PassageKind::Edited : PassageKind::Reworded;
}

/// Neighbours with nothing between them on either side are one passage if both were copied or both stand in one sentence.
std::vector<WordBlock> joined(WordPair const& pair, std::vector<WordBlock> blocks) {
  std::sort(blocks.begin(), blocks.end(), [](WordBlock const& a, WordBlock const& b) {
    return a.left.begin < b.left.begin;
  });
  auto const one_sentence = [&](std::size_t s, std::uint32_t next) {
    return pair.sides[s].sentence_of[next - 1] == pair.sides[s].sentence_of[next];
  };
  std::vector<WordBlock> result;
  bool last_is_copy = false;
  for (WordBlock& block : blocks) {
    bool const is_copy = kind_of(block) != PassageKind::Reworded;
    if (!result.empty()) {
      WordBlock& last = result.back();
      bool const touch = last.left.end == block.left.begin && last.right.end == block.right.begin;
      bool const in_one = touch && one_sentence(0, block.left.begin) && one_sentence(1, block.right.begin);
      if (in_one || (touch && last_is_copy && is_copy)) {
        last.left.end = block.left.end;
        last.right.end = block.right.end;
        last.links.insert(last.links.end(), block.links.begin(), block.links.end());
        last_is_copy = last_is_copy && is_copy;
        continue;
      }
    }
    last_is_copy = is_copy;
    result.push_back(std::move(block));
  }
  return result;
}

/// A passage that holds the first or last word of a sentence takes the signs before or behind it along.
TokenRange token_range(WordText const& side, WordRange range) {
  std::uint32_t const first = side.sentence_of[range.begin];
  std::uint32_t const last = side.sentence_of[range.end - 1];
  bool const begins = side.sentences[first].begin == range.begin;
  bool const ends = side.sentences[last].end == range.end;
  return {
    begins ? side.sentence_tokens[first].begin_token : side.words[range.begin].token,
    ends ? side.sentence_tokens[last].end_token : side.words[range.end - 1].token + 1,
  };
}

/// A name that replaces one of like spelling is that name, misspelled.
TokenLink token_link(WordPair const& pair, TokenText const& left, TokenText const& right, WordLink const& link) {
  Word const& left_word = pair.sides[0].words[link.left];
  Word const& right_word = pair.sides[1].words[link.right];
  bool const are_names = left_word.kind == WordKind::Name && right_word.kind == WordKind::Name;
  bool const is_misspelled =
    link.kind == LinkKind::Replaced && are_names &&
    is_like_spelling(left.text_of(left.tokens[left_word.token]), right.text_of(right.tokens[right_word.token]));
  return {left_word.token, right_word.token, is_misspelled ? LinkKind::Spelling : link.kind};
}

PairAlignment align_in_order(PreparedText const& first, PreparedText const& second) {
  TokenText const& left = first.text();
  TokenText const& right = second.text();
  WordPair const pair = pair_words(first, second);
  auto blocks = find_copied_blocks(pair);
  add_reworded_blocks(pair, blocks);
  blocks = joined(pair, std::move(blocks));
  PairAlignment alignment;
  for (WordBlock const& block : blocks) {
    AlignedPassage passage;
    passage.kind = kind_of(block);
    passage.similarity = similarity_of(pair, block);
    passage.left = token_range(pair.sides[0], block.left);
    passage.right = token_range(pair.sides[1], block.right);
    passage.links.reserve(block.links.size());
    for (WordLink const& link : block.links) {
      passage.links.push_back(token_link(pair, left, right, link));
    }
    alignment.passages.push_back(std::move(passage));
  }
  auto const shares = leaning_shares(pair, blocks);
  alignment.share_left = shares[0];
  alignment.share_right = shares[1];
  return alignment;
}

void mirror(PairAlignment& alignment) {
  std::swap(alignment.share_left, alignment.share_right);
  for (AlignedPassage& passage : alignment.passages) {
    std::swap(passage.left, passage.right);
    for (auto* links : {&passage.links, &passage.phrase_links}) {
      for (TokenLink& link : *links) {
        std::swap(link.left_token, link.right_token);
      }
      std::sort(links->begin(), links->end(), [](TokenLink const& a, TokenLink const& b) {
        return std::tuple{a.left_token, a.right_token} < std::tuple{b.left_token, b.right_token};
      });
    }
  }
  for (AlignedStretch& stretch : alignment.stretches) {
    std::swap(stretch.left, stretch.right);
  }
  std::sort(
    alignment.stretches.begin(), alignment.stretches.end(),
    [](AlignedStretch const& a, AlignedStretch const& b) { return a.left.begin_token < b.left.begin_token; }
  );
  std::sort(alignment.passages.begin(), alignment.passages.end(), [](AlignedPassage const& a, AlignedPassage const& b) {
    return a.left.begin_token < b.left.begin_token;
  });
}

}  // namespace

PassageAligner PassageAligner::for_reading(Options const& options) {
  PassageAligner aligner;
  aligner.has_phrases_ = true;
  aligner.thesaurus_ = Thesaurus::open(options.thesaurus);
  aligner.vectors_ = MeaningVectors::open(options.vectors);
  return aligner;
}

PairAlignment PassageAligner::align(TokenText const& left, TokenText const& right) const {
  return align(PreparedText{left}, PreparedText{right});
}

PairAlignment PassageAligner::align(PreparedText const& left, PreparedText const& right) const {
  // The pair is always aligned in one order, so that the answer for (b, a) is the mirror image of that for (a, b).
  bool const is_ordered = left.text().text <= right.text().text;
  TokenText const& first = (is_ordered ? left : right).text();
  TokenText const& second = (is_ordered ? right : left).text();
  PairAlignment alignment = is_ordered ? align_in_order(left, right) : align_in_order(right, left);
  if (has_phrases_) {
    alignment.stretches = join_stretches(first, second, alignment.passages);
    add_phrase_links(first, second, {thesaurus_.get(), vectors_.get()}, alignment.passages);
  }
  if (!is_ordered) {
    mirror(alignment);
  }
  return alignment;
}

}  // namespace stemma
