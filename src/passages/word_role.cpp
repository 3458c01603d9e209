// SPDX-License-Identifier: Apache-2.0
#include "passages/word_role.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/word_form.hpp"
#include "passages/word_values.hpp"

namespace stemma {

namespace {

using Entry = std::pair<std::uint64_t, WordRole>;

constexpr std::pair<std::string_view, WordRole> kLists[] = {
  {"the a an this that these those some any no every each all both another such its his her their our my your",
   WordRole::Determiner},
  {"he she it they we i you him them us me who which what one there himself themselves itself herself myself yourself",
   WordRole::Pronoun},
  {"of in on at to for from by with about against into over after before between through during under without within "
   "among toward towards upon since until as than per",
   WordRole::Preposition},
  {"and or but nor while when if because although though so where whether however also then yet",
   WordRole::Conjunction},
  {"be is are was were been being am 's 're 've 'll 'd has have had having do does did will would can could may might must "
   "shall should not n't 'm isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't "
   "wouldn't shouldn't cannot",
   WordRole::Auxiliary},
};

std::vector<Entry> make_table() {
  std::vector<Entry> table;
  for (auto const& [words, of] : kLists) {
    for (std::size_t at = 0; at < words.size();) {
      auto const end = std::min(words.find(' ', at), words.size());
      table.emplace_back(hash_word(fold_word(words.substr(at, end - at))), of);
      at = end + 1;
    }
  }
  std::sort(table.begin(), table.end());
  return table;
}

WordRole role_of_sign(std::string_view sign) {
  static constexpr std::string_view kEnds[] = {".", "!", "?", ";", "…", "。", "！", "？", "؟", "।", "；"};
  static constexpr std::string_view kQuotes[] = {"\"", "'", "`", "“", "”", "‘", "’", "«", "»", "„", "「", "」"};
  if (std::find(std::begin(kEnds), std::end(kEnds), sign) != std::end(kEnds)) {
    return WordRole::EndSign;
  }
  bool const is_quote = std::find(std::begin(kQuotes), std::end(kQuotes), sign) != std::end(kQuotes);
  return is_quote ? WordRole::QuoteSign : WordRole::PauseSign;
}

}  // namespace

WordRole word_role(TokenText const& text, Token const& token) {
  static std::vector<Entry> const kTable = make_table();
  if (token.kind == TokenKind::Punctuation) {
    return role_of_sign(text.text_of(token));
  }
  if (token.kind == TokenKind::Number) {
    return WordRole::Number;
  }
  auto const known = std::lower_bound(kTable.begin(), kTable.end(), Entry{token.word, WordRole::Determiner});
  if (known != kTable.end() && known->first == token.word) {
    return known->second;
  }
  if (number_key(fold_word(text.text_of(token))) != 0) {
    return WordRole::Number;
  }
  return token.is_capitalised && !token.begins_sentence ? WordRole::Name : WordRole::Plain;
}

}  // namespace stemma
