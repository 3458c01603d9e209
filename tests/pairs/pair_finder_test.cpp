// SPDX-License-Identifier: Apache-2.0
#include "pairs/pair_finder.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/copy_rule.hpp"
#include "bench/corpora/made_news.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pairs/radix_sort.hpp"
#include "pairs/shared_keys.hpp"
#include "reference/copy_pairs.hpp"
#include "sketches/sketcher.hpp"

namespace stemma {
namespace {

using bench::NewsMaker;
using bench::RandomNumbers;

std::vector<Document> documents_of(std::vector<std::string> const& texts) {
  std::vector<Document> documents(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents[i].id = std::to_string(100'000 + i);
    documents[i].text = texts[i];
  }
  return documents;
}

CopyPairs found(std::vector<Document> const& documents, unsigned threads = 1) {
  std::vector<Sketch> sketches;
  for (auto const& document : documents) {
    sketches.push_back(Sketcher{}.sketch(document.text));
  }
  return PairFinder{threads}.find(sketches, documents);
}

/// Originals, one copy of each kind of some of them, and other texts.
std::vector<Document> planted(std::uint64_t seed, std::uint64_t originals) {
  NewsMaker const maker{seed};
  RandomNumbers random{seed};
  std::vector<std::string> texts;
  for (std::uint64_t number = 0; number < originals; ++number) {
    auto const original = maker.make(number);
    auto const other = maker.make(1'000'000 + number);
    texts.push_back(original.text());
    texts.push_back(
      bench::copy_of(original, other, bench::kCopyKinds[number % std::size(bench::kCopyKinds)], maker, random)
    );
  }
  return documents_of(texts);
}

std::pair<DocId, DocId> key(CopyPair const& pair) {
  return {pair.left, pair.right};
}

TEST(PairFinder, FindsThePairsOfTheReferenceWithTheSameFigures) {
  auto const documents = planted(21, 14);
  auto const expected = reference::copy_pairs(documents);
  auto const pairs = found(documents).pairs;
  ASSERT_GE(expected.size(), 12U);
  std::map<std::pair<DocId, DocId>, CopyPair> by_key;
  for (auto const& pair : expected) {
    by_key.emplace(key(pair), pair);
  }
  for (auto const& pair : pairs) {
    ASSERT_TRUE(by_key.contains(key(pair))) << index_of(pair.left) << ' ' << index_of(pair.right);
    auto const& twin = by_key.at(key(pair));
    EXPECT_DOUBLE_EQ(pair.resemblance, twin.resemblance);
    EXPECT_DOUBLE_EQ(pair.containment_left, twin.containment_left);
    EXPECT_DOUBLE_EQ(pair.containment_right, twin.containment_right);
    EXPECT_EQ(pair.longest_run_words, twin.longest_run_words);
  }
  EXPECT_EQ(pairs.size(), expected.size()) << "every pair of the reference was named as a candidate";
}

TEST(PairFinder, FindsEveryKindOfPlantedCopy) {
  NewsMaker const maker{5};
  RandomNumbers random{5};
  constexpr std::uint64_t trials = 4;
  for (auto const kind : bench::kCopyKinds) {
    std::vector<std::string> texts;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
      auto const original = maker.make(trial);
      texts.push_back(original.text());
      texts.push_back(bench::copy_of(original, maker.make(500 + trial), kind, maker, random));
    }
    auto const documents = documents_of(texts);
    auto const pairs = found(documents).pairs;
    auto const expected = reference::copy_pairs(documents);
    EXPECT_EQ(pairs.size(), expected.size()) << bench::name_of(kind);
    for (auto const& pair : pairs) {
      EXPECT_EQ(index_of(pair.left) / 2, index_of(pair.right) / 2) << "unrelated texts share no copied wording";
    }
    if (kind != bench::CopyKind::WordsReplaced30) {
      EXPECT_GE(pairs.size(), trials - 1) << bench::name_of(kind);
    }
  }
}

TEST(PairFinder, GivesTheSameWithOneThreadAndWithMany) {
  auto const documents = planted(3, 60);
  auto const one = found(documents, 1).pairs;
  auto const many = found(documents, 4).pairs;
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(key(one[i]), key(many[i]));
    EXPECT_EQ(one[i].resemblance, many[i].resemblance);
  }
  EXPECT_TRUE(std::ranges::is_sorted(one, {}, key));
}

TEST(PairFinder, HoldsACrowdOfCopiesTogetherAndSaysThatItDidNotCompareAll) {
  auto const text = NewsMaker{8}.make(1).text();
  auto const result = found(documents_of(std::vector<std::string>(300, text)));
  EXPECT_GT(result.crowded_groups, 0U);
  EXPECT_LE(result.pairs.size(), 300 * kNeighbours);
  for (std::uint32_t i = 0; i + 1 < 300; ++i) {
    EXPECT_TRUE(std::ranges::any_of(result.pairs, [&](CopyPair const& pair) {
      return pair.left == DocId{i} && pair.right == DocId{i + 1};
    }));
  }
}

TEST(PairFinder, FindsNothingInEmptyAndTinyTexts) {
  EXPECT_TRUE(found(documents_of({})).pairs.empty());
  EXPECT_TRUE(found(documents_of({"", "", "one two", "one two", "\n"})).pairs.empty());
}

TEST(PairFinder, DoesNotTakeBoilerplateOfACrowdForCopying) {
  NewsMaker const maker{31};
  auto const closing = maker.make(77).text().substr(0, 400);
  std::vector<std::string> texts;
  for (std::uint64_t number = 0; number < 100; ++number) {
    texts.push_back(maker.make(1000 + number).text() + "\n\n" + closing);
  }
  texts.push_back(maker.make(1003).text());
  auto const result = found(documents_of(texts));
  ASSERT_EQ(result.pairs.size(), 1U) << "only the text that stands there twice";
  EXPECT_EQ(key(result.pairs[0]), (std::pair{DocId{3}, DocId{100}}));
  EXPECT_GT(result.crowded_groups, 0U);
}

TEST(CopyRule, WantsALongRunOrAGoodShareInOnePiece) {
  CopyPair pair;
  pair.longest_fresh_run_words = 40;
  EXPECT_TRUE(is_copy(pair));
  pair.longest_fresh_run_words = 25;
  pair.fresh_shingles = 21;
  pair.fresh_containment = 0.2;
  EXPECT_FALSE(is_copy(pair)) << "one quote alone";
  pair.fresh_shingles = 60;
  EXPECT_TRUE(is_copy(pair)) << "more than the quote";
  pair.longest_fresh_run_words = 6;
  pair.fresh_containment = 0.5;
  EXPECT_FALSE(is_copy(pair)) << "scattered phrases";
}

TEST(CopyRule, TakesACrowdOfWholeCopiesForCopies) {
  CopyPair pair;
  pair.longest_run_words = 300;
  pair.resemblance = 0.2;
  EXPECT_FALSE(is_copy(pair)) << "boilerplate only";
  pair.resemblance = 0.9;
  EXPECT_TRUE(is_copy(pair));
}

TEST(RadixSort, SortsStablyByAllBitsHoweverManyThereAre) {
  struct Item {
    std::uint64_t key;
    std::size_t place;
  };

  RandomNumbers random{2};
  for (std::size_t const count : {0U, 1U, 24U, 25U, 5000U, 100'000U}) {
    for (std::uint64_t const kinds : {1U, 1000U, 0U}) {
      std::vector<Item> items;
      for (std::size_t i = 0; i < count; ++i) {
        items.push_back({kinds == 0 ? random.next() >> random.below(64) : (random.below(kinds) << 20U) + 77, i});
      }
      auto expected = items;
      std::ranges::stable_sort(expected, {}, &Item::key);
      std::vector<Item> scratch;
      radix_sort(items, scratch, [](Item const& item) { return item.key; });
      EXPECT_TRUE(std::ranges::equal(items, expected, {}, &Item::place, &Item::place)) << count << ' ' << kinds;
    }
  }
}

TEST(SharedKeys, KeepEachRecordWhoseKeyAnotherHasAndHardlyAnyElse) {
  RandomNumbers random{3};
  std::vector<std::uint64_t> records;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    auto const key = random.next() << 31U;
    records.push_back(key | i);
    if (i % 10 == 0) {
      records.push_back(key | (i + 1));
    }
  }
  std::map<std::uint64_t, int> counts;
  for (auto const record : records) {
    ++counts[record >> 31U];
  }
  std::vector<std::uint64_t> wanted;
  std::ranges::copy_if(records, std::back_inserter(wanted), [&](auto record) { return counts[record >> 31U] > 1; });
  auto const kept = SharedKeys{}.keep(records, 31);
  EXPECT_EQ(wanted.size(), 2000U);
  EXPECT_LT(kept.size(), 3500U);
  EXPECT_TRUE(std::ranges::includes(
    std::set<std::uint64_t>(kept.begin(), kept.end()), std::set<std::uint64_t>(wanted.begin(), wanted.end())
  ));
}

}  // namespace
}  // namespace stemma
