// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/fact_reader.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma::testing {

/// The facts of a story of texts written in a test.
class ReadStory {
 public:
  explicit ReadStory(
    std::vector<std::string> texts, std::optional<UtcTime> published = std::nullopt, Options const& options = {}
  ) {
    for (auto& text : texts) {
      auto& document = documents_.emplace_back();
      document.id = "t" + std::to_string(1000 + documents_.size());
      document.text = std::move(text);
      document.published = published;
      tokens_.push_back(Tokenizer{}.tokenize(document));
      story_.tellings.push_back({DocId{static_cast<std::uint32_t>(documents_.size() - 1)}, &document, &tokens_.back()});
    }
    facts_ = FactReader{options}.read(story_);
  }

  [[nodiscard]] std::string text(std::size_t telling, TokenRange range) const {
    return std::string{tokens_[telling].text_of(range)};
  }

  [[nodiscard]] std::vector<Mention> all(MentionKind kind, std::size_t telling = 0) const {
    std::vector<Mention> out;
    for (Mention const& mention : facts_[telling].mentions) {
      if (mention.kind == kind) {
        out.push_back(mention);
      }
    }
    return out;
  }

  /// "words=key" of each mention of a kind.
  [[nodiscard]] std::vector<std::string> keys(MentionKind kind, std::size_t telling = 0) const {
    std::vector<std::string> out;
    for (Mention const& mention : all(kind, telling)) {
      out.push_back(text(telling, mention.tokens) + "=" + mention.key);
    }
    return out;
  }

  [[nodiscard]] std::vector<Facts> const& facts() const { return facts_; }

  [[nodiscard]] StoryTellings const& story() const { return story_; }

  [[nodiscard]] TokenText const& tokens(std::size_t telling) const { return tokens_[telling]; }

 private:
  std::deque<Document> documents_;
  std::deque<TokenText> tokens_;
  StoryTellings story_;
  std::vector<Facts> facts_;
};

}  // namespace stemma::testing
