// SPDX-License-Identifier: Apache-2.0
#include "facts/lexicon.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/word_form.hpp"
#include "facts/lexicon_words.hpp"

namespace stemma {

Lexicon::Lexicon() : numbers_(slot_count), words_(1) {
  for (WordList const& list : word_lists()) {
    std::size_t at = 0;
    while (at < list.words.size()) {
      auto const end = std::min(list.words.find(' ', at), list.words.size());
      auto const word = list.words.substr(at, end - at);
      add(word, list.word_class);
      if (list.word_class == WordClass::PersonRole && !word.ends_with("man") && !word.ends_with("s")) {
        add(std::string{word} + "s", WordClass::AnonymousRole);  // several of them are people without a name
      }
      at = end + 1;
    }
  }
}

void Lexicon::add(std::string_view entry, WordClass word_class) {
  auto const equals = entry.find('=');
  auto const key = hash_word(fold_word(entry.substr(0, equals)));
  auto const at = place_of(key);
  if (numbers_[at] == 0) {
    numbers_[at] = static_cast<std::uint16_t>(words_.size());
    words_.push_back({key, {}});
  }
  auto& info = words_[numbers_[at]].info;
  info.classes |= std::uint64_t{1} << static_cast<unsigned>(word_class);
  if (equals != std::string_view::npos) {
    auto const digits = entry.substr(equals + 1);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    info.value = value;
  }
}

Lexicon const& Lexicon::get() {
  static Lexicon const lexicon;
  return lexicon;
}

}  // namespace stemma
