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

/// Open addressing; a slot with key 0 is empty. The lexicon has under 3,000 words, so a quarter of the slots is used.
class Table {
 public:
  Table() : slots_(slot_count) {
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

  [[nodiscard]] WordInfo find(std::uint64_t word) const noexcept {
    for (auto at = word % slot_count;; at = (at + 1) % slot_count) {
      if (slots_[at].key == word) {
        return slots_[at].info;
      }
      if (slots_[at].key == 0) {
        return {};
      }
    }
  }

 private:
  static constexpr std::size_t slot_count = 16384;

  struct Slot {
    std::uint64_t key = 0;
    WordInfo info;
  };

  void add(std::string_view entry, WordClass word_class) {
    auto const equals = entry.find('=');
    auto const key = hash_word(fold_word(entry.substr(0, equals)));
    auto at = key % slot_count;
    while (slots_[at].key != 0 && slots_[at].key != key) {
      at = (at + 1) % slot_count;
    }
    slots_[at].key = key;
    slots_[at].info.classes |= std::uint64_t{1} << static_cast<unsigned>(word_class);
    if (equals != std::string_view::npos) {
      auto const digits = entry.substr(equals + 1);
      double value = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
      slots_[at].info.value = value;
    }
  }

  std::vector<Slot> slots_;
};

}  // namespace

WordInfo look_up(std::uint64_t word) noexcept {
  static Table const table;
  return table.find(word);
}

}  // namespace stemma
