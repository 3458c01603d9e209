// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// Of some words, which of them the tellings write in lower case too.
class LowerCaseWords {
 public:
  void ask_for(std::uint64_t word) { asked_.push_back(word); }

  void look(std::span<FactText const> texts) {
    if (asked_.empty()) {
      return;
    }
    std::sort(asked_.begin(), asked_.end());
    asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
    is_met_.assign(asked_.size(), 0);
    // A few bits of the hash let nearly all other words pass by.
    std::bitset<1024> may_be_asked;
    for (auto const word : asked_) {
      may_be_asked.set(word % 1024);
    }
    for (FactText const& text : texts) {
      for (Token const& token : text.text().tokens) {
        if (token.kind == TokenKind::Word && !token.is_capitalised && may_be_asked.test(token.word % 1024)) {
          auto const asked = std::lower_bound(asked_.begin(), asked_.end(), token.word);
          if (asked != asked_.end() && *asked == token.word) {
            is_met_[static_cast<std::size_t>(asked - asked_.begin())] = 1;
          }
        }
      }
    }
  }

  [[nodiscard]] bool has(std::uint64_t word) const {
    auto const asked = std::lower_bound(asked_.begin(), asked_.end(), word);
    return asked != asked_.end() && *asked == word && is_met_[static_cast<std::size_t>(asked - asked_.begin())] != 0;
  }

 private:
  std::vector<std::uint64_t> asked_;
  std::vector<char> is_met_;
};

}  // namespace stemma
