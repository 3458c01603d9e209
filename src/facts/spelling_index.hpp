// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stemma {

class NameComparer;
struct MaskKernel;

/// Which of very many names is spelled so, and which nearly so?
///
/// In    names as offsets into a text, each closed by a zero byte; the text outlives the index.
/// Out   numbers of names, from 0 in the order given.
/// How   a name spelled so by a hash table. For those spelled nearly so the names lie in groups of one first letter and one length,
///       each with the set of its letters as 32 bits: two names that differ in k changes differ in few bits, so a pass over the sets
///       of the groups that can hold one leaves some, and the sets of pairs of letters leave a handful to compare letter by letter.
/// Cost  28 bytes a name. A near look-up reads 4 bytes of each name of its first letter and about its length.
class SpellingIndex {
 public:
  SpellingIndex() = default;
  SpellingIndex(char const* text, std::vector<std::uint32_t> offsets);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

  struct Near {
    std::uint32_t name = 0;
    double likeness = 0;
  };

  /// Names with the same first letter and a likeness (see `letters_in_common`) of at least `least_likeness`, in no order.
  [[nodiscard]] std::vector<Near> near(std::string_view name, double least_likeness) const;

 private:
  static constexpr std::size_t first_letters = 256;
  static constexpr std::size_t longest = 63;  ///< All longer names are of one group.

  /// The names of one first letter and length, in `letters_` and `grouped_`.
  struct Group {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  void make_table();
  void make_groups();

  struct Wanted {
    NameComparer const& comparer;
    MaskKernel const& kernel;
    std::uint32_t letters;
    std::uint64_t pairs;
    double least_likeness;
  };

  /// What the names of a group that are near enough can differ by.
  struct Bounds {
    std::size_t most_letters;
    std::size_t most_of_both;  ///< Letters and pairs.
    std::size_t length;        ///< Of all names of the group; 0 where they have many lengths.
  };

  void search(Group group, Bounds bounds, Wanted const& wanted, std::vector<Near>& found) const;
  void compare(std::uint32_t name, std::size_t length, Wanted const& wanted, std::vector<Near>& found) const;

  [[nodiscard]] std::string_view text_of(std::uint32_t name) const { return text_ + offsets_[name]; }

  char const* text_ = nullptr;
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> slots_;    ///< By hash: the number of a name plus one, 0 where there is none.
  std::vector<Group> groups_;           ///< By first letter, then length.
  std::vector<std::uint32_t> letters_;  ///< The letters of each name, one bit each.
  std::vector<std::uint64_t> pairs_;    ///< The pairs of letters of each, hashed to one bit each.
  std::vector<std::uint32_t> grouped_;  ///< The names that they are of.
};

}  // namespace stemma
