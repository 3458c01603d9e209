// SPDX-License-Identifier: Apache-2.0
#include "stories/seeds.hpp"

#include <algorithm>
#include <bit>

namespace stemma {

Postings::Postings(PileVectors const& vectors, std::size_t longest)
    : begins_(std::size_t{vectors.numbered_words()} + 2) {
  for (std::size_t text = 0; text < vectors.size(); ++text) {
    for (NumberedWord const& word : vectors[text]) {
      ++begins_[word.number + 1];
    }
  }
  std::uint64_t all = 0;
  for (std::size_t number = 1; number < begins_.size(); ++number) {
    auto const texts = begins_[number];
    all += texts > 1 && texts <= longest ? texts : 0;
    begins_[number] = all;
  }
  postings_.resize(all);
  auto ends = begins_;
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (NumberedWord const& word : vectors[text]) {
      if (begins_[word.number + 1] > begins_[word.number]) {
        postings_[ends[word.number]++] = {text, word.weight};
      }
    }
  }
}

void Measure::take(NumberedView text) {
  constexpr std::size_t slots_a_word = 8;
  text_ = text;
  auto const slots = std::bit_ceil(slots_a_word * text.size() + 1);
  mask_ = static_cast<std::uint32_t>(slots - 1);
  first_.assign(slots, 0);
  next_.assign(text.size(), 0);
  for (std::uint32_t place = 0; place < text.size(); ++place) {
    auto& first = first_[text[place].number & mask_];
    next_[place] = first;
    first = place + 1;
  }
}

double Measure::cosine(NumberedView other) {
  met_.resize(std::max(met_.size(), other.size() + 1));
  std::size_t count = 0;
  for (std::uint32_t place = 0; place < other.size(); ++place) {
    met_[count] = place;
    count += first_[other[place].number & mask_] != 0 ? 1U : 0U;
  }
  double sum = 0;  // in the order of the numbers, which is that of the stems
  for (std::size_t i = 0; i < count; ++i) {
    auto const& word = other[met_[i]];
    for (auto place = first_[word.number & mask_]; place != 0; place = next_[place - 1]) {
      auto const& own = text_[place - 1];
      if (own.number == word.number) {
        sum += static_cast<double>(own.weight) * static_cast<double>(word.weight);
      }
    }
  }
  return std::min(1.0, sum);
}

}  // namespace stemma
