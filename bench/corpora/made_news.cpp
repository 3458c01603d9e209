// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/made_news.hpp"

#include <algorithm>
#include <array>

namespace stemma::bench {

namespace {

constexpr std::size_t kMostBytes = 2 * WordPool::kSlotBytes;  // of a word, its quotes, sign and break
constexpr std::size_t kMeanBytes = 8;

char* append(char* to, std::string_view text) noexcept {
  return std::ranges::copy(text, to).out;
}

}  // namespace

/// Who and what a text is about: what it names again and again.
struct NewsMaker::Cast {
  std::array<std::array<WordId, 2>, 6> persons{};  // given name, surname
  std::array<WordId, 4> places{};
  std::array<WordId, 32> topics{};
};

std::string MadeText::text(TextStyle const& style) const {
  std::string text(all_words.size() * kMeanBytes + kMostBytes, '\0');
  char* to = text.data();
  std::size_t paragraph = 0;
  for (std::size_t i = 0; i < all_words.size(); ++i) {
    if (auto const used = static_cast<std::size_t>(to - text.data()); used + kMostBytes > text.size()) {
      text.resize(text.size() * 2);
      to = text.data() + used;
    }
    if (i > 0 && i == paragraph_ends[paragraph]) {
      ++paragraph;
      to = append(to - 1, style.paragraph_break);  // in place of the space
    }
    auto const& word = all_words[i];
    if (word.is_plain()) {  // nearly all are
      to = pool->write(word.word, to);
      *to++ = ' ';
      continue;
    }
    if (word.opens_quote) {
      to = append(to, style.open_quote);
    }
    char* const begin = to;
    to = pool->write(word.word, to);
    if (word.is_capital && *begin >= 'a' && *begin <= 'z') {
      *begin = static_cast<char>(*begin - 0x20);
    }
    if (word.sign == '-') {
      to = append(to, style.dash);
      continue;
    }
    if (word.sign != '\0') {
      *to++ = word.sign;
    }
    if (word.closes_quote) {
      to = append(to, style.close_quote);
    }
    *to++ = ' ';
  }
  text.resize(static_cast<std::size_t>(to - text.data()));
  while (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  return text;
}

NewsMaker::NewsMaker(std::uint64_t seed, TextLength length) : pool_{seed}, seed_{seed}, length_{length} {}

std::size_t NewsMaker::length_in_words(RandomNumbers& random) const noexcept {
  if (length_ == TextLength::Short) {
    return 20 + random.below(131);
  }
  // Twelve equal draws of 16 bits are nearly normal; in whole numbers, so that no machine rounds otherwise.
  std::uint64_t sum = 0;
  for (auto draws = 0; draws < 3; ++draws) {
    auto const bits = random.next();
    sum += (bits & 0xFFFFU) + ((bits >> 16U) & 0xFFFFU) + ((bits >> 32U) & 0xFFFFU) + (bits >> 48U);
  }
  // Words are 280 times 2 to the power of 1.15 deviations: `sum` is 0…12 in units of 2^16, its mean 6, deviation 1.
  auto const power = sum * 115 / 100;     // plus 6.9
  auto const fraction = power & 0xFFFFU;  // 2^f is nearly 1 + f (0.656 + 0.344 f)
  auto const grown = 65'536 + ((fraction * (42'992 + ((fraction * 22'544) >> 16U))) >> 16U);
  return static_cast<std::size_t>(((280 * grown << (power >> 16U)) / 119) >> 16U);  // 2^6.9 is 119
}

void NewsMaker::add_sentence(MadeText& text, Cast const& cast, RandomNumbers& random) const {
  auto const begin = text.all_words.size();
  auto const shape = random.next();
  auto const end = begin + 7 + shape % 22;
  auto const is_quote = (shape >> 8U) % 8 == 0;
  auto& words = text.all_words;
  while (words.size() < end) {
    auto const bits = random.next();
    auto const choice = bits >> 54U;  // 0…1023
    MadeWord word;
    word.sign = ((bits >> 40U) & 15U) == 0     ? ','
                : ((bits >> 40U) & 1023U) == 1 ? ';'
                : ((bits >> 40U) & 511U) == 2  ? '-'
                                               : '\0';
    if (choice < 860) {
      word.word = pool_.common(bits);
    } else if (choice < 930) {
      word.word = cast.topics[bits % cast.topics.size()];
    } else if (choice < 965) {
      auto const& person = cast.persons[bits % cast.persons.size()];
      if ((bits & 0x300U) == 0) {
        words.push_back({person[0]});
      }
      word.word = person[1];
    } else if (choice < 983) {
      word.word = cast.places[bits % cast.places.size()];
    } else if (choice < 1013) {
      word.word = pool_.number(random);
    } else {
      for (auto const part : pool_.stock_phrase(random)) {
        words.push_back({part});
      }
      continue;
    }
    words.push_back(word);
  }
  words[begin].is_capital = true;
  words.back().sign = shape >> 60U == 0 ? '?' : '.';
  if (is_quote) {
    words[begin].opens_quote = true;
    words.back().sign = ',';
    words.back().closes_quote = true;
    words.push_back({cast.persons[shape % cast.persons.size()][1]});
    words.push_back({11, '.'});  // said
  }
  text.sentence_ends.push_back(static_cast<std::uint32_t>(words.size()));
}

void NewsMaker::add_body(MadeText& text, Cast const& cast, std::size_t words, RandomNumbers& random) const {
  while (text.all_words.size() < words) {
    auto const paragraph = text.all_words.size() + 20 + random.below(70);
    while (text.all_words.size() < std::min(paragraph, words)) {
      add_sentence(text, cast, random);
    }
    text.paragraph_ends.push_back(static_cast<std::uint32_t>(text.all_words.size()));
  }
}

MadeText NewsMaker::make(std::uint64_t number, std::size_t least_words) const {
  RandomNumbers random{seed_ ^ (number * 0xD6E8FEB86659FD93ULL + 1)};
  Cast cast;
  for (auto& [given_name, surname] : cast.persons) {
    given_name = pool_.given_name(random);
    surname = pool_.surname(random);
  }
  for (auto& place : cast.places) {
    place = pool_.place(random);
  }
  for (auto& topic : cast.topics) {
    topic = pool_.rare(random);
  }
  MadeText text;
  text.pool = &pool_;
  auto const words = std::max<std::size_t>({length_in_words(random), least_words, 8});
  text.all_words.reserve(words + 48);
  add_body(text, cast, words, random);
  return text;
}

}  // namespace stemma::bench
