// SPDX-License-Identifier: Apache-2.0
#include "passages/phrase_links.hpp"

#include <algorithm>
#include <tuple>

#include "passages/phrase_linker.hpp"

namespace stemma {

namespace {

constexpr std::size_t kLongRun = 8;         ///< Equal words side by side that need no second look.
constexpr std::size_t kMargin = 3;          ///< Of these, at both ends, go along with what is beside them.
constexpr std::uint32_t kLongestRest = 40;  ///< Tokens of a sentence that a passage may take along.
constexpr std::size_t kFewestTelling = 2;   ///< Linked words of like meaning that make a pair of sentences a passage.

/// Tokens of each text that the links have passed.
struct Reached {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

bool in_order(TokenLink const& a, TokenLink const& b) {
  return std::tuple{a.left_token, a.right_token} < std::tuple{b.left_token, b.right_token};
}

class Linking {
 public:
  Linking(TokenText const& left, TokenText const& right, WordLore const& lore)
      : left_{left}, right_{right}, linker_{left, right, lore} {}

  [[nodiscard]] std::vector<TokenLink> links_of(AlignedPassage const& passage) const {
    std::vector<TokenLink> links;
    Reached reached{passage.left.begin_token, passage.right.begin_token};
    auto const add_piece = [&](Reached to) {
      if (to.left > reached.left && to.right > reached.right) {
        auto const piece = linker_.link({reached.left, to.left}, {reached.right, to.right});
        links.insert(links.end(), piece.begin(), piece.end());
      }
      reached = to;
    };
    auto const& words = passage.links;
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && follow(words[end - 1], words[end])) {
        ++end;
      }
      if (words[begin].kind == LinkKind::Same && end - begin >= kLongRun && parts(words, begin, end)) {
        std::size_t const first = begin + kMargin;
        std::size_t const last = end - kMargin - 1;
        add_piece({words[first].left_token, words[first].right_token});
        add_run(words, first, last, links);
        reached = {words[last].left_token + 1, words[last].right_token + 1};
      }
      begin = end;
    }
    add_piece({passage.left.end_token, passage.right.end_token});
    std::sort(links.begin(), links.end(), in_order);
    return links;
  }

 private:
  /// True where nothing but like signs stands between two links of equal words.
  [[nodiscard]] bool follow(TokenLink const& one, TokenLink const& next) const {
    std::uint32_t const step = next.left_token - one.left_token;
    if (one.kind != LinkKind::Same || next.kind != LinkKind::Same || next.right_token - one.right_token != step || step > 4) {
      return false;
    }
    for (std::uint32_t k = 1; k < step; ++k) {
      if (left_.tokens[one.left_token + k].word != right_.tokens[one.right_token + k].word) {
        return false;
      }
    }
    return true;
  }

  /// True where no link crosses the run [begin, end).
  static bool parts(std::vector<TokenLink> const& words, std::size_t begin, std::size_t end) {
    auto const right_is_below = [&](TokenLink const& link) { return link.right_token < words[begin].right_token; };
    auto const right_is_above = [&](TokenLink const& link) { return link.right_token > words[end - 1].right_token; };
    auto const at = [&](std::size_t k) { return words.begin() + static_cast<std::ptrdiff_t>(k); };
    // Crossing links stand near each other; looking at all of them would be quadratic.
    std::size_t const from = begin > 256 ? begin - 256 : 0;
    std::size_t const to = std::min(words.size(), end + 256);
    return std::all_of(at(from), at(begin), right_is_below) && std::all_of(at(end), at(to), right_is_above);
  }

  static void add_run(
    std::vector<TokenLink> const& words, std::size_t first, std::size_t last, std::vector<TokenLink>& links
  ) {
    for (std::size_t k = first; k <= last; ++k) {
      std::uint32_t const step = k < last ? words[k + 1].left_token - words[k].left_token : 1;
      for (std::uint32_t t = 0; t < step; ++t) {
        links.push_back({words[k].left_token + t, words[k].right_token + t, LinkKind::Same});
      }
    }
  }

  TokenText const& left_;
  TokenText const& right_;
  PhraseLinker linker_;
};

/// Which tokens of a text belong to passages.
class Claims {
 public:
  explicit Claims(TokenText const& text) : is_claimed_(text.tokens.size(), 0), sentence_of_(text.tokens.size()) {
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
      TokenRange const tokens = text.sentences[s].tokens;
      std::fill(sentence_of_.begin() + tokens.begin_token, sentence_of_.begin() + tokens.end_token, s);
    }
  }

  void claim(TokenRange range) {
    std::fill(is_claimed_.begin() + range.begin_token, is_claimed_.begin() + range.end_token, std::uint8_t{1});
  }

  /// The range and what is free beside it in its first and last sentence, unless that is long.
  [[nodiscard]] TokenRange widened(TokenRange range) const {
    TokenRange wide = range;
    while (wide.begin_token > 0 && is_free(wide.begin_token - 1, range.begin_token)) {
      --wide.begin_token;
    }
    while (wide.end_token < is_claimed_.size() && is_free(wide.end_token, range.end_token - 1)) {
      ++wide.end_token;
    }
    return {
      range.begin_token - wide.begin_token > kLongestRest ? range.begin_token : wide.begin_token,
      wide.end_token - range.end_token > kLongestRest ? range.end_token : wide.end_token};
  }

 private:
  [[nodiscard]] bool is_free(std::uint32_t token, std::uint32_t of_sentence) const {
    return is_claimed_[token] == 0 && sentence_of_[token] == sentence_of_[of_sentence];
  }

  std::vector<std::uint8_t> is_claimed_;
  std::vector<std::uint32_t> sentence_of_;
};

/// Back to what the passage held, and to the links beyond it.
void narrow(AlignedPassage& passage, TokenRange left, TokenRange right) {
  for (TokenLink const& link : passage.phrase_links) {
    left = {std::min(left.begin_token, link.left_token), std::max(left.end_token, link.left_token + 1)};
    right = {std::min(right.begin_token, link.right_token), std::max(right.end_token, link.right_token + 1)};
  }
  passage.left = left;
  passage.right = right;
}

bool is_telling(TokenText const& left, TokenText const& right, std::vector<TokenLink> const& links) {
  auto const count = std::count_if(links.begin(), links.end(), [&](TokenLink const& link) {
    return link.kind != LinkKind::Replaced && left.tokens[link.left_token].weight > 0 &&
           right.tokens[link.right_token].weight > 0;
  });
  return static_cast<std::size_t>(count) >= kFewestTelling;
}

}  // namespace

void add_phrase_links(
  TokenText const& left, TokenText const& right, WordLore const& lore, std::vector<AlignedPassage>& passages
) {
  Linking const linking{left, right, lore};
  if (passages.empty() && left.sentences.size() == 1 && right.sentences.size() == 1) {
    AlignedPassage whole;
    whole.kind = PassageKind::Reworded;
    whole.left = left.sentences[0].tokens;
    whole.right = right.sentences[0].tokens;
    whole.phrase_links = linking.links_of(whole);
    if (is_telling(left, right, whole.phrase_links)) {
      passages.push_back(std::move(whole));
    }
    return;
  }
  Claims left_claims{left};
  Claims right_claims{right};
  for (AlignedPassage const& passage : passages) {
    left_claims.claim(passage.left);
    right_claims.claim(passage.right);
  }
  for (AlignedPassage& passage :
       passages) {  // what lies between two passages of one sentence goes to the first of them
    TokenRange const own_left = passage.left;
    TokenRange const own_right = passage.right;
    passage.left = left_claims.widened(own_left);
    passage.right = right_claims.widened(own_right);
    passage.phrase_links = linking.links_of(passage);
    narrow(passage, own_left, own_right);
    left_claims.claim(passage.left);
    right_claims.claim(passage.right);
  }
}

}  // namespace stemma
