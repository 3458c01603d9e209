// SPDX-License-Identifier: Apache-2.0
#include "passages/variants.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "passages/word_values.hpp"

namespace stemma {

namespace {

constexpr std::size_t kLongestWord = 48;   ///< Bytes; longer ones are compared by hash only.
constexpr std::size_t kMostInBucket = 64;  ///< Words with a common beginning or end that are compared with each other.

/// One form that only one of the texts has.
struct Exclusive {
  std::uint32_t key = 0;
  std::uint32_t previous_key = UINT32_MAX;  ///< Key of the word before its first occurrence.
  std::string_view letters;                 ///< In lower case (ASCII).
  std::uint64_t bytes = 0;                  ///< The letters that it has, as a set.
  bool is_name = false;
};

/// An edit takes one letter from the set and brings one in at most: this tells most pairs apart that are not alike.
bool may_be_within(Exclusive const& left, Exclusive const& right, std::size_t most) {
  return static_cast<std::size_t>(std::popcount(left.bytes ^ right.bytes)) <= 2 * most;
}

bool share_a_derivation(std::string_view left, std::string_view right) {
  auto const [i, j] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  auto const common = static_cast<std::size_t>(i - left.begin());
  return common >= 5 && 10 * common >= 7 * std::max(left.size(), right.size());
}

/// 0 = not alike, otherwise larger for more alike.
int likeness(Exclusive const& left, Exclusive const& right) {
  std::size_t const shorter = std::min(left.letters.size(), right.letters.size());
  std::size_t const longer = std::max(left.letters.size(), right.letters.size());
  if (left.is_name && right.is_name) {
    bool const same_neighbour = left.previous_key == right.previous_key && left.previous_key != UINT32_MAX;
    std::size_t const most = std::min<std::size_t>(4, (same_neighbour ? 2 * longer / 5 : longer / 4));
    if (shorter < 4 || longer - shorter > most || !may_be_within(left, right, most)) {
      return 0;
    }
    std::size_t const distance = spelling_distance(left.letters, right.letters, most);
    return distance <= most ? static_cast<int>(1000 - 1000 * distance / longer) : 0;
  }
  if (left.is_name || right.is_name || shorter < 5) {
    return 0;
  }
  if (share_a_derivation(left.letters, right.letters)) {
    return 500;
  }
  // A short word counts only where two of its letters are swapped.
  bool const may_differ = longer >= 8 ? may_be_within(left, right, 1) : shorter == longer && left.bytes == right.bytes;
  if (longer - shorter > 1 || longer < 6 || !may_differ || spelling_distance(left.letters, right.letters, 1) > 1) {
    return 0;
  }
  bool const is_swap =
    shorter == longer && std::is_permutation(left.letters.begin(), left.letters.end(), right.letters.begin());
  return is_swap || longer >= 8 ? 600 : 0;
}

class Uniter {
 public:
  Uniter(WordPair& pair, std::array<PreparedText const*, 2> texts)
      : pair_{pair}, texts_{texts}, representative_(pair.keys) {
    std::iota(representative_.begin(), representative_.end(), 0U);
  }

  void unite() {
    collect();
    unite_numbers();
    unite_alike();
    if (std::none_of(representative_.begin(), representative_.end(), [key = 0U](std::uint32_t r) mutable {
          return r != key++;
        })) {
      return;
    }
    std::vector<std::uint8_t> sides_of_key(pair_.keys, 0);
    for (std::uint32_t key = 0; key < pair_.keys; ++key) {
      sides_of_key[representative_[key]] |= pair_.sides_of_key[key];
    }
    pair_.sides_of_key = std::move(sides_of_key);
    for (WordText& side : pair_.sides) {
      for (Word& word : side.words) {
        word.key = representative_[word.key];
      }
    }
  }

 private:
  void collect() {
    enum class State : std::uint8_t { Exclusive, Shared, Seen };
    std::vector<State> state_of(pair_.keys);
    std::transform(pair_.sides_of_key.begin(), pair_.sides_of_key.end(), state_of.begin(), [](std::uint8_t sides) {
      return sides == 3 ? State::Shared : State::Exclusive;
    });
    for (std::size_t s = 0; s < 2; ++s) {
      auto& words = pair_.sides[s].words;
      for (std::size_t w = 0; w < words.size(); ++w) {
        Word const& word = words[w];
        bool const is_exclusive = state_of[word.key] == State::Exclusive;
        bool const is_wanted = is_exclusive || word.kind == WordKind::Number || word.kind == WordKind::Date;
        if (!is_wanted || state_of[word.key] == State::Seen) {
          continue;
        }
        state_of[word.key] = State::Seen;
        Spelling const& spelling = texts_[s]->spelling_of(w);
        if (spelling.size > kLongestWord) {
          continue;
        }
        if (spelling.value != 0) {
          numbers_.push_back({spelling.value, word.key});
        } else if (is_exclusive && word.kind != WordKind::Function) {
          std::uint32_t const previous = w > 0 ? words[w - 1].key : UINT32_MAX;
          auto const letters = texts_[s]->letters_of(spelling);
          exclusives_[s].push_back({word.key, previous, letters, spelling.bytes, word.kind == WordKind::Name});
        }
      }
    }
  }

  void unite_numbers() {
    std::sort(numbers_.begin(), numbers_.end());
    for (std::size_t i = 1; i < numbers_.size(); ++i) {
      if (numbers_[i].first == numbers_[i - 1].first) {
        representative_[numbers_[i].second] = representative_[numbers_[i - 1].second];
      }
    }
  }

  /// A word of each text that may be one.
  struct Candidate {
    int likeness;
    std::uint32_t left;
    std::uint32_t right;
  };

  using Bucketed = std::vector<std::uint64_t>;  // bucket, and in the lower half the word: sorts faster than a pair

  static std::uint32_t word_in(std::uint64_t filed) { return static_cast<std::uint32_t>(filed); }

  /// Compares only words that begin or end alike, so that a long text does not cost all pairs of its words.
  void unite_alike() {
    std::vector<Candidate> candidates;
    for (bool const by_beginning : {true, false}) {
      auto const left = buckets(exclusives_[0], by_beginning);
      auto const right = buckets(exclusives_[1], by_beginning);
      auto const end_of = [](Bucketed const& filed, Bucketed::const_iterator begin) {
        return std::find_if(begin, filed.end(), [bucket = *begin >> 32U](auto entry) {
          return entry >> 32U != bucket;
        });
      };
      auto l = left.begin();
      auto r = right.begin();
      while (l != left.end() && r != right.end()) {
        auto const left_end = end_of(left, l);
        auto const right_end = end_of(right, r);
        auto const left_bucket = *l >> 32U;
        auto const right_bucket = *r >> 32U;
        if (left_bucket == right_bucket) {
          compare({l, left_end}, {r, right_end}, candidates);
        }
        l = left_bucket <= right_bucket ? left_end : l;
        r = right_bucket <= left_bucket ? right_end : r;
      }
    }
    take_best(candidates);
  }

  using Words = std::span<std::uint64_t const>;

  void compare(Words left, Words right, std::vector<Candidate>& candidates) const {
    for (auto const left_entry : left.first(std::min(left.size(), kMostInBucket))) {
      for (auto const right_entry : right.first(std::min(right.size(), kMostInBucket))) {
        std::uint32_t const l = word_in(left_entry);
        std::uint32_t const r = word_in(right_entry);
        if (int const like = likeness(exclusives_[0][l], exclusives_[1][r]); like > 0) {
          candidates.push_back({like, l, r});
        }
      }
    }
  }

  void take_best(std::vector<Candidate>& candidates) {
    std::sort(candidates.begin(), candidates.end(), [](Candidate const& a, Candidate const& b) {
      return std::tuple{-a.likeness, a.left, a.right} < std::tuple{-b.likeness, b.left, b.right};
    });
    std::vector<std::uint8_t> left_taken(exclusives_[0].size());
    std::vector<std::uint8_t> right_taken(exclusives_[1].size());
    for (Candidate const& candidate : candidates) {
      if (left_taken[candidate.left] == 0 && right_taken[candidate.right] == 0) {
        left_taken[candidate.left] = right_taken[candidate.right] = 1;
        representative_[exclusives_[1][candidate.right].key] = exclusives_[0][candidate.left].key;
      }
    }
  }

  static Bucketed buckets(std::vector<Exclusive> const& words, bool by_beginning) {
    Bucketed filed;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      std::string_view const letters = words[i].letters;
      if (letters.size() < 4) {
        continue;
      }
      std::size_t const length = by_beginning || words[i].is_name ? 2 : 3;
      std::size_t const from = by_beginning ? 0 : letters.size() - length;
      std::uint64_t bucket = words[i].is_name ? 1U : 0U;
      for (std::size_t k = from; k < from + length; ++k) {
        bucket = (bucket << 8U) | static_cast<unsigned char>(letters[k]);
      }
      filed.push_back(bucket << 32U | i);
    }
    std::sort(filed.begin(), filed.end());
    return filed;
  }

  WordPair& pair_;
  std::array<PreparedText const*, 2> texts_;
  std::vector<std::uint32_t> representative_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> numbers_;
  std::array<std::vector<Exclusive>, 2> exclusives_;
};

}  // namespace

std::size_t spelling_distance(std::string_view left, std::string_view right, std::size_t most) {
  if (left.size() > kLongestWord || right.size() > kLongestWord) {
    return left == right ? 0 : most + 1;
  }
  // A byte holds any distance of words so short; a row is written before it is read.
  std::array<std::array<std::uint8_t, kLongestWord + 1>, 3> rows;
  for (std::size_t j = 0; j <= right.size(); ++j) {
    rows[0][j] = static_cast<std::uint8_t>(j);
  }
  for (std::size_t i = 1; i <= left.size(); ++i) {
    auto& row = rows[i % 3];
    auto const& above = rows[(i - 1) % 3];
    auto const& two_above = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    std::uint32_t least = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      std::uint32_t const replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U);
      std::uint32_t here = std::min({above[j] + 1U, row[j - 1] + 1U, replaced});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        here = std::min(here, two_above[j - 2] + 1U);
      }
      row[j] = static_cast<std::uint8_t>(here);
      least = std::min(least, here);
    }
    if (least > most) {
      return most + 1;
    }
  }
  return rows[left.size() % 3][right.size()];
}

bool is_like_spelling(std::string_view left, std::string_view right) {
  std::size_t const longer = std::max(left.size(), right.size());
  std::size_t const most = std::min<std::size_t>(4, 2 * longer / 5);
  if (std::min(left.size(), right.size()) < 4 || longer > kLongestWord) {
    return false;
  }
  std::string left_letters{left};
  std::string right_letters{right};
  std::transform(left_letters.begin(), left_letters.end(), left_letters.begin(), lower);
  std::transform(right_letters.begin(), right_letters.end(), right_letters.begin(), lower);
  return spelling_distance(left_letters, right_letters, most) <= most;
}

void unite_variants(WordPair& pair, std::array<PreparedText const*, 2> texts) {
  Uniter{pair, texts}.unite();
}

}  // namespace stemma
