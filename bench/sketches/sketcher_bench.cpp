// SPDX-License-Identifier: Apache-2.0
// How fast texts are sketched, beside how fast the same bytes are merely read.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "bench/corpora/made_news.hpp"
#include "reference/byte_words.hpp"
#include "sketches/sketcher.hpp"

namespace stemma {
namespace {

/// Made news of about 2.5 kB each, 64 MB together: more than any cache holds.
std::vector<std::string> const& corpus() {
  static std::vector<std::string> const texts = [] {
    bench::NewsMaker const maker{1};
    std::vector<std::string> made;
    std::size_t bytes = 0;
    for (std::uint64_t number = 0; bytes < (64U << 20U); ++number) {
      made.push_back(maker.make(number % 4000).text());
      bytes += made.back().size();
    }
    return made;
  }();
  return texts;
}

std::size_t corpus_bytes() {
  std::size_t bytes = 0;
  for (auto const& text : corpus()) {
    bytes += text.size();
  }
  return bytes;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * corpus_bytes()));
}

/// The limit: every byte is loaded and added.
void read_only(benchmark::State& state) {
  static_cast<void>(corpus());  // made before the clock runs
  for (auto const& pass : state) {
    static_cast<void>(pass);
    std::uint64_t sum = 0;
    for (auto const& text : corpus()) {
      for (char const byte : text) {
        sum += static_cast<unsigned char>(byte);
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state);
}

bool agrees_with_twin(MaskKernel const& kernel) {
  ByteWords words;
  for (std::size_t i = 0; i < 20; ++i) {
    find_words(corpus()[i], kernel, words);
    auto const expected = reference::words_of(corpus()[i]);
    for (std::size_t word = 0; word < expected.size(); ++word) {
      if (words.size() != expected.size() || words.begin_bytes[word] != expected[word].begin_byte) {
        return false;
      }
    }
  }
  return true;
}

void words_only(benchmark::State& state, MaskKernel const& kernel) {
  if (!agrees_with_twin(kernel)) {
    state.SkipWithError("wrong answer");
    return;
  }
  ByteWords words;
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& text : corpus()) {
      find_words(text, kernel, words);
      benchmark::DoNotOptimize(words.hashes.data());
    }
  }
  count_bytes(state);
}

void sketch(benchmark::State& state, MaskKernel const& kernel) {
  if (!agrees_with_twin(kernel)) {
    state.SkipWithError("wrong answer");
    return;
  }
  Sketcher const sketcher{kernel};
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& text : corpus()) {
      benchmark::DoNotOptimize(sketcher.sketch(text));
    }
  }
  count_bytes(state);
}

/// The part after the words: shingles, anchors.
void numbers_only(benchmark::State& state, bool with_anchors) {
  std::vector<ByteWords> words(corpus().size());
  for (std::size_t i = 0; i < corpus().size(); ++i) {
    find_words(corpus()[i], chosen_mask_kernel(), words[i]);
  }
  std::vector<std::uint64_t> shingles;
  std::vector<std::uint64_t> anchors;
  for (auto const& pass : state) {
    static_cast<void>(pass);
    for (auto const& list : words) {
      make_shingles(list.hashes, chosen_mask_kernel(), shingles);
      if (with_anchors) {
        winnow(shingles, window_of(shingles.size(), kPileWindow), chosen_mask_kernel(), anchors);
        benchmark::DoNotOptimize(anchors.data());
      }
    }
  }
  count_bytes(state);
}

int const registered = [] {
  benchmark::RegisterBenchmark("read_only", read_only);
  for (auto const& kernel : mask_kernels()) {
    benchmark::RegisterBenchmark(("words/" + std::string{kernel.name}).c_str(), words_only, kernel);
    benchmark::RegisterBenchmark(("sketch/" + std::string{kernel.name}).c_str(), sketch, kernel);
  }
  benchmark::RegisterBenchmark("shingles", numbers_only, false);
  benchmark::RegisterBenchmark("shingles_and_anchors", numbers_only, true);
  return 0;
}();

}  // namespace
}  // namespace stemma
