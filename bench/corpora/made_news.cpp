// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/made_news.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace stemma::bench {

namespace {

constexpr std::size_t kVocabulary = 30'000;
constexpr std::size_t kPhrases = 200;
constexpr std::array<std::string_view, 20> kOnsets = {"b", "br", "c", "ch", "d", "f", "g",  "gr", "h",  "k",
                                                      "l", "m",  "n", "p",  "r", "s", "st", "t",  "tr", "v"};
constexpr std::array<std::string_view, 10> kVowels = {"a", "e", "i", "o", "u", "ea", "ai", "ou", "ie", "oa"};
constexpr std::array<std::string_view, 12> kCodas = {"", "n", "r", "s", "t", "l", "nd", "st", "ck", "m", "d", "rt"};

std::string made_word(RandomNumbers& random, std::size_t syllables) {
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += kOnsets[random.below(kOnsets.size())];
    word += kVowels[random.below(kVowels.size())];
    word += kCodas[random.below(kCodas.size())];
  }
  return word;
}

std::string capitalised(std::string word) {
  if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') {
    word.front() = static_cast<char>(word.front() - 0x20);
  }
  return word;
}

std::size_t words_in(std::vector<MadeText::Sentence> const& paragraph) {
  std::size_t count = 0;
  for (auto const& sentence : paragraph) {
    count += sentence.size();
  }
  return count;
}

}  // namespace

std::string MadeText::text() const {
  std::string text;
  for (auto const& paragraph : paragraphs) {
    text += text.empty() ? "" : "\n\n";
    auto first_sentence = true;
    for (auto const& sentence : paragraph) {
      text += first_sentence ? "" : " ";
      first_sentence = false;
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        text += i == 0 ? capitalised(sentence[i]) : " " + sentence[i];
        text += i + 1 == sentence.size() ? "." : i % 9 == 8 ? "," : "";
      }
    }
  }
  return text;
}

std::size_t MadeText::words() const {
  std::size_t count = 0;
  for (auto const& paragraph : paragraphs) {
    count += words_in(paragraph);
  }
  return count;
}

NewsMaker::NewsMaker(std::uint64_t seed) : seed_{seed} {
  RandomNumbers random{seed};
  double sum = 0;
  for (std::size_t rank = 0; rank < kVocabulary; ++rank) {
    words_.push_back(made_word(random, rank < 200 ? 1 : rank < 5000 ? 2 : 3));
    sum += 1 / (static_cast<double>(rank) + 2.7);
    frequency_.push_back(sum);
  }
  for (std::size_t i = 0; i < kPhrases; ++i) {
    std::string phrase = word(random);
    for (auto more = 3 + random.below(4); more > 0; --more) {
      phrase += " " + word(random);
    }
    phrases_.push_back(phrase);
  }
}

std::string const& NewsMaker::word(RandomNumbers& random) const {
  auto const at = std::ranges::lower_bound(frequency_, random.share() * frequency_.back()) - frequency_.begin();
  return words_[std::min(static_cast<std::size_t>(at), words_.size() - 1)];
}

MadeText::Sentence NewsMaker::sentence(RandomNumbers& random) const {
  MadeText::Sentence sentence;
  auto const length = 8 + random.below(22);
  while (sentence.size() < length) {
    auto const choice = random.below(100);
    if (choice < 4) {
      sentence.push_back(std::to_string(random.below(choice == 0 ? 2'000'000 : 2000)));
    } else if (choice < 10) {
      sentence.push_back(capitalised(made_word(random, 2)));
    } else if (choice == 10) {
      sentence.push_back(phrases_[random.below(phrases_.size())]);
    } else {
      sentence.push_back(word(random));
    }
  }
  return sentence;
}

MadeText NewsMaker::make(std::uint64_t number) const {
  RandomNumbers random{seed_ ^ (number * 0xD6E8FEB86659FD93ULL + 1)};
  MadeText made;
  auto const paragraphs = 5 + random.below(14);
  for (std::uint64_t i = 0; i < paragraphs; ++i) {
    auto& paragraph = made.paragraphs.emplace_back();
    for (auto sentences = 1 + random.below(4); sentences > 0; --sentences) {
      paragraph.push_back(sentence(random));
    }
  }
  return made;
}

}  // namespace stemma::bench
