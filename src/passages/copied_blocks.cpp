// SPDX-License-Identifier: Apache-2.0
#include "passages/copied_blocks.hpp"

#include <algorithm>
#include <array>

#include "passages/exact_runs.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kWidestGap = 15;   ///< Words.
constexpr std::uint32_t kFewestWords = 8;  ///< Equal words of a block.
constexpr double kLeastDensity = 0.6;      ///< Equal words of all words of a block, on its longer side.
constexpr double kWholeSentence = 0.8;     ///< Share of a sentence that makes a short block count.
constexpr std::uint32_t kMargin = 4;       ///< Words.
constexpr std::uint32_t kLongestRest = 8;  ///< Words of a clause that go along with the rest of it.
constexpr float kLeastRunWeight = 0.5F;    ///< A shorter run of stock words is chance.
constexpr std::uint32_t kLongRun = 7;      ///< Words; chance does not make these.

/// A chain is a run of neighbours in `runs`.
struct Chain {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t equal = 0;  ///< Words.
};

bool is_telling(WordText const& side, ExactRun const& run) {
  if (run.length >= kLongRun) {
    return true;
  }
  float weight = 0;
  for (std::uint32_t w = run.left_begin; w < run.left_end(); ++w) {
    weight += side.words[w].weight;
  }
  return weight >= kLeastRunWeight;
}

/// True where the run may follow the chain that ends with the run before it: the gap is narrow, and the whole stays dense.
bool continues(std::vector<ExactRun> const& runs, Chain const& chain, std::size_t next) {
  ExactRun const& first = runs[chain.begin];
  ExactRun const& last = runs[next - 1];
  std::uint32_t const left_gap = runs[next].left_begin - last.left_end();
  std::uint32_t const right_gap = runs[next].right_begin - last.right_end();
  if (std::max(left_gap, right_gap) > std::min(kWidestGap, last.length + runs[next].length)) {
    return false;
  }
  std::uint32_t const left_span = runs[next].left_end() - first.left_begin;
  std::uint32_t const right_span = runs[next].right_end() - first.right_begin;
  return chain.equal + runs[next].length >= kLeastDensity * std::max(left_span, right_span);
}

/// Cuts the runs at the sentence ends of both texts, for a sentence is a copy or is not.
std::vector<ExactRun> cut_at_sentences(WordPair const& pair, std::vector<ExactRun> const& runs) {
  auto const& [left, right] = pair.sides;
  std::vector<ExactRun> parts;
  parts.reserve(runs.size() + left.sentences.size());
  for (ExactRun run : runs) {
    while (run.length > 0) {
      std::uint32_t const left_rest = left.sentences[left.sentence_of[run.left_begin]].end - run.left_begin;
      std::uint32_t const right_rest = right.sentences[right.sentence_of[run.right_begin]].end - run.right_begin;
      std::uint32_t const length = std::min({run.length, left_rest, right_rest});
      parts.push_back({run.left_begin, run.right_begin, length});
      run = {run.left_begin + length, run.right_begin + length, run.length - length};
    }
  }
  return parts;
}

/// Neighbours on the left that are neighbours on the right as well, within one sentence of each text.
std::vector<Chain> chain(WordPair const& pair, std::vector<ExactRun> const& runs) {
  auto const are_in_one_sentence = [&](ExactRun const& a, ExactRun const& b) {
    return pair.sides[0].sentence_of[a.left_begin] == pair.sides[0].sentence_of[b.left_begin] &&
           pair.sides[1].sentence_of[a.right_begin] == pair.sides[1].sentence_of[b.right_begin];
  };
  std::vector<std::size_t> by_right(runs.size());
  std::vector<std::size_t> rank(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    by_right[i] = i;
  }
  std::sort(by_right.begin(), by_right.end(), [&](std::size_t a, std::size_t b) {
    return runs[a].right_begin < runs[b].right_begin;
  });
  for (std::size_t r = 0; r < by_right.size(); ++r) {
    rank[by_right[r]] = r;
  }
  std::vector<Chain> chains;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0 && rank[i] == rank[i - 1] + 1 && are_in_one_sentence(runs[i - 1], runs[i]) && continues(runs, chains.back(), i)) {
      chains.back().end = i + 1;
      chains.back().equal += runs[i].length;
    } else {
      chains.push_back({i, i + 1, runs[i].length});
    }
  }
  return chains;
}

class Blocks {
 public:
  explicit Blocks(WordPair const& pair) : pair_{pair}, linker_{pair} {
    for (std::size_t s = 0; s < 2; ++s) {
      is_taken_[s].assign(pair.sides[s].words.size(), 0);
    }
  }

  void take(std::size_t side, WordRange range) {
    std::fill(is_taken_[side].begin() + range.begin, is_taken_[side].begin() + range.end, std::uint8_t{1});
  }

  /// The words of a chain, gaps included.
  [[nodiscard]] static std::array<WordRange, 2> span_of(std::vector<ExactRun> const& runs, Chain const& chain) {
    ExactRun const& first = runs[chain.begin];
    ExactRun const& last = runs[chain.end - 1];
    return {WordRange{first.left_begin, last.left_end()}, WordRange{first.right_begin, last.right_end()}};
  }

  [[nodiscard]] bool is_copy(std::vector<ExactRun> const& runs, Chain const& chain) const {
    auto const [left, right] = span_of(runs, chain);
    return chain.equal >= kFewestWords || (fills_sentence(0, left) && fills_sentence(1, right));
  }

  [[nodiscard]] WordBlock block_of(std::vector<ExactRun> const& runs, Chain const& chain) {
    ExactRun const& first = runs[chain.begin];
    ExactRun const& last = runs[chain.end - 1];
    WordBlock block;
    block.left = {clause_begin(0, first.left_begin), clause_end(0, last.left_end())};
    block.right = {clause_begin(1, first.right_begin), clause_end(1, last.right_end())};
    take(0, block.left);
    take(1, block.right);
    block.links.reserve(block.left.size());
    link_between({block.left.begin, first.left_begin}, {block.right.begin, first.right_begin}, 0, first.length, block);
    for (std::size_t i = chain.begin; i < chain.end; ++i) {
      for (std::uint32_t k = 0; k < runs[i].length; ++k) {
        block.links.push_back({runs[i].left_begin + k, runs[i].right_begin + k, LinkKind::Same});
      }
      bool const is_last = i + 1 == chain.end;
      WordRange const left{runs[i].left_end(), is_last ? block.left.end : runs[i + 1].left_begin};
      WordRange const right{runs[i].right_end(), is_last ? block.right.end : runs[i + 1].right_begin};
      link_between(left, right, runs[i].length, is_last ? 0 : runs[i + 1].length, block);
    }
    return block;
  }

 private:
  [[nodiscard]] bool fills_sentence(std::size_t side, WordRange range) const {
    WordText const& text = pair_.sides[side];
    std::uint32_t const sentence = text.sentence_of[range.begin];
    return text.sentence_of[range.end - 1] == sentence &&
           range.size() >= kWholeSentence * text.sentences[sentence].size();
  }

  /// Where the clause begins that holds the word before which `word` stands, unless that is far.
  [[nodiscard]] std::uint32_t clause_begin(std::size_t side, std::uint32_t word) const {
    WordText const& text = pair_.sides[side];
    std::uint32_t begin = word;
    while (text.begins_clause[begin] == 0 && is_taken_[side][begin - 1] == 0 && word - begin <= kLongestRest) {
      --begin;
    }
    return word - begin > kLongestRest ? word : begin;
  }

  [[nodiscard]] std::uint32_t clause_end(std::size_t side, std::uint32_t word) const {
    WordText const& text = pair_.sides[side];
    std::uint32_t const sentence_end = text.sentences[text.sentence_of[word - 1]].end;
    std::uint32_t end = word;
    while (end < sentence_end && text.begins_clause[end] == 0 && is_taken_[side][end] == 0 && end - word <= kLongestRest
    ) {
      ++end;
    }
    return end - word > kLongestRest ? word : end;
  }

  /// Links what stands between two runs. Some words of the runs go along, as the neighbours that a replacement needs.
  void link_between(WordRange left, WordRange right, std::uint32_t before, std::uint32_t after, WordBlock& block) {
    if (left.size() == 0 || right.size() == 0) {
      return;
    }
    before = std::min(before, kMargin);
    after = std::min(after, kMargin);
    auto const links = linker_.link({left.begin - before, left.end + after}, {right.begin - before, right.end + after});
    for (WordLink const& link : links) {
      bool const is_inside_left = link.left >= left.begin && link.left < left.end;
      if (is_inside_left && link.right >= right.begin && link.right < right.end) {
        block.links.push_back(link);
      }
    }
  }

  WordPair const& pair_;
  WordLinker linker_;
  std::array<std::vector<std::uint8_t>, 2> is_taken_;
};

}  // namespace

std::vector<WordBlock> find_copied_blocks(WordPair const& pair) {
  Blocks blocks{pair};
  auto runs = find_exact_runs(pair.sides[0], pair.sides[1]);
  std::erase_if(runs, [&](ExactRun const& run) { return !is_telling(pair.sides[0], run); });
  // A stray run parts neighbours from each other: what is no copy goes, then the rest is chained again.
  runs = cut_at_sentences(pair, runs);
  std::vector<ExactRun> kept;
  for (Chain const& part : chain(pair, runs)) {
    if (blocks.is_copy(runs, part)) {
      kept.insert(
        kept.end(), runs.begin() + static_cast<std::ptrdiff_t>(part.begin),
        runs.begin() + static_cast<std::ptrdiff_t>(part.end)
      );
    }
  }
  std::vector<Chain> copies;
  for (Chain const& part : chain(pair, kept)) {
    if (blocks.is_copy(kept, part)) {
      copies.push_back(part);
      auto const [left, right] = Blocks::span_of(kept, part);
      blocks.take(0, left);
      blocks.take(1, right);
    }
  }
  std::vector<WordBlock> result;
  result.reserve(copies.size());
  for (Chain const& copy : copies) {
    result.push_back(blocks.block_of(kept, copy));
  }
  return result;
}

}  // namespace stemma
