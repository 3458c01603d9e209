// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stemma {

/// What a pile of texts has taught of a word.
struct PileWord {
  std::uint64_t stem = 0;
  std::uint32_t texts = 0;  ///< Tellings that have it.
  std::int32_t name_lead =
    0;  ///< Times that it was capitalised where a capital means something, less the times in small letters.
};

/// All words of a pile. Parts can be filled by as many threads at once.
class WordPile {
 public:
  static constexpr std::size_t kParts = 16;

  [[nodiscard]] static std::size_t part_of(std::uint64_t stem) noexcept { return stem >> 60U; }

  /// The word's entry; a new one is made of `load(stem)`. The reference lives until the next word of its part is new.
  template <typename Load>
  PileWord& at(std::uint64_t stem, Load const& load) {
    auto& part = parts_[part_of(stem)];
    auto const found = place_in(part, stem);
    if (!part.slots.empty() && part.slots[found] != 0) {
      return part.words[part.slots[found] - 1];
    }
    PileWord word = load(stem);
    word.stem = stem;
    return insert(part, word);
  }

  PileWord& at(std::uint64_t stem) {
    return at(stem, [](std::uint64_t) { return PileWord{}; });
  }

  [[nodiscard]] PileWord const* find(std::uint64_t stem) const {
    auto const& part = parts_[part_of(stem)];
    if (part.slots.empty()) {
      return nullptr;
    }
    auto const slot = part.slots[place_in(part, stem)];
    return slot == 0 ? nullptr : &part.words[slot - 1];
  }

  /// The words of a part, in the order in which they came.
  [[nodiscard]] std::vector<PileWord> const& words(std::size_t part) const { return parts_[part].words; }

 private:
  struct Part {
    std::vector<PileWord> words;
    std::vector<std::uint32_t> slots;  ///< Place + 1 of a word; 0 where free; a power of two.
  };

  static std::size_t place_in(Part const& part, std::uint64_t stem) {
    if (part.slots.empty()) {
      return 0;
    }
    auto const mask = part.slots.size() - 1;
    auto at = (stem * 0x9E3779B97F4A7C15ULL >> 24U) & mask;
    while (part.slots[at] != 0 && part.words[part.slots[at] - 1].stem != stem) {
      at = (at + 1) & mask;
    }
    return at;
  }

  static PileWord& insert(Part& part, PileWord const& word) {
    if (2 * (part.words.size() + 1) > part.slots.size()) {
      part.slots.assign(part.slots.empty() ? 256 : 2 * part.slots.size(), 0);
      for (std::uint32_t place = 0; place < part.words.size(); ++place) {
        part.slots[place_in(part, part.words[place].stem)] = place + 1;
      }
    }
    auto const at = place_in(part, word.stem);
    part.words.push_back(word);
    part.slots[at] = static_cast<std::uint32_t>(part.words.size());
    return part.words.back();
  }

  std::array<Part, kParts> parts_;
};

}  // namespace stemma
