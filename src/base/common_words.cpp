// SPDX-License-Identifier: Apache-2.0
#include "base/common_words.hpp"

#include <algorithm>
#include <vector>

#include "base/common_words_list.hpp"
#include "base/word_form.hpp"

namespace stemma {

namespace {

/// Open addressing by the hash of a word; a slot with number 0 is empty. At most two fifths of the slots are used. A slot is a mere
/// number: most words asked for are not listed, and all slots together stay near the processor.
class Ranks {
 public:
  explicit Ranks(std::size_t slots) : numbers_(slots), words_(1) {}

  /// Of words listed twice the commoner rank stays.
  template <typename Form>
  void add(std::string_view list, Commonness rank, Form const& form) {
    while (!list.empty()) {
      auto const end = std::min(list.find(' '), list.size());
      if (end > 0) {
        auto const hash = hash_word(form(list.substr(0, end)));
        auto& number = numbers_[place_of(hash)];
        if (number == 0) {
          number = static_cast<std::uint16_t>(words_.size());
          words_.push_back({hash, rank});
        }
        words_[number].rank = std::max(words_[number].rank, rank);
      }
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  [[nodiscard]] Commonness of(std::uint64_t hash) const noexcept { return words_[numbers_[place_of(hash)]].rank; }

 private:
  struct Word {
    std::uint64_t hash = 0;
    Commonness rank = Commonness::Rare;
  };

  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept {
    auto at = hash & (numbers_.size() - 1);
    while (numbers_[at] != 0 && words_[numbers_[at]].hash != hash) {
      at = (at + 1) & (numbers_.size() - 1);
    }
    return at;
  }

  std::vector<std::uint16_t> numbers_;  ///< As many as a power of two.
  std::vector<Word> words_;             ///< The first is that of all words not listed.
};

Ranks const& function_words() {
  static Ranks const all = [] {
    Ranks ranks{1024};
    ranks.add(kFunctionWords, Commonness::Function, [](std::string_view form) { return form; });
    return ranks;
  }();
  return all;
}

Ranks const& stems() {
  static Ranks const all = [] {
    Ranks ranks{8192};
    ranks.add(kFrequentWords, Commonness::Frequent, stem_word);
    ranks.add(kCommonWords, Commonness::Common, stem_word);
    ranks.add(kFamiliarWords, Commonness::Familiar, stem_word);
    return ranks;
  }();
  return all;
}

}  // namespace

Commonness commonness(std::string_view folded) {
  return commonness(folded, stem_word(folded));
}

Commonness commonness(std::string_view folded, std::string_view stem) {
  return commonness(hash_word(folded), hash_word(stem));
}

Commonness commonness(std::uint64_t word, std::uint64_t stem) {
  return function_words().of(word) == Commonness::Function ? Commonness::Function : stems().of(stem);
}

bool is_function_word(std::string_view folded) {
  return function_words().of(hash_word(folded)) == Commonness::Function;
}

}  // namespace stemma
