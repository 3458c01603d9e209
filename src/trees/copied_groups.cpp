// SPDX-License-Identifier: Apache-2.0
#include "trees/copied_groups.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <vector>

#include "trees/word_diff.hpp"

namespace stemma {

namespace {

// Share of the shorter text's runs that only a copy has; and that may be a copy's, if the text has so many runs.
constexpr double kCopied = 0.8;
constexpr double kMaybeCopied = 0.3;
constexpr std::size_t kLeastRuns = 40;

// What is left of a copy may have fewer runs, if so many others are copies of each other.
constexpr std::size_t kRunsLeft = 12;
constexpr std::size_t kFamily = 3;

/// Of the shorter text's words that the other does not have, a copy may have this share in no place of the other's; or, if
/// they are few, this share of all its words.
constexpr double kUnplaced = 1.0 / 3;
constexpr double kFewUnplaced = 0.04;

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

/// Counts the words between two shared runs.
void count_between(Keys own, Keys other, SetBeside& found) {
  if (own.size() + other.size() > kWordsBetween) {
    return;
  }
  auto const matches = match_words(own, other, own.size() + other.size());
  found.same += matches->size();
  std::size_t from = 0;
  std::size_t other_from = 0;
  for (std::size_t i = 0; i <= matches->size(); ++i) {
    auto const until = i < matches->size() ? (*matches)[i].left : own.size();
    auto const other_until = i < matches->size() ? (*matches)[i].right : other.size();
    bool const is_small = until - from <= kWordsChanged && other_until - other_from <= kWordsInstead;
    found.instead += is_small ? until - from : 0;
    from = until + 1;
    other_from = other_until + 1;
  }
}

/// Puts groups together; each is named by one of its witnesses.
class Grouping {
 public:
  Grouping(
    StoryTellings const& story, std::span<TellingTraits const> traits, std::span<std::uint32_t const> shared_runs
  )
      : story_{story},
        traits_{traits},
        shared_runs_{shared_runs},
        count_{static_cast<WitnessIndex>(traits.size())},
        above_(count_),
        sizes_(count_, 1) {
    std::iota(above_.begin(), above_.end(), WitnessIndex{0});
    join_copied();
    while (join_nearest()) {
    }
    join_fragments();
  }

  [[nodiscard]] std::vector<std::vector<WitnessIndex>> groups() {
    std::vector<std::vector<WitnessIndex>> all;
    std::vector<std::size_t> numbers(count_, count_);
    for (WitnessIndex witness = 0; witness < count_; ++witness) {
      auto& number = numbers[name_of(witness)];
      if (number == count_) {
        number = all.size();
        all.emplace_back();
      }
      all[number].push_back(witness);
    }
    return all;
  }

 private:
  struct Pair {
    double share = 0;
    WitnessIndex one = 0;
    WitnessIndex other = 0;
  };

  [[nodiscard]] WitnessIndex name_of(WitnessIndex witness) {
    while (above_[witness] != witness) {
      above_[witness] = above_[above_[witness]];
      witness = above_[witness];
    }
    return witness;
  }

  void join(WitnessIndex one, WitnessIndex other) {
    auto const a = name_of(one);
    auto const b = name_of(other);
    if (a != b) {
      above_[b] = a;
      sizes_[a] += sizes_[b];
    }
  }

  [[nodiscard]] std::size_t runs(WitnessIndex one, WitnessIndex other) const {
    return std::min(traits_[one].wording.size(), traits_[other].wording.size());
  }

  /// Of the shorter text's runs.
  [[nodiscard]] double share(WitnessIndex one, WitnessIndex other) const {
    auto const shared = static_cast<double>(shared_runs_[std::size_t{one} * count_ + other]);
    return shared / static_cast<double>(std::max<std::size_t>(1, runs(one, other)));
  }

  void join_copied() {
    for (WitnessIndex one = 0; one < count_; ++one) {
      for (WitnessIndex other = 0; other < one; ++other) {
        if (runs(one, other) >= kLeastRuns && share(one, other) >= kCopied) {
          join(one, other);
        }
      }
    }
  }

  /// Sets each text beside those of other groups that are nearest to it; whether any were joined.
  [[nodiscard]] bool join_nearest() {
    std::vector<Pair> pairs;
    for (WitnessIndex one = 0; one < count_; ++one) {
      std::vector<Pair> nearest;
      for (WitnessIndex other = 0; other < count_; ++other) {
        bool const may_be = runs(one, other) >= kLeastRuns && share(one, other) >= kMaybeCopied;
        if (may_be && name_of(one) != name_of(other)) {
          nearest.push_back({share(one, other), one, other});
        }
      }
      std::ranges::stable_sort(nearest, std::ranges::greater{}, &Pair::share);
      nearest.resize(std::min(nearest.size(), kNearest));
      pairs.insert(pairs.end(), nearest.begin(), nearest.end());
    }
    std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::share);
    bool is_any = false;
    for (auto const& [share, one, other] : pairs) {
      if (name_of(one) != name_of(other) && are_copied(beside(one, other))) {
        join(one, other);
        is_any = true;
      }
    }
    return is_any;
  }

  void join_fragments() {
    for (WitnessIndex one = 0; one < count_; ++one) {
      if (traits_[one].wording.size() < kRunsLeft || traits_[one].wording.size() >= kLeastRuns) {
        continue;
      }
      for (WitnessIndex other = 0; other < count_; ++other) {
        bool const has_family = runs(other, other) >= kLeastRuns && sizes_[name_of(other)] >= kFamily;
        if (has_family && share(one, other) >= kCopied && are_copied(beside(one, other))) {
          join(other, one);
          break;
        }
      }
    }
  }

  [[nodiscard]] SetBeside beside(WitnessIndex one, WitnessIndex other) const {
    auto const text_of = [&](WitnessIndex witness) -> TokenText const& { return *story_.tellings[witness].tokens; };
    return set_beside(text_of(one), traits_[one], text_of(other), traits_[other]);
  }

  StoryTellings const& story_;
  std::span<TellingTraits const> traits_;
  std::span<std::uint32_t const> shared_runs_;
  WitnessIndex count_ = 0;
  std::vector<WitnessIndex> above_;
  std::vector<std::size_t> sizes_;  ///< Of the group that is named by the witness.
};

}  // namespace

SetBeside set_beside(
  TokenText const& left, TellingTraits const& of_left, TokenText const& right, TellingTraits const& of_right
) {
  Words one{left};
  Words two{right};
  bool const is_left = one.keys.size() <= two.keys.size();
  Keys const own = is_left ? one.keys : two.keys;
  Keys const other = is_left ? two.keys : one.keys;
  auto const matches = is_left ? shared_in_order(of_left.wording, one, of_right.wording, two)
                               : shared_in_order(of_right.wording, two, of_left.wording, one);
  SetBeside found{own.size(), matches.size(), 0};
  std::size_t from = 0;
  std::size_t other_from = 0;
  for (std::size_t i = 0; i <= matches.size(); ++i) {
    auto const until = i < matches.size() ? std::size_t{matches[i].own} : own.size();
    auto const other_until = i < matches.size() ? std::size_t{matches[i].other} : other.size();
    auto const between = own.subspan(from, until - from);
    auto of_other = other.subspan(other_from, other_until - other_from);
    // Before the first shared run and after the last only the words next to it: the other may go on.
    auto const next = std::min(of_other.size(), between.size() + kWordsInstead);
    if (i == 0) {
      of_other = of_other.last(next);
    } else if (i == matches.size()) {
      of_other = of_other.first(next);
    }
    count_between(between, of_other, found);
    from = until + 1;
    other_from = other_until + 1;
  }
  return found;
}

bool are_copied(SetBeside const& found) {
  auto const differing = static_cast<double>(found.words - found.same);
  auto const unplaced = static_cast<double>(found.words - found.same - found.instead);
  return unplaced <= std::max(kUnplaced * differing, kFewUnplaced * static_cast<double>(found.words));
}

std::vector<std::vector<WitnessIndex>> copied_groups(
  StoryTellings const& story, std::span<TellingTraits const> traits, std::span<std::uint32_t const> shared_runs
) {
  return Grouping{story, traits, shared_runs}.groups();
}

}  // namespace stemma
