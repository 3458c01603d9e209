// SPDX-License-Identifier: Apache-2.0
// What the benchmarks measure with must itself be right: the same bytes everywhere, and a truth that is true.
#include "bench/corpora/planted_corpus.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bench/corpora/record_line.hpp"

namespace stemma::bench {
namespace {

constexpr std::uint64_t kDocuments = 720;  // 36 groups: every kind of copy eight times

PlantedCorpus const& corpus() {
  static PlantedCorpus const made{kDocuments, 7};
  return made;
}

std::map<std::string, PlantedDocument> const& documents() {
  static std::map<std::string, PlantedDocument> const by_id = [] {
    std::map<std::string, PlantedDocument> made;
    for (std::uint64_t place = 0; place < corpus().documents(); ++place) {
      auto document = corpus().document(place);
      auto id = document.id;
      made.emplace(std::move(id), std::move(document));
    }
    return made;
  }();
  return by_id;
}

/// Words as lower-case strings; signs beyond ASCII that made texts have are quotes and dashes of three bytes.
std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    if (byte != 0xE2 && (byte >= 0x80 || std::isalnum(byte) != 0)) {
      words.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
      continue;
    }
    at += byte == 0xE2 ? 2U : 0U;
    if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  return words;
}

/// The same as `TruthText`, by sets of strings and a table of all places with all places.
PairTruth slow_truth(std::vector<std::string> const& left, std::vector<std::string> const& right) {
  auto const shingles_of = [](std::vector<std::string> const& words) {
    std::set<std::vector<std::string>> shingles;
    for (std::size_t i = 0; i + 5 <= words.size(); ++i) {
      shingles.emplace(
        words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 5
      );
    }
    return shingles;
  };
  auto const of_left = shingles_of(left);
  auto const of_right = shingles_of(right);
  auto const shared = std::ranges::count_if(of_left, [&](auto const& shingle) { return of_right.contains(shingle); });
  PairTruth truth;
  truth.resemblance = static_cast<double>(shared) /
                      static_cast<double>(static_cast<std::ptrdiff_t>(of_left.size() + of_right.size()) - shared);
  truth.containment_left = static_cast<double>(shared) / static_cast<double>(of_left.size());
  truth.containment_right = static_cast<double>(shared) / static_cast<double>(of_right.size());
  std::vector<std::uint32_t> runs(right.size() + 1);
  for (auto const& word : left) {
    for (auto j = right.size(); j > 0; --j) {
      runs[j] = word == right[j - 1] ? runs[j - 1] + 1 : 0;
      truth.longest_run_words = std::max(truth.longest_run_words, runs[j]);
    }
  }
  truth.longest_run_words = truth.longest_run_words < 5 ? 0 : truth.longest_run_words;
  return truth;
}

std::uint64_t fingerprint(std::string const& bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (char const byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  }
  return hash;
}

TEST(PlantedCorpus, HasTheSameBytesOnEveryMachine) {
  std::string lines;
  for (std::uint64_t place = 0; place < 200; ++place) {
    auto const document = corpus().document(place);
    append_record(document, corpus().outlets()[document.outlet], lines);
  }
  EXPECT_EQ(fingerprint(lines), 9'712'128'484'340'659'691ULL);
  std::string truth;
  for (std::uint64_t group = 0; group < 20; ++group) {
    append_truth(corpus().story(group), corpus().trap(group), truth);
  }
  EXPECT_EQ(fingerprint(truth), 4'884'333'995'999'398'016ULL);
}

TEST(PlantedCorpus, HasEveryDocumentOnceAndKnowsItsPlantedOnes) {
  EXPECT_EQ(documents().size(), corpus().documents());
  std::map<std::string_view, std::size_t> kinds;
  for (std::uint64_t group = 0; group < corpus().groups(); ++group) {
    for (auto const& member : corpus().story(group).members) {
      EXPECT_TRUE(documents().contains(member.id));
      ++kinds[member.kind];
    }
    for (auto const& id : corpus().trap(group).ids) {
      EXPECT_TRUE(documents().contains(id));
    }
  }
  EXPECT_EQ(kinds["original"], corpus().groups());
  for (auto const kind : kCopyKinds) {
    EXPECT_EQ(kinds[name_of(kind)], 8U) << name_of(kind);
  }
}

TEST(PlantedCorpus, TellsTheTruthOfEveryPair) {
  std::size_t equal = 0;
  std::size_t pairs = 0;
  for (std::uint64_t group = 0; group < 9; ++group) {
    auto const story = corpus().story(group);
    for (auto const& pair : story.pairs) {
      auto const left = words_of(documents().at(story.members[pair.left].id).text);
      auto const right = words_of(documents().at(story.members[pair.right].id).text);
      auto const slow = slow_truth(left, right);
      // Without the outlets' furniture there is never more in common, and mostly just as much.
      EXPECT_LE(pair.truth.resemblance, slow.resemblance + 1e-9) << pair.kind;
      EXPECT_LE(pair.truth.containment_left, slow.containment_left + 1e-9) << pair.kind;
      EXPECT_LE(pair.truth.containment_right, slow.containment_right + 1e-9) << pair.kind;
      EXPECT_LE(pair.truth.longest_run_words, slow.longest_run_words) << pair.kind;
      ++pairs;
      equal += pair.truth.longest_run_words == slow.longest_run_words &&
                   std::abs(pair.truth.resemblance - slow.resemblance) < 1e-9
                 ? 1U
                 : 0U;
    }
  }
  EXPECT_GE(equal * 10, pairs * 8);
}

TEST(PlantedCorpus, PlantsWhatTheKindsAreCalled) {
  struct Bounds {
    double least_resemblance;
    double most_resemblance;
    double least_containment;
  };

  // Outlets' furniture may stand around any of them, so the bounds are wide.
  std::map<std::string_view, Bounds> const expected = {
    {"exact", {1, 1, 1}},
    {"dateline and byline", {0.5, 0.999, 0.7}},
    {"head 50 %", {0.25, 0.55, 0.5}},
    {"head 30 %", {0.12, 0.35, 0.35}},
    {"head 10 %", {0.03, 0.2, 0.2}},
    {"tail 50 %", {0.25, 0.55, 0.5}},
    {"tail 30 %", {0.12, 0.35, 0.35}},
    {"tail 10 %", {0.03, 0.2, 0.2}},
    {"words 1 %", {0.5, 0.999, 0.65}},
    {"words 5 %", {0.3, 0.9, 0.45}},
    {"words 10 %", {0.15, 0.75, 0.25}},
    {"words 30 %", {0, 0.3, 0}},
    {"paragraphs moved", {0.5, 0.999, 0.6}},
    {"paragraph quoted", {0.01, 0.6, 0.02}},
    {"OCR noise 1 %", {0.2, 0.95, 0.4}},
    {"OCR noise 3 %", {0.05, 0.6, 0.1}},
    {"two sources merged", {0.03, 0.7, 0.2}},
    {"live page updated", {0.2, 0.95, 0.4}}};
  for (std::uint64_t group = 0; group < corpus().groups(); ++group) {
    for (auto const& pair : corpus().story(group).pairs) {
      if (pair.kind == "siblings") {
        continue;
      }
      auto const& bounds = expected.at(pair.kind);
      EXPECT_GE(pair.truth.resemblance, bounds.least_resemblance) << pair.kind;
      EXPECT_LE(pair.truth.resemblance, bounds.most_resemblance) << pair.kind;
      EXPECT_GE(std::max(pair.truth.containment_left, pair.truth.containment_right), bounds.least_containment)
        << pair.kind;
    }
  }
}

TEST(PlantedCorpus, SetsTrapsThatShareTooLittleToBeCopies) {
  std::set<TrapKind> kinds;
  for (std::uint64_t group = 0; group < corpus().groups(); ++group) {
    auto const trap = corpus().trap(group);
    auto const left = words_of(documents().at(trap.ids[0]).text);
    auto const right = words_of(documents().at(trap.ids[1]).text);
    auto const truth = slow_truth(left, right);
    kinds.insert(trap.kind);
    switch (trap.kind) {
      case TrapKind::Boilerplate:
        EXPECT_GE(truth.longest_run_words, 25U);
        EXPECT_LE(truth.longest_run_words, 62U);
        break;
      case TrapKind::SameQuote:
        EXPECT_GE(truth.longest_run_words, 10U);
        EXPECT_LE(truth.longest_run_words, 30U);
        break;
      case TrapKind::Template:
        EXPECT_GT(truth.longest_run_words, 0U);
        EXPECT_LE(truth.longest_run_words, 24U);
        break;
    }
  }
  EXPECT_EQ(kinds.size(), std::size(kTrapKinds));
}

}  // namespace
}  // namespace stemma::bench
