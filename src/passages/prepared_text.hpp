// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "passages/interner.hpp"
#include "passages/word_text.hpp"

namespace stemma {

/// How a word is spelt, in lower case (ASCII).
struct Spelling {
  std::uint64_t bytes = 0;  ///< The letters that it has, as a set.
  std::uint64_t value = 0;  ///< Of a number or date; 0 where it is none.
  std::uint32_t begin = 0;  ///< Where it stands among the letters of the text.
  std::uint32_t size = 0;   ///< Bytes.
  bool is_date = false;     ///< Read as one.
};

/// PreparedText: here is a text, what of setting it beside another can be done before the other is known?
///
/// In    the tokens of a text, which must outlive this.
/// Out   its words, numbered by form and stem in the order in which they are first seen, and how they are spelt.
/// Cost  linear; memory some 60 bytes a word.
class PreparedText {
 public:
  explicit PreparedText(TokenText const& text);

  [[nodiscard]] TokenText const& text() const noexcept { return *text_; }

  /// With numbers of this text's own; `key` is the stem of the form's first word.
  [[nodiscard]] WordText const& words() const noexcept { return words_; }

  [[nodiscard]] Interner const& forms() const noexcept { return forms_; }

  [[nodiscard]] Interner const& stems() const noexcept { return stems_; }

  [[nodiscard]] std::uint32_t stem_of(std::uint32_t form) const { return stem_of_form_[form]; }

  /// Whether a word of the form is a name in mid-sentence.
  [[nodiscard]] bool is_name(std::uint32_t form) const { return is_name_[form] != 0; }

  [[nodiscard]] Spelling const& spelling_of(std::size_t word) const { return spellings_[spelling_of_word_[word]]; }

  [[nodiscard]] std::string_view letters_of(Spelling const& spelling) const {
    return std::string_view{letters_}.substr(spelling.begin, spelling.size);
  }

 private:
  void set_keys();
  void read_spellings();

  TokenText const* text_;
  WordText words_;
  Interner forms_;
  Interner stems_;
  std::vector<std::uint32_t> stem_of_form_;
  std::vector<std::uint8_t> is_name_;  ///< By form.
  std::string letters_;                ///< Of all spellings.
  std::vector<Spelling> spellings_;
  std::vector<std::uint32_t> spelling_of_word_;
};

}  // namespace stemma
