// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stemma {

/// A word of a grammar, in lower case, with its first seven letters and its length as one number, so that most words of a
/// text are told from it by one comparison.
class LowerWord {
 public:
  template <std::size_t size>
  consteval LowerWord(char const (&letters)[size])  // NOLINT(*-explicit-*,*-c-arrays): a literal is one
      : letters_{letters, size - 1}, head_{head_of(letters_)} {}

  constexpr explicit LowerWord(std::string_view lower) : letters_{lower}, head_{head_of(lower)} {}

  [[nodiscard]] constexpr std::string_view letters() const noexcept { return letters_; }

  [[nodiscard]] constexpr std::uint64_t head() const noexcept { return head_; }

  /// Whether there are letters beyond the head.
  [[nodiscard]] constexpr bool is_long() const noexcept { return letters_.size() > head_letters; }

  [[nodiscard]] static constexpr char lower_letter(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }

  /// The head of a word in any case: its first seven bytes in lower case, above them its length, at most 255.
  [[nodiscard]] static constexpr std::uint64_t head_of(std::string_view word) noexcept {
    std::uint64_t head = std::min<std::size_t>(word.size(), 255) << (8 * head_letters);
    for (std::size_t i = 0; i < std::min(word.size(), head_letters); ++i) {
      head |= static_cast<std::uint64_t>(static_cast<unsigned char>(lower_letter(word[i]))) << (8 * i);
    }
    return head;
  }

 private:
  static constexpr std::size_t head_letters = 7;

  std::string_view letters_;
  std::uint64_t head_;
};

}  // namespace stemma
