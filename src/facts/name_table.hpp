// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/facts.hpp"
#include "facts/name_scanner.hpp"

namespace stemma {

/// Number of a name in its table.
using NameNumber = std::uint32_t;

/// What the tellings of a story say about one name.
struct KnownName {
  std::string folded;
  KindVotes votes;
  MentionKind kind = MentionKind::Name;
  bool family_first = false;
  std::vector<NameNumber> full_forms;  ///< Of a short form the people it can stand for, in alphabetical order.
  std::optional<NameNumber> untitled;  ///< Of a person's name with a title before it: the name.
};

/// The different names of a story, by number and by spelling.
class NameTable {
 public:
  /// The number of this name; a new one where it is met for the first time.
  [[nodiscard]] NameNumber number_of(std::string_view folded);

  [[nodiscard]] std::optional<NameNumber> find(std::string_view folded) const;

  [[nodiscard]] KnownName& operator[](NameNumber name) { return names_[name]; }

  [[nodiscard]] KnownName const& operator[](NameNumber name) const { return names_[name]; }

  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

  /// All names in alphabetical order; made anew after each that is new.
  [[nodiscard]] std::span<NameNumber const> in_order();

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view folded) const;
  void grow();

  std::vector<KnownName> names_;
  std::vector<NameNumber> slots_;  ///< By hash: the number of a name plus one, 0 where there is none.
  std::vector<NameNumber> order_;
};

}  // namespace stemma
