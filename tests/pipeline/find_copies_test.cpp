// SPDX-License-Identifier: Apache-2.0
#include "pipeline/find_copies.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bench/corpora/made_news.hpp"
#include "reference/copy_pairs.hpp"

namespace stemma {
namespace {

using bench::NewsMaker;
using bench::RandomNumbers;

/// A pile in memory, given in small batches.
class Pile : public DocumentStream, public TextStore {
 public:
  explicit Pile(std::vector<std::string> texts) : texts_{std::move(texts)} {
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      ids_.push_back("d" + std::to_string(1000 + i));
    }
  }

  std::span<StreamedDocument const> next() override {
    std::swap(batch_, batch_before_);  // which lives on
    batch_.clear();
    for (; at_ < texts_.size() && batch_.size() < 37; ++at_) {
      // The later a text stands, the earlier it was published; every fifth has no time.
      std::optional<UtcTime> published;
      if (at_ % 5 != 0) {
        published = UtcTime{std::chrono::seconds{1'000'000 - at_}};
      }
      batch_.push_back({at_, ids_[at_], texts_[at_], published, {at_, 0, 0}});
    }
    return batch_;
  }

  std::string_view text(TextPlace const& place, std::vector<char>&) const override { return texts_[place.begin_byte]; }

  std::string_view id(TextPlace const& place, std::vector<char>&) const override { return ids_[place.begin_byte]; }

  void rewind() { at_ = 0; }

 private:
  std::vector<std::string> texts_;
  std::vector<std::string> ids_;
  std::vector<StreamedDocument> batch_;
  std::vector<StreamedDocument> batch_before_;
  std::size_t at_ = 0;
};

std::string contents(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Output {
  std::string links;
  std::string clusters;
  std::string summary;
  std::vector<bool> is_redundant;

  friend bool operator==(Output const&, Output const&) = default;
};

class FindCopies : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("stemma-find-copies-" + std::to_string(std::random_device{}()));
    reset();
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  void reset() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "out");
    std::filesystem::create_directories(folder_ / "work");
  }

  Output search(Pile& pile, DedupOptions const& options = {}, DedupListener const& listener = {}) {
    pile.rewind();
    SpillMemory memory{folder_ / "work", pile_bytes_, 0, large_bytes_};
    auto const found = find_copies(pile, pile, {options, {folder_ / "out", folder_ / "work"}, memory, listener}, pace_);
    auto const out = folder_ / "out";
    is_spilled_ = memory.most_bytes_in_files() > 0;
    return {
      contents(out / "links.jsonl"), contents(out / "clusters.jsonl"), contents(out / "summary.json"),
      found.is_redundant};
  }

  Output search_anew(Pile& pile, DedupOptions const& options = {}) {
    reset();
    return search(pile, options);
  }

  std::filesystem::path folder_;
  CheckpointPace pace_{100'000, 100, 0};
  std::uint64_t pile_bytes_ = 1ULL << 30U;
  std::size_t large_bytes_ = SpillMemory::kLargeBytes;
  bool is_spilled_ = false;
};

/// Copies of every kind, exact ones, empty and tiny texts.
std::vector<std::string> planted(std::uint64_t stories) {
  NewsMaker const maker{17};
  RandomNumbers random{17};
  std::vector<std::string> texts;
  for (std::uint64_t number = 0; number < stories; ++number) {
    auto const original = maker.make(number);
    texts.push_back(original.text());
    for (std::uint64_t copy = 0; copy < 2; ++copy) {
      auto const kind = bench::kCopyKinds[(2 * number + copy) % std::size(bench::kCopyKinds)];
      texts.push_back(bench::copy_of(original, maker.make(100'000 + number), kind, maker, random));
    }
    texts.push_back(number % 7 == 0 ? "" : number % 7 == 1 ? "Too short" : maker.make(200'000 + number).text());
  }
  return texts;
}

std::set<std::pair<std::string, std::string>> pairs_of(std::string const& links) {
  std::set<std::pair<std::string, std::string>> pairs;
  std::istringstream lines{links};
  for (std::string line; std::getline(lines, line);) {
    pairs.emplace(line.substr(line.find("\"left\": \"") + 9, 5), line.substr(line.find("\"right\": \"") + 10, 5));
  }
  return pairs;
}

TEST_F(FindCopies, FindsThePairsOfTheReferenceAndNoOthers) {
  auto texts = planted(27);
  std::erase_if(texts, [](std::string const& text) { return text.size() < 20; });
  Pile pile{texts};
  auto const found = pairs_of(search(pile).links);
  std::vector<Document> documents(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents[i].text = texts[i];
  }
  DedupOptions const options;
  std::set<std::pair<std::string, std::string>> expected;
  for (auto const& pair : reference::copy_pairs(documents)) {
    if (is_copy(pair, {options.min_resemblance, options.min_containment, options.min_run_words, 20, 14})) {
      expected.emplace(
        "d" + std::to_string(1000 + index_of(pair.left)), "d" + std::to_string(1000 + index_of(pair.right))
      );
    }
  }
  ASSERT_GE(expected.size(), 40U);
  EXPECT_EQ(found, expected);
}

TEST_F(FindCopies, GivesTheSameBytesForAnyNumberOfThreads) {
  Pile pile{planted(60)};
  DedupOptions options;
  options.threads = 1;
  auto const one = search_anew(pile, options);
  options.threads = 4;
  EXPECT_EQ(search_anew(pile, options), one);
  EXPECT_GT(one.links.size(), 1000U);
}

struct Kill {};

TEST_F(FindCopies, GivesTheSameBytesWhereHardlyAnythingFitsInMemory) {
  Pile pile{planted(60)};
  auto const expected = search_anew(pile);
  EXPECT_FALSE(is_spilled_);
  pile_bytes_ = 0;
  large_bytes_ = 256;
  DedupOptions options;
  options.threads = 3;
  options.memory_bytes = 256ULL << 20U;
  EXPECT_EQ(search_anew(pile, options), expected);
  EXPECT_TRUE(is_spilled_);
}

TEST_F(FindCopies, GivesTheSameBytesAfterAKillAtAnyMoment) {
  Pile pile{planted(60)};
  auto const whole = search_anew(pile);
  std::size_t moments = 0;
  reset();
  search(pile, {}, [&](DedupProgress const&) { ++moments; });
  ASSERT_GE(moments, 10U);
  for (std::size_t kill = 1; kill <= moments; ++kill) {
    reset();
    std::size_t now = 0;
    EXPECT_THROW(
      search(
        pile, {},
        [&](DedupProgress const&) {
          if (++now == kill) {
            throw Kill{};
          }
        }
      ),
      Kill
    );
    EXPECT_EQ(search(pile), whole) << kill;
  }
}

TEST_F(FindCopies, GetsToTheEndWhereEveryRunIsKilledAfterItsNextStep) {
  Pile pile{planted(60)};
  auto const whole = search_anew(pile);
  reset();
  auto is_done = false;
  Output output;
  for (std::size_t run = 1; !is_done && run < 200; ++run) {
    std::size_t now = 0;
    try {
      output = search(pile, {}, [&](DedupProgress const&) {
        if (++now == run) {
          throw Kill{};
        }
      });
      is_done = true;
    } catch (Kill const&) {
    }
  }
  EXPECT_TRUE(is_done);
  EXPECT_EQ(output, whole);
}

TEST_F(FindCopies, RefusesAWorkFolderOfOtherOptionsOrInputs) {
  Pile pile{planted(20)};
  search(pile);
  DedupOptions other;
  other.min_containment = 0.4;
  EXPECT_THROW(search(pile, other), Error);
  auto texts = planted(20);
  texts[3] += " and more";
  Pile changed{texts};
  EXPECT_THROW(search(changed), Error);
  texts.resize(10);
  Pile fewer{texts};
  EXPECT_THROW(search(fewer), Error);
}

TEST_F(FindCopies, LinksFewExactCopiesWithEachOtherAndManyWithTheFirst) {
  auto const maker = NewsMaker{3};
  auto const text = maker.make(1).text();
  auto const other = maker.make(2).text();
  Pile few{{text, other, text, text}};
  EXPECT_EQ(pairs_of(search(few).links).size(), 3U);
  std::vector<std::string> texts(500, text);
  texts.push_back(text + " One sentence more, written by another hand.");
  Pile many{texts};
  auto const output = search_anew(many);
  EXPECT_EQ(pairs_of(output.links).size(), 500U);
  EXPECT_NE(output.summary.find("\"starred_documents\":499"), std::string::npos);
  EXPECT_EQ(std::ranges::count(output.clusters, '\n'), 1);
  EXPECT_EQ(std::ranges::count(output.is_redundant, true), 500);
}

TEST_F(FindCopies, TakesEmptyAndTinyTextsForCopiesOnlyWhereTheirBytesAreTheSame) {
  Pile pile{{"", "one two", "", "One two", "one two", ""}};
  auto const output = search(pile);
  EXPECT_EQ(
    pairs_of(output.links), (std::set<std::pair<std::string, std::string>>{
                              {"d1000", "d1002"}, {"d1000", "d1005"}, {"d1002", "d1005"}, {"d1001", "d1004"}})
  );
}

TEST_F(FindCopies, ChoosesTheRepresentativeThatWasAskedFor) {
  auto const text = NewsMaker{3}.make(1).text();
  Pile pile{{text, text + " A longer one, with a line that no other has.", text}};
  DedupOptions options;
  auto const representative = [&](Representative wanted) {
    options.representative = wanted;
    auto const clusters = search_anew(pile, options).clusters;
    return clusters.substr(clusters.find("\"representative\": \"") + 19, 5);
  };
  EXPECT_EQ(representative(Representative::First), "d1000");
  EXPECT_EQ(representative(Representative::Longest), "d1001");
  EXPECT_EQ(representative(Representative::Earliest), "d1002") << "the first has no time";
}

TEST_F(FindCopies, HoldsACrowdOfCopiesTogether) {
  NewsMaker const maker{8};
  RandomNumbers random{8};
  auto const original = maker.make(1, 300);
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 150; ++i) {
    texts.push_back(
      bench::copy_of(original, original, bench::CopyKind::WordsReplaced1, maker, random) + " Number " +
      std::to_string(i)
    );
    texts.push_back(maker.make(1000 + i).text());
  }
  Pile pile{texts};
  auto const output = search(pile);
  EXPECT_EQ(std::ranges::count(output.clusters, '\n'), 1);
  EXPECT_EQ(std::ranges::count(output.is_redundant, true), 149);
}

TEST_F(FindCopies, TakesAClosingOfTwelveTextsForBoilerplateInASmallPile) {
  NewsMaker const maker{9};
  auto const closing = maker.make(5000, 45).text();
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 200; ++i) {
    texts.push_back(maker.make(i).text() + (i % 16 == 0 ? "\n" + closing : ""));
  }
  Pile pile{texts};
  EXPECT_EQ(search(pile).links, "");
}

TEST_F(FindCopies, LinksNoTwoOfAFewFormsThatAreFilledInOtherwise) {
  NewsMaker const maker{10};
  std::istringstream words{maker.make(1, 260).text()};
  std::vector<std::string> form;
  for (std::string word; words >> word;) {
    form.push_back(word);
  }
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 5; ++i) {
    RandomNumbers gaps{3};  // the same blanks in each
    std::string text;
    auto blank = gaps.below(9) + 3;
    for (std::size_t at = 0; at < form.size(); ++at) {
      auto const is_blank = at == blank;
      blank += is_blank ? gaps.below(7) + 4 : 0;
      text += is_blank ? std::to_string(1000 * at + i) + " " : form[at] + " ";
    }
    texts.push_back(text);
    texts.push_back(maker.make(100 + i).text());
  }
  Pile pile{texts};
  EXPECT_EQ(search(pile).links, "");
}

TEST_F(FindCopies, LooksForWholeOrPartialCopiesOnlyWhereAsked) {
  Pile pile{planted(40)};
  DedupOptions options;
  auto const both = pairs_of(search_anew(pile, options).links);
  options.level = CopyLevel::Whole;
  auto const whole = pairs_of(search_anew(pile, options).links);
  options.level = CopyLevel::Partial;
  auto const partial = pairs_of(search_anew(pile, options).links);
  EXPECT_FALSE(whole.empty());
  EXPECT_FALSE(partial.empty());
  EXPECT_TRUE(std::ranges::includes(both, whole));
  EXPECT_TRUE(std::ranges::includes(both, partial));
  EXPECT_EQ(whole.size() + partial.size(), both.size());
}

}  // namespace
}  // namespace stemma
