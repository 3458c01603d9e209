// SPDX-License-Identifier: Apache-2.0
#include "facts/spelling_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "base/byte_masks.hpp"
#include "base/name_similarity.hpp"
#include "base/word_form.hpp"

namespace stemma {

namespace {

/// The letters of a name, one bit each.
std::uint32_t letters_of(std::string_view name) {
  std::uint32_t letters = 0;
  for (char const letter : name) {
    letters |= std::uint32_t{1} << (static_cast<unsigned char>(letter) & 31U);
  }
  return letters;
}

/// The pairs of letters that stand side by side in a name, hashed to one bit each.
std::uint64_t pairs_of(std::string_view name) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 1; i < name.size(); ++i) {
    auto const left = static_cast<unsigned char>(name[i - 1]);
    auto const right = static_cast<unsigned char>(name[i]);
    pairs |= std::uint64_t{1} << ((left * 27U + right) & 63U);
  }
  return pairs;
}

/// How many bits are set, by adding up ever wider fields: without a branch, and without the instruction that not all processors have.
std::size_t bits_of(std::uint64_t bits) {
  bits -= (bits >> 1U) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2U) & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return (bits * 0x0101010101010101U) >> 56U;
}

/// The most changes with which names of which the longer has so many letters can still be so like.
std::size_t most_changes(std::size_t longer, double least_likeness) {
  std::size_t changes = 0;
  while (changes < longer && 1 - static_cast<double>(changes + 1) / static_cast<double>(longer) >= least_likeness) {
    ++changes;
  }
  return changes;
}

}  // namespace

SpellingIndex::SpellingIndex(char const* text, std::vector<std::uint32_t> offsets)
    : text_{text}, offsets_{std::move(offsets)} {
  make_table();
  make_groups();
}

void SpellingIndex::make_table() {
  slots_.assign(std::bit_ceil(2 * offsets_.size() + 2), 0);
  for (std::uint32_t name = 0; name < offsets_.size(); ++name) {
    auto at = hash_word(text_of(name)) & (slots_.size() - 1);
    while (slots_[at] != 0) {
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = name + 1;
  }
}

void SpellingIndex::make_groups() {
  auto const group_of = [](std::string_view name) {
    auto const first = name.empty() ? 0U : static_cast<std::size_t>(static_cast<unsigned char>(name.front()));
    return first * (longest + 1) + std::min(name.size(), longest);
  };
  groups_.assign(first_letters * (longest + 1), {});
  for (std::uint32_t name = 0; name < offsets_.size(); ++name) {
    ++groups_[group_of(text_of(name))].end;
  }
  std::uint32_t begin = 0;
  for (Group& group : groups_) {
    auto const count = group.end;
    group = {begin, begin};
    begin += count;
  }
  letters_.resize(offsets_.size());
  pairs_.resize(offsets_.size());
  grouped_.resize(offsets_.size());
  for (std::uint32_t name = 0; name < offsets_.size(); ++name) {
    auto const text = text_of(name);
    auto& end = groups_[group_of(text)].end;
    letters_[end] = letters_of(text);
    pairs_[end] = pairs_of(text);
    grouped_[end] = name;
    ++end;
  }
}

std::optional<std::uint32_t> SpellingIndex::find(std::string_view name) const {
  if (slots_.empty()) {
    return std::nullopt;
  }
  for (auto at = hash_word(name) & (slots_.size() - 1); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (text_of(slots_[at] - 1) == name) {
      return slots_[at] - 1;
    }
  }
  return std::nullopt;
}

std::vector<SpellingIndex::Near> SpellingIndex::near(std::string_view name, double least_likeness) const {
  std::vector<Near> found;
  if (name.empty() || groups_.empty()) {
    return found;
  }
  constexpr auto everything = std::numeric_limits<std::size_t>::max();
  NameComparer const comparer{name};
  Wanted const wanted{comparer, chosen_mask_kernel(), letters_of(name), pairs_of(name), least_likeness};
  auto const first = static_cast<std::size_t>(static_cast<unsigned char>(name.front())) * (longest + 1);
  for (std::size_t length = 1; length <= longest; ++length) {
    if (length == longest || name.size() >= longest) {
      // Names of many lengths, or of more letters than are compared: each is looked at.
      search(groups_[first + length], {everything, everything, 0}, wanted, found);
      continue;
    }
    auto const longer = std::max(length, name.size());
    auto const changes = most_changes(longer, least_likeness);
    auto const apart = longer - std::min(length, name.size());
    if (apart <= changes) {
      // A letter put in or left out changes one letter of the set at most and three pairs, a letter replaced two and four, a
      // swap none and six.
      search(groups_[first + length], {2 * changes - apart, 6 * changes - 2 * apart, length}, wanted, found);
    }
  }
  return found;
}

void SpellingIndex::search(Group group, Bounds bounds, Wanted const& wanted, std::vector<Near>& found) const {
  constexpr std::uint32_t block = 512;
  std::array<std::uint32_t, block> numbers;  // NOLINT(*-member-init): written before it is read
  for (auto begin = group.begin; begin < group.end; begin += block) {
    auto const count = wanted.kernel.near_sets(
      letters_.data() + begin, std::min(block, group.end - begin), wanted.letters,
      static_cast<std::uint32_t>(std::min<std::size_t>(bounds.most_letters, 32)), numbers.data()
    );
    for (std::size_t i = 0; i < count; ++i) {
      auto const place = begin + numbers[i];
      auto const of_both = bits_of(letters_[place] ^ wanted.letters) + bits_of(pairs_[place] ^ wanted.pairs);
      if (of_both <= bounds.most_of_both) {
        compare(grouped_[place], bounds.length, wanted, found);
      }
    }
  }
}

void SpellingIndex::compare(std::uint32_t name, std::size_t length, Wanted const& wanted, std::vector<Near>& found)
  const {
  auto const* const text = text_ + offsets_[name];
  auto const other = length == 0 ? std::string_view{text} : std::string_view{text, length};
  auto const likeness = wanted.comparer.letters_in_common(other, wanted.least_likeness);
  if (likeness >= wanted.least_likeness) {
    found.push_back({name, likeness});
  }
}

}  // namespace stemma
