// SPDX-License-Identifier: Apache-2.0
// How fast texts are cut into tokens and sentences, with folded forms, stems and weights.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/corpora/made_news.hpp"
#include "tokens/sentence_scanner.hpp"
#include "tokens/tokenizer.hpp"
#include "tokens/word_scanner.hpp"

namespace stemma {
namespace {

std::vector<Document> const& corpus() {
  static std::vector<Document> const documents = [] {
    bench::NewsMaker const maker{1};
    std::vector<Document> made(2000);
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].language = "en";
      made[i].text = maker.make(i).text();
    }
    return made;
  }();
  return documents;
}

void count_bytes(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto const& document : corpus()) {
    bytes += document.text.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * bytes));
}

void tokenize(benchmark::State& state) {
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& document : corpus()) {
      benchmark::DoNotOptimize(Tokenizer{}.tokenize(document));
    }
  }
  count_bytes(state);
}

void words_only(benchmark::State& state) {
  std::vector<Token> tokens;
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& document : corpus()) {
      scan_words(document.text, tokens);
      benchmark::DoNotOptimize(tokens.data());
    }
  }
  count_bytes(state);
}

void words_and_sentences(benchmark::State& state) {
  TokenText tokens;
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& document : corpus()) {
      tokens.text = document.text;
      tokens.sentences.clear();
      scan_words(document.text, tokens.tokens);
      scan_sentences(tokens, 0);
      benchmark::DoNotOptimize(tokens.sentences.data());
    }
  }
  count_bytes(state);
}

BENCHMARK(tokenize);
BENCHMARK(words_only);
BENCHMARK(words_and_sentences);

}  // namespace
}  // namespace stemma
