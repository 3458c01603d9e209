// SPDX-License-Identifier: Apache-2.0
#include "passages/reworded_blocks.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "passages/piece_matches.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kLongestPiece = 100;  ///< Words; a longer sentence is cut, so that linking stays cheap.
constexpr int kRounds = 3;                    ///< Clauses that a round leaves free are matched in the next.
constexpr float kOrderBonus = 0.12F;          ///< For pieces that follow the same matched neighbour.
constexpr float kLeastNeighbour = 0.4F;       ///< Weight of shared words of pieces beside the same matched neighbour.
constexpr std::uint32_t kLongestNeighbour = 40;  ///< Words.
constexpr float kLeastLeftOver = 0.6F;           ///< Weight that makes clauses without links a piece of their own.

class Rewording {
 public:
  Rewording(WordPair const& pair, std::vector<WordBlock>& blocks) : pair_{pair}, linker_{pair}, blocks_{blocks} {
    for (std::size_t s = 0; s < 2; ++s) {
      block_at_[s].assign(pair.sides[s].words.size(), 0);
    }
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      cover(b);
    }
  }

  void run() {
    for (int round = 0; round < kRounds; ++round) {
      std::size_t const before = blocks_.size();
      match_free_pieces();
      if (blocks_.size() == before) {
        break;
      }
    }
    match_neighbours();
    join_left_over();
  }

 private:
  /// Marks the words of block b. Marks are the block's number + 1; 0 is free.
  void cover(std::size_t b) {
    std::array<WordRange, 2> const ranges{blocks_[b].left, blocks_[b].right};
    for (std::size_t s = 0; s < 2; ++s) {
      std::fill(
        block_at_[s].begin() + ranges[s].begin, block_at_[s].begin() + ranges[s].end, static_cast<std::uint32_t>(b + 1)
      );
    }
  }

  [[nodiscard]] std::vector<Piece> free_pieces(std::size_t s) const {
    std::vector<Piece> pieces;
    WordText const& text = pair_.sides[s];
    for (WordRange const sentence : text.sentences) {
      for (std::uint32_t w = sentence.begin; w < sentence.end;) {
        if (std::uint32_t const mark = block_at_[s][w]; mark != 0) {
          w = s == 0 ? blocks_[mark - 1].left.end : blocks_[mark - 1].right.end;
          continue;
        }
        Piece piece{{w, w}, 0};
        while (w < sentence.end && block_at_[s][w] == 0 && !is_full(text, piece.range, w)) {
          piece.weight += text.words[w].weight;
          piece.range.end = ++w;
        }
        if (piece.weight > 0) {
          pieces.push_back(piece);
        }
      }
    }
    return pieces;
  }

  /// An endless sentence is cut at a clause where there is one.
  static bool is_full(WordText const& text, WordRange range, std::uint32_t next) {
    return range.size() >= kLongestPiece || (range.size() >= kLongestPiece / 2 && text.begins_clause[next] != 0);
  }

  void match_free_pieces() {
    std::array<std::vector<Piece>, 2> const pieces{free_pieces(0), free_pieces(1)};
    if (pieces[0].empty() || pieces[1].empty()) {
      return;
    }
    auto matches = find_piece_matches(pair_, pieces);
    for (PieceMatch& match : matches) {
      bool const has_neighbour = follows_same(pieces[0][match.left].range, pieces[1][match.right].range);
      match.score += has_neighbour ? kOrderBonus : 0.0F;
    }
    std::sort(matches.begin(), matches.end(), [](PieceMatch const& a, PieceMatch const& b) {
      return std::tuple{-a.score, a.left, a.right} < std::tuple{-b.score, b.left, b.right};
    });
    std::array<std::vector<std::uint8_t>, 2> is_taken;
    for (std::size_t s = 0; s < 2; ++s) {
      is_taken[s].assign(pieces[s].size(), 0);
    }
    for (PieceMatch const& match : matches) {
      if (is_taken[0][match.left] == 0 && is_taken[1][match.right] == 0) {
        is_taken[0][match.left] = is_taken[1][match.right] = 1;
        add(pieces[0][match.left].range, pieces[1][match.right].range);
      }
    }
  }

  [[nodiscard]] std::uint32_t block_before(std::size_t s, std::uint32_t w) const {
    return w == 0 ? UINT32_MAX : block_at_[s][w - 1];
  }

  [[nodiscard]] std::uint32_t block_behind(std::size_t s, std::uint32_t w) const {
    return w >= block_at_[s].size() ? UINT32_MAX : block_at_[s][w];
  }

  [[nodiscard]] bool follows_same(WordRange left, WordRange right) const {
    std::uint32_t const before = block_before(0, left.begin);
    std::uint32_t const behind = block_behind(0, left.end);
    return (before != 0 && before == block_before(1, right.begin)) ||
           (behind != 0 && behind == block_behind(1, right.end));
  }

  void add(WordRange left, WordRange right) {
    WordBlock block{left, right, linker_.link(left, right)};
    if (block.links.empty()) {
      return;
    }
    block.left = without_loose_clauses(0, left, block.links);
    block.right = without_loose_clauses(1, right, block.links);
    blocks_.push_back(std::move(block));
    cover(blocks_.size() - 1);
  }

  /// Clauses at both ends that have no link and weigh enough to stand behind another sentence are set free.
  [[nodiscard]] WordRange without_loose_clauses(std::size_t s, WordRange range, std::vector<WordLink> const& links)
    const {
    std::uint32_t first = range.end;
    std::uint32_t last = range.begin;
    for (WordLink const& link : links) {
      std::uint32_t const w = s == 0 ? link.left : link.right;
      first = std::min(first, w);
      last = std::max(last, w);
    }
    WordText const& text = pair_.sides[s];
    std::uint32_t begin = first;
    while (begin > range.begin && text.begins_clause[begin] == 0) {
      --begin;
    }
    std::uint32_t end = last + 1;
    while (end < range.end && text.begins_clause[end] == 0) {
      ++end;
    }
    if (weight_of(s, {range.begin, begin}) < kLeastLeftOver) {
      begin = range.begin;
    }
    if (weight_of(s, {end, range.end}) < kLeastLeftOver) {
      end = range.end;
    }
    return {begin, end};
  }

  [[nodiscard]] float weight_of(std::size_t s, WordRange range) const {
    float weight = 0;
    for (std::uint32_t w = range.begin; w < range.end; ++w) {
      weight += pair_.sides[s].words[w].weight;
    }
    return weight;
  }

  /// What stands beside one block in both texts corresponds on less evidence: a quotation on any shared word.
  void match_neighbours() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {  // blocks that it adds have neighbours, too
      match_if_alike(free_run_behind(0, blocks_[b].left.end), free_run_behind(1, blocks_[b].right.end));
      match_if_alike(free_run_before(0, blocks_[b].left.begin), free_run_before(1, blocks_[b].right.begin));
    }
  }

  /// The free words from `word` to the end of their sentence.
  [[nodiscard]] WordRange free_run_behind(std::size_t s, std::uint32_t word) const {
    WordText const& text = pair_.sides[s];
    WordRange run{word, word};
    while (run.end < text.words.size() && block_at_[s][run.end] == 0 &&
           text.sentence_of[run.end] == text.sentence_of[word] && run.size() <= kLongestNeighbour) {
      ++run.end;
    }
    return run;
  }

  [[nodiscard]] WordRange free_run_before(std::size_t s, std::uint32_t word) const {
    WordText const& text = pair_.sides[s];
    WordRange run{word, word};
    while (run.begin > 0 && block_at_[s][run.begin - 1] == 0 &&
           text.sentence_of[run.begin - 1] == text.sentence_of[word - 1] && run.size() <= kLongestNeighbour) {
      --run.begin;
    }
    return run;
  }

  void match_if_alike(WordRange left, WordRange right) {
    std::uint32_t const shorter = std::min(left.size(), right.size());
    std::uint32_t const longer = std::max(left.size(), right.size());
    if (shorter < 2 || longer > kLongestNeighbour || longer > 3 * shorter) {
      return;
    }
    float const shared = shared_weight(left, right);
    bool const are_quotes = is_quoted(0, left) && is_quoted(1, right);
    float const least = std::min(weight_of(0, left), weight_of(1, right));
    if (are_quotes || (shared >= kLeastNeighbour && shared >= kLeastScore * least)) {
      add(left, right);
    }
  }

  [[nodiscard]] bool is_quoted(std::size_t s, WordRange range) const {
    auto const& quoted = pair_.sides[s].is_quoted;
    auto const begin = quoted.begin() + range.begin;
    return 5 * std::count(begin, begin + range.size(), 1) >= 3 * static_cast<std::ptrdiff_t>(range.size());
  }

  [[nodiscard]] float shared_weight(WordRange left, WordRange right) const {
    float shared = 0;
    for_each_weighty_key(pair_.sides[0], left, [&](Word const& word) {
      for (std::uint32_t r = right.begin; r < right.end; ++r) {
        if (pair_.sides[1].words[r].key == word.key) {
          shared += word.weight;
          break;
        }
      }
    });
    return shared;
  }

  /// A free piece beside a block that holds words which the block's other side has unlinked joins the block.
  void join_left_over() {
    for (std::size_t s = 0; s < 2; ++s) {
      for (Piece const& piece : free_pieces(s)) {
        std::uint32_t const before = block_before(s, piece.range.begin);
        std::uint32_t const behind = block_behind(s, piece.range.end);
        if (!join_if_it_fits(s, piece, before)) {
          static_cast<void>(join_if_it_fits(s, piece, behind));
        }
      }
    }
  }

  [[nodiscard]] bool join_if_it_fits(std::size_t s, Piece const& piece, std::uint32_t mark) {
    bool const fits = mark != 0 && mark != UINT32_MAX && joins(s, piece, blocks_[mark - 1]);
    if (fits) {
      join(s, piece.range, mark - 1);
    }
    return fits;
  }

  [[nodiscard]] bool joins(std::size_t s, Piece const& piece, WordBlock const& block) const {
    std::size_t const other = 1 - s;
    WordRange const range = other == 0 ? block.left : block.right;
    WordRange const own = s == 0 ? block.left : block.right;
    if (std::max(range.size(), own.size()) > 2 * kLongestPiece) {
      return false;
    }
    std::vector<std::uint8_t> is_linked(range.size(), 0);
    for (WordLink const& link : block.links) {
      if (link.kind != LinkKind::Replaced) {
        is_linked[(other == 0 ? link.left : link.right) - range.begin] = 1;
      }
    }
    std::vector<std::uint32_t> loose;
    for (std::uint32_t w = range.begin; w < range.end; ++w) {
      if (is_linked[w - range.begin] == 0) {
        loose.push_back(pair_.sides[other].words[w].key);
      }
    }
    float shared = 0;
    for_each_weighty_key(pair_.sides[s], piece.range, [&](Word const& word) {
      shared += std::find(loose.begin(), loose.end(), word.key) != loose.end() ? word.weight : 0.0F;
    });
    return shared >= kLeastShared && shared >= kLeastScore * piece.weight;
  }

  void join(std::size_t s, WordRange piece, std::size_t b) {
    WordBlock& block = blocks_[b];
    WordRange& own = s == 0 ? block.left : block.right;
    own = {std::min(own.begin, piece.begin), std::max(own.end, piece.end)};
    block.links = linker_.link(block.left, block.right);
    cover(b);
  }

  WordPair const& pair_;
  WordLinker linker_;
  std::vector<WordBlock>& blocks_;
  std::array<std::vector<std::uint32_t>, 2> block_at_;
};

}  // namespace

void add_reworded_blocks(WordPair const& pair, std::vector<WordBlock>& blocks) {
  Rewording{pair, blocks}.run();
}

}  // namespace stemma
