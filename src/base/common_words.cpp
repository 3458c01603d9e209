// SPDX-License-Identifier: Apache-2.0
#include "base/common_words.hpp"

#include <algorithm>
#include <vector>

#include "base/common_words_list.hpp"
#include "base/word_form.hpp"

namespace stemma {

namespace {

/// Open addressing by the hash of a word, of which no listed word has 0; at most a third of the slots is used.
class Ranks {
 public:
  /// Of words listed twice the commoner rank stays.
  template <typename Form>
  void add(std::string_view list, Commonness rank, Form const& form) {
    while (!list.empty()) {
      auto const end = std::min(list.find(' '), list.size());
      if (end > 0) {
        auto const hash = hash_word(form(list.substr(0, end)));
        auto const at = place_of(hash);
        hashes_[at] = hash;
        ranks_[at] = std::max(ranks_[at], rank);
      }
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  [[nodiscard]] Commonness of(std::uint64_t hash) const noexcept { return ranks_[place_of(hash)]; }

 private:
  static constexpr std::size_t slot_count = 8192;

  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept {
    auto at = hash % slot_count;
    while (hashes_[at] != hash && hashes_[at] != 0) {
      at = (at + 1) % slot_count;
    }
    return at;
  }

  std::vector<std::uint64_t> hashes_ = std::vector<std::uint64_t>(slot_count);
  std::vector<Commonness> ranks_ = std::vector<Commonness>(slot_count, Commonness::Rare);
};

Ranks const& function_words() {
  static Ranks const all = [] {
    Ranks ranks;
    ranks.add(kFunctionWords, Commonness::Function, [](std::string_view form) { return form; });
    return ranks;
  }();
  return all;
}

Ranks const& stems() {
  static Ranks const all = [] {
    Ranks ranks;
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
