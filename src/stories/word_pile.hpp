// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "stemma/story_parts.hpp"

namespace stemma {

/// All words of a pile, with what `Word` says of each. Parts can be filled by as many threads at once. Stems are hashes, and two of
/// 2^64 are one here.
template <typename Word>
class BasicWordPile {
 public:
  static constexpr std::size_t kParts = 16;

  [[nodiscard]] static std::size_t part_of(std::uint64_t stem) noexcept { return stem >> 60U; }

  /// The word's entry; a new one is made of `load(stem)`. The reference lives until the next word of its part is new.
  template <typename Load>
  Word& at(std::uint64_t stem, Load const& load) {
    stem = named(stem);
    auto& part = parts_[part_of(stem)];
    if (!part.slots.empty()) {
      auto& slot = part.slots[place_in(part, stem)];
      if (slot.stem == stem) {
        return slot;
      }
    }
    Word word = load(stem);
    word.stem = stem;
    return insert(part, word);
  }

  Word& at(std::uint64_t stem) {
    return at(stem, [](std::uint64_t) { return Word{}; });
  }

  [[nodiscard]] Word const* find(std::uint64_t stem) const {
    stem = named(stem);
    auto const& part = parts_[part_of(stem)];
    if (part.slots.empty()) {
      return nullptr;
    }
    auto const& slot = part.slots[place_in(part, stem)];
    return slot.stem == stem ? &slot : nullptr;
  }

  /// A word will be asked for soon: what is looked at for the first and the one `kAhead` behind it is then on its way from memory.
  void announce(std::uint64_t stem) const noexcept {
    auto const& part = parts_[part_of(stem)];
    if (!part.slots.empty()) {
      __builtin_prefetch(&part.slots[first_place(part, named(stem))]);
    }
  }

  static constexpr std::size_t kAhead = 12;

  /// Hands over the words of a part, in no order.
  template <typename Take>
  void each(std::size_t part, Take const& take) {
    for (auto& slot : parts_[part].slots) {
      if (slot.stem != kFree) {
        take(slot);
      }
    }
  }

 private:
  static constexpr std::uint64_t kFree = 0;

  struct Part {
    std::vector<Word> slots;  ///< A power of two; the words themselves, so that a look-up waits for the memory once.
    std::size_t words = 0;
  };

  static std::uint64_t named(std::uint64_t stem) noexcept { return stem == kFree ? 1 : stem; }

  static std::size_t first_place(Part const& part, std::uint64_t stem) {
    return (stem * 0x9E3779B97F4A7C15ULL >> 24U) & (part.slots.size() - 1);
  }

  static std::size_t place_in(Part const& part, std::uint64_t stem) {
    auto const mask = part.slots.size() - 1;
    auto at = first_place(part, stem);
    while (part.slots[at].stem != kFree && part.slots[at].stem != stem) {
      at = (at + 1) & mask;
    }
    return at;
  }

  static Word& insert(Part& part, Word const& word) {
    if (3 * (part.words + 1) > 2 * part.slots.size()) {
      auto const old = std::exchange(part.slots, std::vector<Word>(std::max<std::size_t>(256, 2 * part.slots.size())));
      for (auto const& slot : old) {
        if (slot.stem != kFree) {
          part.slots[place_in(part, slot.stem)] = slot;
        }
      }
    }
    ++part.words;
    return part.slots[place_in(part, word.stem)] = word;
  }

  std::array<Part, kParts> parts_;
};

using WordPile = BasicWordPile<PileWord>;

}  // namespace stemma
