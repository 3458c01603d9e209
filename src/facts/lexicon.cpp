// SPDX-License-Identifier: Apache-2.0
#include "facts/lexicon.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_form.hpp"
#include "facts/lexicon_words.hpp"

namespace stemma {

namespace {

/// Open addressing; a slot with number 0 is empty. The lexicon has under 3,000 words, so a third of the slots is used. A slot is a
/// mere number: most words of a text are not found, and all slots together stay near the processor.
class Table {
 public:
  Table() : numbers_(slot_count), words_(1) {
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

  [[nodiscard]] WordInfo find(std::uint64_t word) const noexcept { return words_[numbers_[place_of(word)]].info; }

 private:
  static constexpr std::size_t slot_count = 8192;

  struct Word {
    std::uint64_t key = 0;
    WordInfo info;
  };

  /// Where the word stands, or the empty slot where it would.
  [[nodiscard]] std::size_t place_of(std::uint64_t word) const noexcept {
    auto at = word % slot_count;
    while (numbers_[at] != 0 && words_[numbers_[at]].key != word) {
      at = (at + 1) % slot_count;
    }
    return at;
  }

  void add(std::string_view entry, WordClass word_class) {
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

  std::vector<std::uint16_t> numbers_;
  std::vector<Word> words_;  ///< The first is that of all words not found.
};

}  // namespace

WordInfo look_up(std::uint64_t word) noexcept {
  static Table const table;
  return table.find(word);
}

}  // namespace stemma
