// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/pair_truth.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace stemma::bench {

namespace {

constexpr std::size_t kWords = 5;  // of a shingle
constexpr std::uint64_t kPrime = 0x100000001B3ULL;
constexpr std::uint64_t kStart = 0xCBF29CE484222325ULL;

/// Begins general punctuation (U+2000…U+2FFF) in UTF-8: a curly quote, a long dash. All are of three bytes.
constexpr unsigned kSign = 0xE2;

/// Of each byte: itself with its case folded, or 0 where it parts words.
constexpr std::array<std::uint8_t, 256> kFolded = [] {
  std::array<std::uint8_t, 256> folded{};
  for (unsigned byte = 0; byte < folded.size(); ++byte) {
    auto const is_capital = byte >= 'A' && byte <= 'Z';
    auto const is_word = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    folded[byte] = static_cast<std::uint8_t>(is_capital ? byte + 0x20U : is_word && byte != kSign ? byte : 0U);
  }
  return folded;
}();

std::uint64_t folded(char byte) noexcept {
  return kFolded[static_cast<unsigned char>(byte)];
}

std::uint64_t mixed(std::uint64_t hash) noexcept {
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 27U);
}

}  // namespace

TruthText::TruthText(std::string_view text) {
  words_.reserve(text.size() / 5);
  for (std::size_t at = 0; at < text.size();) {
    auto hash = kStart;
    auto const begin = at;
    for (std::uint64_t byte = 0; at < text.size() && (byte = folded(text[at])) != 0; ++at) {
      hash = (hash ^ byte) * kPrime;
    }
    if (at > begin) {
      words_.push_back(mixed(hash));
    } else {
      at += static_cast<unsigned char>(text[at]) == kSign ? 3U : 1U;
    }
  }
  shingles_.reserve(words_.size());
  for (std::size_t i = 0; i + kWords <= words_.size(); ++i) {
    auto hash = kStart;
    for (std::size_t j = 0; j < kWords; ++j) {
      hash = mixed(hash * kPrime + words_[i + j]);
    }
    shingles_.push_back({hash, static_cast<std::uint32_t>(i)});
  }
  std::ranges::sort(shingles_, {}, [](Shingle const& shingle) { return std::tuple{shingle.hash, shingle.position}; });
  for (std::size_t i = 0; i < shingles_.size(); ++i) {
    different_ += i == 0 || shingles_[i].hash != shingles_[i - 1].hash ? 1U : 0U;
  }
}

std::uint32_t TruthText::run_from(std::size_t at, TruthText const& right, std::size_t right_at) const noexcept {
  std::uint32_t length = 0;
  while (at < words_.size() && right_at < right.words_.size() && words_[at] == right.words_[right_at]) {
    ++at;
    ++right_at;
    ++length;
  }
  return length;
}

PairTruth TruthText::compare(TruthText const& right) const {
  PairTruth truth;
  std::size_t shared = 0;
  auto const& other = right.shingles_;
  for (std::size_t i = 0, j = 0; i < shingles_.size() && j < other.size();) {
    if (shingles_[i].hash != other[j].hash) {
      shingles_[i].hash < other[j].hash ? ++i : ++j;
      continue;
    }
    ++shared;
    auto const hash = shingles_[i].hash;
    auto const right_begin = j;
    for (; i < shingles_.size() && shingles_[i].hash == hash; ++i) {
      auto const at = shingles_[i].position;
      for (j = right_begin; j < other.size() && other[j].hash == hash; ++j) {
        auto const right_at = other[j].position;
        auto const begins_here = at == 0 || right_at == 0 || words_[at - 1] != right.words_[right_at - 1];
        if (begins_here) {
          truth.longest_run_words = std::max(truth.longest_run_words, run_from(at, right, right_at));
        }
      }
    }
  }
  if (different_ > 0 && right.different_ > 0) {
    auto const common = static_cast<double>(shared);
    truth.resemblance = common / static_cast<double>(different_ + right.different_ - shared);
    truth.containment_left = common / static_cast<double>(different_);
    truth.containment_right = common / static_cast<double>(right.different_);
  }
  return truth;
}

}  // namespace stemma::bench
