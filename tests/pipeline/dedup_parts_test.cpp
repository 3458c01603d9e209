// SPDX-License-Identifier: Apache-2.0
#include "stemma/dedup_parts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <unordered_map>

#include <gtest/gtest.h>

#include "bench/corpora/made_news.hpp"

namespace stemma {
namespace {

using bench::NewsMaker;
using bench::RandomNumbers;
using Names = std::vector<std::string>;

std::string name_of_number(std::size_t number) {
  return "d" + std::to_string(1000 + number);
}

/// What is compared of a line of links.jsonl.
std::string line_of(std::string const& left, std::string const& right, TextLink const& link) {
  std::string line =
    left + ' ' + right + ' ' + std::string{name_of(link.kind)} + ' ' + std::to_string(link.longest_run_words);
  for (auto const& run : link.runs) {
    line += " [" + std::to_string(run.left.first) + ", " + std::to_string(run.left.second) + "][" +
            std::to_string(run.right.first) + ", " + std::to_string(run.right.second) + "]";
  }
  return line;
}

struct Found {
  std::set<std::string> links;  // without exact ones
  std::set<Names> clusters;     // the representative first, then all members

  friend bool operator==(Found const&, Found const&) = default;
};

std::string between(std::string const& line, std::string const& begin, std::string const& end) {
  auto const from = line.find(begin) + begin.size();
  return line.substr(from, line.find(end, from) - from);
}

/// The same from the files of a whole run.
Found found_by_run(std::vector<std::string> const& texts, DedupOptions const& options) {
  auto const folder =
    std::filesystem::temp_directory_path() / ("stemma-parts-" + std::to_string(std::random_device{}()));
  std::filesystem::create_directories(folder);
  {
    std::ofstream out{folder / "pile.jsonl"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      out << R"({"id": ")" << name_of_number(i) << R"(", "text": ")";
      for (char const sign : texts[i]) {
        out << (sign == '\n' ? "\\n" : sign == '"' ? "\\\"" : sign == '\\' ? "\\\\" : std::string(1, sign));
      }
      out << "\"}\n";
    }
  }
  std::vector<std::filesystem::path> const inputs{folder / "pile.jsonl"};
  static_cast<void>(Deduplicator{options}.run(inputs, folder / "out"));
  Found found;
  std::ifstream links{folder / "out" / "links.jsonl"};
  for (std::string line; std::getline(links, line);) {
    if (auto const kind = between(line, "\"kind\": \"", "\""); kind != "exact") {
      auto told = between(line, "\"left\": \"", "\"") + ' ' + between(line, "\"right\": \"", "\"") + ' ' + kind + ' ' +
                  between(line, "\"longest_run_words\": ", ",");
      for (auto at = line.find("{\"left\": ["); at != std::string::npos; at = line.find("{\"left\": [", at + 1)) {
        told += " [" + between(line.substr(at), "\"left\": [", "]") + "][" +
                between(line.substr(at), "\"right\": [", "]") + "]";
      }
      found.links.insert(told);
    }
  }
  std::ifstream clusters{folder / "out" / "clusters.jsonl"};
  for (std::string line; std::getline(clusters, line);) {
    Names names{between(line, "\"representative\": \"", "\"")};
    std::istringstream members{between(line, "\"members\": [", "]")};
    for (std::string name; members >> name;) {
      names.push_back(name.substr(1, name.rfind('"') - 1));
    }
    found.clusters.insert(names);
  }
  std::filesystem::remove_all(folder);
  return found;
}

/// The steps one by one, as an engine would take them: anchors in two heaps, as if on two machines.
Found found_by_parts(std::vector<std::string> const& texts, DedupOptions const& options, unsigned threads) {
  auto const count = static_cast<std::uint32_t>(texts.size());
  std::vector<std::string_view> const views{texts.begin(), texts.end()};
  auto const sketches = sketch_texts(views, threads);
  std::unordered_map<std::string_view, std::uint32_t> firsts;
  std::vector<std::vector<std::uint32_t>> copies(count);  // by the first
  std::vector<AnchorRow> heaps[2];
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const first = firsts.emplace(views[i], i).first->second;
    copies[first].push_back(i);
    EXPECT_EQ(sketches.hashes[i], sketches.hashes[first]);
    for (auto at = i == 0 ? 0 : sketches.anchor_ends[i - 1]; first == i && at < sketches.anchor_ends[i]; ++at) {
      heaps[sketches.anchors[at] % 2].push_back({sketches.anchors[at], i});
    }
  }
  std::map<TextPair, AnchorPair> sums;
  std::vector<std::uint64_t> crowded;
  for (auto const& heap : heaps) {
    auto const part = pair_anchors(heap, count);
    crowded.insert(crowded.end(), part.crowded.begin(), part.crowded.end());
    for (auto const& pair : part.pairs) {
      auto& sum = sums.try_emplace({pair.left, pair.right}, AnchorPair{pair.left, pair.right}).first->second;
      sum.common += pair.common;
      sum.in_crowds += pair.in_crowds;
    }
  }
  std::vector<TextPair> suspects;
  std::vector<std::uint32_t> component(count);
  std::iota(component.begin(), component.end(), 0U);
  for (auto const& [places, sum] : sums) {
    auto const evidence = weigh_anchors(sketches.stocks[places.first], sketches.stocks[places.second], sum);
    if (evidence != AnchorEvidence::None) {
      suspects.push_back(places);
    }
    if (evidence == AnchorEvidence::Strong) {
      auto const [to, from] = std::minmax(component[places.first], component[places.second]);
      std::replace(component.begin(), component.end(), std::uint32_t{from}, std::uint32_t{to});
    }
  }
  Found found;
  auto const tell = [&](TextPair pair, TextLink link) {
    for (auto const left : copies[pair.first]) {
      for (auto const right : copies[pair.second]) {
        auto turned = link;
        for (auto& run : turned.runs) {
          if (left > right) {
            std::swap(run.left, run.right);
          }
        }
        found.links.insert(line_of(name_of_number(std::min(left, right)), name_of_number(std::max(left, right)), turned)
        );
      }
    }
  };
  TextComparer const comparer{options, crowded};
  auto const links = comparer.compare(views, suspects, threads);
  std::map<std::uint32_t, std::vector<TextPair>> joining;  // by component
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i].kind != CopyKind::None) {
      tell(suspects[i], links[i]);
      if (is_whole(links[i].kind) && component[suspects[i].first] == component[suspects[i].second]) {
        joining[component[suspects[i].first]].push_back(suspects[i]);
      }
    }
  }
  std::set<std::uint32_t> lone;
  for (auto const& [text, first] : firsts) {
    if (copies[first].size() > 1) {
      lone.insert(first);
    }
  }
  for (auto const& [first_of_component, pairs] : joining) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (component[i] == first_of_component && copies[i].size() > 0) {
        numbers.push_back(i);
      }
    }
    std::vector<std::string_view> members;
    std::vector<std::uint64_t> const ranks(numbers.begin(), numbers.end());  // the first in the input is the best
    for (auto const number : numbers) {
      members.push_back(views[number]);
    }
    auto const place_of = [&](std::uint32_t number) {
      return static_cast<std::uint32_t>(std::ranges::lower_bound(numbers, number) - numbers.begin());
    };
    std::vector<TextPair> local;
    for (auto const& [left, right] : pairs) {
      local.emplace_back(place_of(left), place_of(right));
    }
    auto const clusters = comparer.cluster(members, local, ranks);
    for (auto const& [pair, link] : clusters.compared) {
      if (is_whole(link.kind)) {
        tell({numbers[pair.first], numbers[pair.second]}, link);
      }
    }
    for (auto const& cluster : clusters.clusters) {
      std::set<std::uint32_t> all;
      for (auto const member : cluster.members) {
        all.insert(copies[numbers[member]].begin(), copies[numbers[member]].end());
        lone.erase(numbers[member]);
      }
      Names names{name_of_number(numbers[cluster.representative])};
      for (auto const number : all) {
        names.push_back(name_of_number(number));
      }
      found.clusters.insert(names);
    }
  }
  for (auto const first : lone) {
    Names names{name_of_number(first)};
    for (auto const copy : copies[first]) {
      names.push_back(name_of_number(copy));
    }
    found.clusters.insert(names);
  }
  return found;
}

std::vector<std::string> made_texts() {
  NewsMaker const maker{17};
  RandomNumbers random{17};
  std::vector<std::string> texts;
  std::string const closing =
    " This closing stands below very many articles of one newspaper and says nothing that belongs to any of them but where to "
    "write, whom to call, how to pay and what else may be had from us every morning at the door for little money.";
  for (std::uint64_t number = 0; number < 40; ++number) {
    auto const original = maker.make(number);
    texts.push_back(original.text());
    for (std::uint64_t copy = 0; copy < 3; ++copy) {
      auto const kind = bench::kCopyKinds[(3 * number + copy) % std::size(bench::kCopyKinds)];
      texts.push_back(bench::copy_of(original, maker.make(100'000 + number), kind, maker, random));
    }
    texts.push_back(maker.make(200'000 + number).text() + (number % 2 == 0 ? closing : ""));
    texts.emplace_back(number % 7 == 0 ? "Too short" : maker.make(300'000 + number).text());
  }
  return texts;
}

TEST(DedupParts, ComeToTheLinksAndClustersOfAWholeRun) {
  auto const texts = made_texts();
  DedupOptions options;
  options.representative = Representative::First;
  auto const expected = found_by_run(texts, options);
  EXPECT_GT(expected.links.size(), 60U);
  EXPECT_GT(expected.clusters.size(), 25U);
  EXPECT_EQ(found_by_parts(texts, options, 1), expected);
  EXPECT_EQ(found_by_parts(texts, options, 2), expected);
}

TEST(DedupParts, GiveNoAnchorsToATextOfTooManyWords) {
  std::vector<std::string_view> const texts{"one two three four five six seven", "one two three four five six"};
  auto const sketches = sketch_texts(texts, 1, 6);
  EXPECT_EQ(sketches.anchor_ends, (std::vector<std::uint64_t>{0, 2}));
  EXPECT_EQ(sketches.stocks[0].shingles, 3U);
}

TEST(DedupParts, PairInACrowdTheNextFewOnlyAndTellIt) {
  std::vector<AnchorRow> rows;
  for (std::uint32_t document = 0; document < 9; ++document) {
    rows.push_back({77, 8 - document});
    rows.push_back({77, 8 - document});
  }
  auto const few = pair_anchors(rows, 100'000);
  EXPECT_EQ(few.pairs.size(), 36U);
  EXPECT_EQ(few.pairs.front(), (AnchorPair{0, 1, 1, 0}));
  EXPECT_TRUE(few.crowded.empty());
  auto const crowd = pair_anchors(rows, 100);
  EXPECT_EQ(crowd.pairs.size(), 8U + 7 + 6 + 5);
  EXPECT_EQ(crowd.pairs.back(), (AnchorPair{7, 8, 0, 1}));
  EXPECT_EQ(crowd.crowded, (std::vector<std::uint64_t>{77}));
}

TEST(DedupParts, PairsInPiecesAddUpToThoseOfAll) {
  std::vector<AnchorRow> rows;
  for (std::uint32_t document = 0; document < 400; ++document) {
    for (std::uint64_t i = 0; i < 30; ++i) {
      rows.push_back({(document * 7919 + i * i * 104'729) % 900, document});
    }
  }
  auto const all = pair_anchors(rows, 400);
  AnchorMeeting meeting{400};
  for (auto const& row : rows) {
    meeting.add(row);
  }
  std::map<TextPair, AnchorPair> sums;
  std::vector<std::uint64_t> crowded;
  std::size_t pieces = 0;
  for (; !meeting.at_end(); ++pieces) {
    auto const piece = meeting.next(100);
    EXPECT_TRUE(std::ranges::is_sorted(piece.pairs));
    crowded.insert(crowded.end(), piece.crowded.begin(), piece.crowded.end());
    for (auto const& pair : piece.pairs) {
      auto& sum = sums.try_emplace({pair.left, pair.right}, AnchorPair{pair.left, pair.right}).first->second;
      sum.common += pair.common;
      sum.in_crowds += pair.in_crowds;
    }
  }
  EXPECT_GT(pieces, 3U);
  std::vector<AnchorPair> summed;
  for (auto const& [places, sum] : sums) {
    summed.push_back(sum);
  }
  EXPECT_EQ(summed, all.pairs);
  std::ranges::sort(crowded);
  EXPECT_EQ(crowded, all.crowded);
  EXPECT_FALSE(crowded.empty());
}

TEST(DedupParts, RefuseWhatCannotBe) {
  std::vector<AnchorRow> const rows{{std::uint64_t{1} << 41U, 0}};
  EXPECT_THROW(static_cast<void>(pair_anchors(rows, 10)), Error);
  std::vector<AnchorRow> const far{{1, 0x7FFF'FFFF}};
  EXPECT_THROW(static_cast<void>(pair_anchors(far, 10)), Error);
  std::vector<std::string_view> const texts{"one", "two"};
  std::vector<TextPair> const pairs{{0, 2}};
  std::vector<std::uint64_t> const ranks{0};
  EXPECT_THROW(static_cast<void>(TextComparer{{}}.compare(texts, pairs)), Error);
  EXPECT_THROW(static_cast<void>(TextComparer{{}}.cluster(texts, {}, ranks)), Error);
  DedupOptions options;
  options.min_resemblance = 0;
  EXPECT_THROW(TextComparer{options}, Error);
}

}  // namespace
}  // namespace stemma
