// SPDX-License-Identifier: Apache-2.0
#include "facts/name_table.hpp"

#include <algorithm>
#include <numeric>

#include "base/word_form.hpp"

namespace stemma {

std::size_t NameTable::slot_of(std::string_view folded) const {
  auto at = hash_word(folded) & (slots_.size() - 1);
  while (slots_[at] != 0 && names_[slots_[at] - 1].folded != folded) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return at;
}

void NameTable::grow() {
  slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), 0);
  for (NameNumber name = 0; name < names_.size(); ++name) {
    slots_[slot_of(names_[name].folded)] = name + 1;
  }
}

NameNumber NameTable::number_of(std::string_view folded) {
  if (2 * names_.size() >= slots_.size()) {
    grow();
  }
  auto const at = slot_of(folded);
  if (slots_[at] == 0) {
    names_.emplace_back().folded = folded;
    slots_[at] = static_cast<NameNumber>(names_.size());
  }
  return slots_[at] - 1;
}

std::optional<NameNumber> NameTable::find(std::string_view folded) const {
  auto const slot = slots_.empty() ? 0 : slots_[slot_of(folded)];
  return slot == 0 ? std::nullopt : std::optional{slot - 1};
}

std::span<NameNumber const> NameTable::in_order() {
  if (order_.size() != names_.size()) {
    order_.resize(names_.size());
    std::iota(order_.begin(), order_.end(), NameNumber{0});
    std::sort(order_.begin(), order_.end(), [&](NameNumber a, NameNumber b) {
      return names_[a].folded < names_[b].folded;
    });
  }
  return order_;
}

}  // namespace stemma
