// SPDX-License-Identifier: Apache-2.0
#include "trees/copied_groups.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "trees/word_diff.hpp"

namespace stemma {

namespace {

// Share of the shorter text's runs, if it has so many, that only a copy has; and that may be a copy's.
constexpr double kCopied = 0.8;
constexpr double kMaybeCopied = 0.3;
constexpr std::uint32_t kLeastRuns = 40;

/// Share of the shorter text's words that have their place in a copy's other text.
constexpr double kWordForWord = 0.96;

/// A text is set beside so many others that share most runs with it.
constexpr std::size_t kNearest = 8;

// What a copyist makes of a word or two.
constexpr std::size_t kWordsChanged = 2;
constexpr std::size_t kWordsInstead = 3;

/// Words between two shared runs, of both texts, that are looked at one by one.
constexpr std::size_t kWordsBetween = 200;

/// The words of a text without its signs, and which word each token is.
struct Words {
  explicit Words(TokenText const& text) {
    for (Token const& token : text.tokens) {
      numbers.push_back(static_cast<std::uint32_t>(keys.size()));
      if (token.kind != TokenKind::Punctuation) {
        keys.push_back(token.word);
      }
    }
  }

  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> numbers;
};

/// A word of the shorter text and one of the longer.
struct Match {
  std::uint32_t own = 0;
  std::uint32_t other = 0;
};

/// The words at which shared runs begin, as far as they stand in one order in both texts.
std::vector<Match> shared_in_order(
  std::span<Trait const> own, Words const& own_words, std::span<Trait const> other, Words const& other_words
) {
  std::vector<Match> all;
  auto at = other.begin();
  for (Trait const& run : own) {
    while (at != other.end() && at->key < run.key) {
      ++at;
    }
    if (at != other.end() && at->key == run.key) {
      all.push_back({own_words.numbers[run.token], other_words.numbers[at->token]});
    }
  }
  std::ranges::sort(all, {}, &Match::own);
  std::vector<std::size_t> ends;  // by length of a rising sequence: the match that it ends with
  std::vector<std::size_t> before(all.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const place =
      std::ranges::lower_bound(ends, all[i].other, {}, [&](std::size_t end) { return all[end].other; });
    before[i] = place == ends.begin() ? all.size() : *(place - 1);
    if (place == ends.end()) {
      ends.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Match> in_order;
  for (auto i = ends.empty() ? all.size() : ends.back(); i < all.size(); i = before[i]) {
    in_order.push_back(all[i]);
  }
  std::ranges::reverse(in_order);
  return in_order;
}

using Keys = std::span<std::uint64_t const>;

/// Of the words between two shared runs those that have their place in the other text.
std::size_t placed_between(Keys own, Keys other) {
  if (own.size() + other.size() > kWordsBetween) {
    return 0;
  }
  auto const matches = match_words(own, other, own.size() + other.size());
  std::size_t placed = matches->size();
  std::size_t from = 0;
  std::size_t other_from = 0;
  for (std::size_t i = 0; i <= matches->size(); ++i) {
    auto const until = i < matches->size() ? (*matches)[i].left : own.size();
    auto const other_until = i < matches->size() ? (*matches)[i].right : other.size();
    bool const is_small = until - from <= kWordsChanged && other_until - other_from <= kWordsInstead;
    placed += is_small ? until - from : 0;
    from = until + 1;
    other_from = other_until + 1;
  }
  return placed;
}

/// Groups that are put together, each named by its first witness.
class Groups {
 public:
  explicit Groups(std::size_t count) : above_(count) { std::iota(above_.begin(), above_.end(), 0U); }

  [[nodiscard]] WitnessIndex first_of(WitnessIndex witness) {
    while (above_[witness] != witness) {
      above_[witness] = above_[above_[witness]];
      witness = above_[witness];
    }
    return witness;
  }

  void join(WitnessIndex one, WitnessIndex other) {
    auto const a = first_of(one);
    auto const b = first_of(other);
    above_[std::max(a, b)] = std::min(a, b);
  }

  [[nodiscard]] std::vector<std::vector<WitnessIndex>> all() {
    std::vector<std::vector<WitnessIndex>> of_first(above_.size());
    for (WitnessIndex witness = 0; witness < above_.size(); ++witness) {
      of_first[first_of(witness)].push_back(witness);
    }
    std::erase_if(of_first, [](std::vector<WitnessIndex> const& group) { return group.empty(); });
    return of_first;
  }

 private:
  std::vector<WitnessIndex> above_;
};

}  // namespace

double word_for_word(
  TokenText const& left, TellingTraits const& of_left, TokenText const& right, TellingTraits const& of_right
) {
  Words one{left};
  Words two{right};
  bool const is_left = one.keys.size() <= two.keys.size();
  Words const& own = is_left ? one : two;
  Words const& other = is_left ? two : one;
  auto const matches =
    shared_in_order((is_left ? of_left : of_right).wording, own, (is_left ? of_right : of_left).wording, other);
  std::size_t placed = 0;
  std::size_t from = 0;
  std::size_t other_from = 0;
  for (std::size_t i = 0; i <= matches.size(); ++i) {
    auto const until = i < matches.size() ? std::size_t{matches[i].own} : own.keys.size();
    auto const other_until = i < matches.size() ? std::size_t{matches[i].other} : other.keys.size();
    placed += placed_between(
      Keys{own.keys}.subspan(from, until - from), Keys{other.keys}.subspan(other_from, other_until - other_from)
    );
    placed += static_cast<std::size_t>(i < matches.size());
    from = until + 1;
    other_from = other_until + 1;
  }
  return static_cast<double>(placed) / static_cast<double>(std::max<std::size_t>(1, own.keys.size()));
}

std::vector<std::vector<WitnessIndex>> copied_groups(
  StoryTellings const& story, std::span<TellingTraits const> traits, std::span<std::uint32_t const> shared_runs
) {
  auto const count = static_cast<WitnessIndex>(traits.size());
  Groups groups{count};
  auto const share_of = [&](WitnessIndex one, WitnessIndex other) {
    auto const runs = std::min(traits[one].wording.size(), traits[other].wording.size());
    return runs < kLeastRuns ? 0 : static_cast<double>(shared_runs[one * count + other]) / static_cast<double>(runs);
  };
  for (WitnessIndex one = 0; one < count; ++one) {
    for (WitnessIndex other = 0; other < one; ++other) {
      if (share_of(one, other) >= kCopied) {
        groups.join(one, other);
      }
    }
  }

  struct Pair {
    double share = 0;
    WitnessIndex one = 0;
    WitnessIndex other = 0;
  };

  std::vector<Pair> pairs;
  for (WitnessIndex one = 0; one < count; ++one) {
    std::vector<Pair> nearest;
    for (WitnessIndex other = 0; other < count; ++other) {
      auto const share = groups.first_of(one) == groups.first_of(other) ? 0 : share_of(one, other);
      if (share >= kMaybeCopied) {
        nearest.push_back({share, one, other});
      }
    }
    std::ranges::stable_sort(nearest, std::ranges::greater{}, &Pair::share);
    nearest.resize(std::min(nearest.size(), kNearest));
    pairs.insert(pairs.end(), nearest.begin(), nearest.end());
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::share);
  for (auto const& [share, one, other] : pairs) {
    auto const text_of = [&](WitnessIndex witness) -> TokenText const& { return *story.tellings[witness].tokens; };
    if (groups.first_of(one) != groups.first_of(other) && word_for_word(text_of(one), traits[one], text_of(other), traits[other]) >= kWordForWord) {
      groups.join(one, other);
    }
  }
  return groups.all();
}

}  // namespace stemma
