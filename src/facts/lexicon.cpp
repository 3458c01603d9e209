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

/// Open addressing; a slot with key 0 is empty. The lexicon has under 3,000 words, so a third of the slots is used. The keys stand
/// apart: most words of a text are not found, and all keys together stay near the processor.
class Table {
 public:
  Table() : keys_(slot_count), numbers_(slot_count) {
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

  [[nodiscard]] WordInfo find(std::uint64_t word) const noexcept { return infos_[numbers_[place_of(word)]]; }

 private:
  static constexpr std::size_t slot_count = 8192;

  /// Where the word stands, or the empty slot where it would.
  [[nodiscard]] std::size_t place_of(std::uint64_t word) const noexcept {
    auto at = word % slot_count;
    while (keys_[at] != word && keys_[at] != 0) {
      at = (at + 1) % slot_count;
    }
    return at;
  }

  void add(std::string_view entry, WordClass word_class) {
    auto const equals = entry.find('=');
    auto const key = hash_word(fold_word(entry.substr(0, equals)));
    auto const at = place_of(key);
    if (keys_[at] == 0) {
      keys_[at] = key;
      numbers_[at] = static_cast<std::uint16_t>(infos_.size());
      infos_.emplace_back();
    }
    auto& info = infos_[numbers_[at]];
    info.classes |= std::uint64_t{1} << static_cast<unsigned>(word_class);
    if (equals != std::string_view::npos) {
      auto const digits = entry.substr(equals + 1);
      double value = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
      info.value = value;
    }
  }

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint16_t> numbers_;
  std::vector<WordInfo> infos_ = std::vector<WordInfo>(1);  ///< The first is that of all words not found.
};

}  // namespace

WordInfo look_up(std::uint64_t word) noexcept {
  static Table const table;
  return table.find(word);
}

}  // namespace stemma
