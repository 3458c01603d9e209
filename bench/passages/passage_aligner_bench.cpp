// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "corpus/corpus_reader.hpp"
#include "passages/exact_runs.hpp"
#include "passages/passage_aligner.hpp"
#include "passages/word_pair.hpp"
#include "reference/exact_runs.hpp"
#include "stemma/options.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {
namespace {

/// The example's tellings with their tokens.
struct Tellings {
  Corpus corpus;
  std::vector<TokenText> texts;

  Tellings() {
    std::vector<std::filesystem::path> const paths{STEMMA_EXAMPLE};
    corpus = CorpusReader{Options{}}.read(paths);
    for (Document const& document : corpus.documents) {
      texts.push_back(Tokenizer{}.tokenize(document));
    }
  }

  [[nodiscard]] TokenText const& text_of(std::string_view id) const {
    for (std::size_t d = 0; d < texts.size(); ++d) {
      if (corpus.documents[d].id == id) {
        return texts[d];
      }
    }
    return texts.front();
  }
};

/// Two documents of 3,000 bytes: a telling and its copy with a few words changed, and behind each the beginning of one other
/// telling.
struct Copies {
  std::array<Document, 2> documents;
  std::array<TokenText, 2> texts;

  explicit Copies(Tellings const& tellings) {
    std::array<char const*, 2> const ids{"ta190d", "t04430"};
    for (std::size_t s = 0; s < 2; ++s) {
      auto const& rest = tellings.text_of("t9a955").text;
      documents[s].text = std::string{tellings.text_of(ids[s]).text} + "\n\n" + std::string{rest};
      documents[s].text.resize(documents[s].text.rfind(' ', 3000));
      texts[s] = Tokenizer{}.tokenize(documents[s]);
    }
  }
};

/// A pair of tellings by name, and what the retelling must lean on the other at least and at most.
struct Case {
  char const* left;
  char const* right;
  double least_share;
  double most_share;
};

void align(benchmark::State& state, Case const& pair) {
  static Tellings const tellings;
  TokenText const& left = tellings.text_of(pair.left);
  TokenText const& right = tellings.text_of(pair.right);
  double const share = PassageAligner{}.align(left, right).share_right;
  if (share < pair.least_share || share > pair.most_share) {
    state.SkipWithError("wrong answer");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(PassageAligner{}.align(left, right));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(left.text.size() + right.text.size()));
}

BENCHMARK_CAPTURE(align, copy, Case{"ta190d", "t04430", 0.9, 1.0});
BENCHMARK_CAPTURE(align, light_edit, Case{"t734f3", "t477a3", 0.8, 1.0});
BENCHMARK_CAPTURE(align, paraphrase, Case{"ta190d", "t734f3", 0.8, 1.0});
BENCHMARK_CAPTURE(align, spin, Case{"t734f3", "tfd437", 0.4, 1.0});
BENCHMARK_CAPTURE(align, independent, Case{"ta190d", "t9a955", 0.0, 0.2});

/// What a pile of copies costs: candidate pairs a second.
void align_copies(benchmark::State& state) {
  static Tellings const tellings;
  static Copies const copies{tellings};
  auto const& [left, right] = copies.texts;
  PairAlignment const once = PassageAligner{}.align(left, right);
  if (once.share_left < 0.8 || once.share_right < 0.8) {
    state.SkipWithError("wrong answer");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(PassageAligner{}.align(left, right));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(left.text.size() + right.text.size()));
}

BENCHMARK(align_copies)->Name("align/copies_of_3000_bytes");

void exact_runs(benchmark::State& state) {
  static Tellings const tellings;
  WordPair const pair = pair_words(PreparedText{tellings.text_of("t734f3")}, PreparedText{tellings.text_of("t477a3")});
  auto const forms = [](WordText const& side) {
    std::vector<std::uint32_t> result;
    for (Word const& word : side.words) {
      result.push_back(word.form);
    }
    return result;
  };
  auto const runs = find_exact_runs(pair.sides[0], pair.sides[1]);
  if (runs.size() != reference::tile(forms(pair.sides[0]), forms(pair.sides[1]), kShortestRun).size()) {
    state.SkipWithError("wrong answer");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(find_exact_runs(pair.sides[0], pair.sides[1]));
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(exact_runs);

}  // namespace
}  // namespace stemma
