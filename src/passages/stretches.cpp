// SPDX-License-Identifier: Apache-2.0
#include "passages/stretches.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace stemma {

namespace {

constexpr std::uint32_t kNear = 60;  ///< Tokens between passages of one stretch, in both texts.
constexpr std::uint32_t kWide =
  400;  ///< … in one of them, where they are near in the other: a brief, or a long insertion.
constexpr std::size_t kMostNeighbours = 64;  ///< Passages behind one that are looked at.
constexpr double kLeastWeight = 4.0;         ///< Of linked words.
constexpr std::uint32_t kFewestLinked = 5;   ///< Telling words.
constexpr double kLeastLinkedShare = 0.15;   ///< Weight of linked words of all words of the briefer side.

std::uint32_t gap(TokenRange a, TokenRange b) {
  return a.end_token <= b.begin_token   ? b.begin_token - a.end_token
         : b.end_token <= a.begin_token ? a.begin_token - b.end_token
                                        : 0;
}

class Stretches {
 public:
  Stretches(TokenText const& left, TokenText const& right, std::vector<AlignedPassage> const& passages)
      : texts_{&left, &right}, passages_{passages}, parent_(passages.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  void join(std::uint32_t left_reach, std::uint32_t right_reach) {
    for (std::size_t a = 0; a < passages_.size(); ++a) {
      for (std::size_t b = a + 1; b < std::min(passages_.size(), a + kMostNeighbours); ++b) {
        if (gap(passages_[a].left, passages_[b].left) > left_reach) {
          break;
        }
        if (gap(passages_[a].right, passages_[b].right) <= right_reach) {
          parent_[root(a)] = root(b);
        }
      }
    }
  }

  [[nodiscard]] std::vector<AlignedStretch> take() {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t p = 0; p < passages_.size(); ++p) {
      groups[root(p)].push_back(p);
    }
    std::vector<AlignedStretch> stretches;
    for (auto const& [group, members] : groups) {
      if (is_more_than_chance(members)) {
        stretches.push_back(hull(members));
      }
    }
    std::sort(stretches.begin(), stretches.end(), [](AlignedStretch const& a, AlignedStretch const& b) {
      return a.left.begin_token < b.left.begin_token;
    });
    return stretches;
  }

 private:
  [[nodiscard]] std::size_t root(std::size_t p) {
    while (parent_[p] != p) {
      p = parent_[p] = parent_[parent_[p]];
    }
    return p;
  }

  [[nodiscard]] AlignedStretch hull(std::vector<std::size_t> const& members) const {
    AlignedStretch all{passages_[members[0]].left, passages_[members[0]].right};
    for (std::size_t const p : members) {
      all.left.begin_token = std::min(all.left.begin_token, passages_[p].left.begin_token);
      all.left.end_token = std::max(all.left.end_token, passages_[p].left.end_token);
      all.right.begin_token = std::min(all.right.begin_token, passages_[p].right.begin_token);
      all.right.end_token = std::max(all.right.end_token, passages_[p].right.end_token);
    }
    return all;
  }

  [[nodiscard]] double weight_of(std::size_t s, TokenRange range) const {
    double weight = 0;
    for (std::uint32_t t = range.begin_token; t < range.end_token; ++t) {
      weight += static_cast<double>(texts_[s]->tokens[t].weight);
    }
    return weight;
  }

  [[nodiscard]] bool is_more_than_chance(std::vector<std::size_t> const& members) const {
    double linked = 0;
    std::uint32_t count = 0;
    for (std::size_t const p : members) {
      for (TokenLink const& link : passages_[p].links) {
        double const weight = static_cast<double>(texts_[0]->tokens[link.left_token].weight);
        if (link.kind != LinkKind::Replaced && weight > 0) {
          linked += weight;
          ++count;
        }
      }
    }
    AlignedStretch const all = hull(members);
    double const briefer = std::min(weight_of(0, all.left), weight_of(1, all.right));
    return linked >= kLeastWeight && count >= kFewestLinked && linked >= kLeastLinkedShare * briefer;
  }

  std::array<TokenText const*, 2> texts_;
  std::vector<AlignedPassage> const& passages_;
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<AlignedStretch> join_stretches(
  TokenText const& left, TokenText const& right, std::vector<AlignedPassage> const& passages
) {
  Stretches stretches{left, right, passages};
  stretches.join(kNear, kNear);
  stretches.join(kNear, kWide);
  stretches.join(kWide, kNear);
  return stretches.take();
}

}  // namespace stemma
