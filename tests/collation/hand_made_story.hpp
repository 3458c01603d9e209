// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/facts.hpp"
#include "base/pair_alignment.hpp"
#include "base/telling.hpp"

namespace stemma::testing {

/// A story written down by hand: short texts, their facts named by the words, and alignments by equal words in order.
/// It stands in for the rooms before the collation, so that a test says all that the collation may know.
class HandMadeStory {
 public:
  WitnessIndex tell(std::string text) {
    auto& document = documents_.emplace_back();
    document.id = std::string("t") + static_cast<char>('a' + static_cast<char>(documents_.size() - 1));
    document.text = std::move(text);
    auto& tokens = texts_.emplace_back();
    cut(document.text, tokens);
    auto const index = static_cast<WitnessIndex>(documents_.size() - 1);
    story_.tellings.push_back({DocId{index}, &document, &tokens});
    facts_.emplace_back();
    return index;
  }

  /// Marks the first occurrence of `words` at or after the last mention of the same words.
  Mention& mark(WitnessIndex witness, MentionKind kind, std::string_view words, std::string key) {
    TokenText const& text = texts_[witness];
    Mention mention;
    mention.kind = kind;
    mention.tokens = find(text, words);
    mention.key = std::move(key);
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
      if (text.sentences[s].tokens.begin_token <= mention.tokens.begin_token) {
        mention.sentence = s;
      }
    }
    auto& mentions = facts_[witness].mentions;
    mentions.push_back(std::move(mention));
    return mentions.back();
  }

  [[nodiscard]] TokenRange range(WitnessIndex witness, std::string_view words) const {
    return find(texts_[witness], words);
  }

  void publish(WitnessIndex witness, std::int64_t hour) {
    documents_[witness].published = UtcTime{std::chrono::hours{hour}};
  }

  [[nodiscard]] StoryTellings const& story() const { return story_; }

  [[nodiscard]] std::vector<Facts> const& facts() const { return facts_; }

  /// Every pair, its equal words linked in order (longest common subsequence); two words that stand alone between
  /// linked ones are linked as replaced.
  [[nodiscard]] std::vector<PairAlignment> alignments() const {
    std::vector<PairAlignment> pairs;
    for (WitnessIndex left = 0; left < texts_.size(); ++left) {
      for (WitnessIndex right = left + 1; right < texts_.size(); ++right) {
        pairs.push_back(align(left, right));
      }
    }
    return pairs;
  }

  [[nodiscard]] std::string_view text_of(WitnessIndex witness, TokenRange range) const {
    return texts_[witness].text_of(range);
  }

 private:
  static void cut(std::string const& text, TokenText& out) {
    out.text = text;
    std::size_t at = 0;
    std::uint32_t sentence_begin = 0;
    while (at < text.size()) {
      auto const letter = static_cast<unsigned char>(text[at]);
      if (std::isspace(letter) != 0) {
        ++at;
        continue;
      }
      auto end = at + 1;
      auto const is_wordy = [&](std::size_t i) {
        return std::isalnum(static_cast<unsigned char>(text[i])) != 0 ||
               ((text[i] == ',' || text[i] == '\'') && i + 1 < text.size() &&
                std::isalnum(static_cast<unsigned char>(text[i + 1])) != 0);
      };
      while (std::isalnum(letter) != 0 && end < text.size() && is_wordy(end)) {
        ++end;
      }
      Token token;
      token.begin_byte = static_cast<std::uint32_t>(at);
      token.end_byte = static_cast<std::uint32_t>(end);
      token.word = token.stem = std::hash<std::string_view>{}(std::string_view{text}.substr(at, end - at));
      token.is_capitalised = std::isupper(letter) != 0;
      token.kind = std::isalnum(letter) == 0   ? TokenKind::Punctuation
                   : std::isdigit(letter) != 0 ? TokenKind::Number
                                               : TokenKind::Word;
      token.weight = token.kind == TokenKind::Punctuation || end - at < 4 ? 0.0F : 0.6F;
      out.tokens.push_back(token);
      if (text[at] == '.') {
        auto const count = static_cast<std::uint32_t>(out.tokens.size());
        out.sentences.push_back({{sentence_begin, count}, 0});
        sentence_begin = count;
      }
      at = end;
    }
    auto const count = static_cast<std::uint32_t>(out.tokens.size());
    if (sentence_begin < count) {
      out.sentences.push_back({{sentence_begin, count}, 0});
    }
  }

  static TokenRange find(TokenText const& text, std::string_view words) {
    auto const at = text.text.find(words);
    TokenRange range{UINT32_MAX, 0};
    for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
      if (text.tokens[t].begin_byte >= at && text.tokens[t].end_byte <= at + words.size()) {
        range.begin_token = std::min(range.begin_token, t);
        range.end_token = t + 1;
      }
    }
    return range;
  }

  [[nodiscard]] PairAlignment align(WitnessIndex left, WitnessIndex right) const {
    auto const& a = texts_[left].tokens;
    auto const& b = texts_[right].tokens;
    std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        common[i][j] = a[i].word == b[j].word ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
      }
    }
    AlignedPassage passage;
    passage.left = {0, static_cast<std::uint32_t>(a.size())};
    passage.right = {0, static_cast<std::uint32_t>(b.size())};
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
      auto const link = [&](LinkKind kind) {
        passage.links.push_back({static_cast<std::uint32_t>(i++), static_cast<std::uint32_t>(j++), kind});
      };
      if (a[i].word == b[j].word) {
        link(LinkKind::Same);
      } else if (i + 1 < a.size() && j + 1 < b.size() && a[i + 1].word == b[j + 1].word) {
        link(LinkKind::Replaced);
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
    PairAlignment pair;
    pair.left = left;
    pair.right = right;
    pair.passages.push_back(std::move(passage));
    return pair;
  }

  std::deque<Document> documents_;
  std::deque<TokenText> texts_;
  StoryTellings story_;
  std::vector<Facts> facts_;
};

}  // namespace stemma::testing
