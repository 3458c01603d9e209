// SPDX-License-Identifier: Apache-2.0
#include "facts/modality.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stemma {

namespace {

/// Words of a phrase, one space between. Phrases are sought by the head of the first (see `LowerWord`).
struct Phrase {
  constexpr Phrase(std::string_view all_words, std::string_view its_key)
      : words{all_words}, key{its_key}, head{LowerWord::head_of(all_words.substr(0, all_words.find(' ')))} {}

  std::string_view words;
  std::string_view key;
  std::uint64_t head;
};

constexpr std::array<Phrase, 68> phrases = {
  {{"may have", "possible"},
   {"might have", "possible"},
   {"could have", "possible"},
   {"may", "possible"},
   {"might", "possible"},
   {"possibly", "possible"},
   {"perhaps", "possible"},
   {"maybe", "possible"},
   {"potentially", "possible"},
   {"conceivably", "possible"},
   {"probably", "probable"},
   {"presumably", "probable"},
   {"likely", "probable"},
   {"unlikely", "probable"},
   {"suspected", "probable"},
   {"is believed to", "probable"},
   {"are believed to", "probable"},
   {"was believed to", "probable"},
   {"were believed to", "probable"},
   {"believed to", "probable"},
   {"thought to", "probable"},
   {"reportedly", "reported"},
   {"allegedly", "reported"},
   {"supposedly", "reported"},
   {"purportedly", "reported"},
   {"alleged", "reported"},
   {"unconfirmed", "reported"},
   {"unverified", "reported"},
   {"apparently", "apparent"},
   {"seemingly", "apparent"},
   {"appears to", "apparent"},
   {"appear to", "apparent"},
   {"appeared to", "apparent"},
   {"seems to", "apparent"},
   {"seem to", "apparent"},
   {"seemed to", "apparent"},
   {"preliminary", "preliminary"},
   {"provisional", "preliminary"},
   {"tentative", "preliminary"},
   {"expected to", "expected"},
   {"up to", "limit"},
   {"as many as", "limit"},
   {"as much as", "limit"},
   {"not yet", "unknown"},
   {"unclear", "unknown"},
   {"nobody has", "unknown"},
   {"has not been established", "unknown"},
   {"suggests that", "apparent"},
   {"has yet to", "unknown"},
   {"yet to be", "unknown"},
   {"probable", "probable"},
   {"is possible that", "possible"},
   {"possible that", "possible"},
   {"conceivable", "possible"},
   {"plausible", "possible"},
   {"uncertain", "unknown"},
   {"not certain", "unknown"},
   {"not clear", "unknown"},
   {"not confirmed", "reported"},
   {"not been confirmed", "reported"},
   {"thought that", "probable"},
   {"is said to", "reported"},
   {"are said to", "reported"},
   {"was said to", "reported"},
   {"were said to", "reported"},
   {"looks as if", "apparent"},
   {"seems that", "apparent"},
   {"appears that", "apparent"}}};

constexpr std::array<Phrase, 6> after_source = {
  {{"suggest", "apparent"},
   {"suggests", "apparent"},
   {"suggested", "apparent"},
   {"points to", "apparent"},
   {"point to", "apparent"},
   {"pointed to", "apparent"}}};

class ModalityReader {
 public:
  ModalityReader(FactText const& text, SpeakerFinder const& speakers) : text_{text}, speakers_{speakers} {}

  std::vector<Mention> read() {
    for (std::uint32_t at = 0; at < text_.size();) {
      at = text_.info(at).is_any(openers) && !speakers_.is_quoted(at) ? read_at(at) : at + 1;
    }
    return std::move(found_);
  }

 private:
  static constexpr WordClasses openers{WordClass::Hedge, WordClass::HedgeOpener, WordClass::Negation};

  std::uint32_t read_at(std::uint32_t at) {
    auto const may_begin = text_.is(at, WordClass::Hedge) || text_.is(at, WordClass::HedgeOpener);
    if (may_begin && !is_month(at)) {
      if (auto const end = longest_phrase(at)) {
        return *end;
      }
    }
    if (text_.is(at, WordClass::Negation)) {
      add(MentionKind::Negation, {at, at + 1}, "not");
    }
    return at + 1;
  }

  /// "May 25", "in May".
  [[nodiscard]] bool is_month(std::uint32_t at) const {
    return text_.is_taken(at) && text_.is(at, WordClass::Month) && text_.token(at).is_capitalised;
  }

  [[nodiscard]] std::optional<std::uint32_t> match(std::uint32_t at, std::string_view words) const {
    auto token = at;
    for (std::size_t begin = 0; begin < words.size(); ++token) {
      auto const end = std::min(words.find(' ', begin), words.size());
      if (!text_.reads(token, LowerWord{words.substr(begin, end - begin)})) {
        return std::nullopt;
      }
      begin = end + 1;
    }
    return token;
  }

  /// Those that may begin with this word.
  [[nodiscard]] std::span<Phrase const> phrases_beginning(std::uint32_t at) const {
    static auto const by_head = [] {
      auto sorted = phrases;
      std::ranges::stable_sort(sorted, {}, &Phrase::head);
      return sorted;
    }();
    return std::ranges::equal_range(by_head, text_.head(at), {}, &Phrase::head);
  }

  std::optional<std::uint32_t> longest_phrase(std::uint32_t at) {
    Phrase const* best = nullptr;
    auto best_end = at;
    for (Phrase const& phrase : phrases_beginning(at)) {
      auto const end = match(at, phrase.words);
      if (end && *end > best_end) {
        best = &phrase;
        best_end = *end;
      }
    }
    for (Phrase const& phrase : after_source) {
      auto const has_source =
        at > 0 && (text_.is(at - 1, WordClass::Document) || text_.is(at - 1, WordClass::AnonymousRole));
      auto const end = has_source && best == nullptr ? match(at, phrase.words) : std::nullopt;
      if (end) {
        best = &phrase;
        best_end = *end;
      }
    }
    if (best == nullptr) {
      return std::nullopt;
    }
    auto const is_limit = best->key == "limit";
    auto const counts = text_.is_number(best_end) || text_.is(best_end, WordClass::Cardinal);
    auto const is_span =
      text_.reads(best_end + 1, "years") || text_.reads(best_end + 1, "months") || text_.is_sign(best_end + 1, "-");
    if (is_limit && (!counts || is_span)) {
      return std::nullopt;  // "up to the town", "babies of nine months up to five years"
    }
    add(MentionKind::Hedge, {at, best_end}, std::string{best->key});
    return best_end;
  }

  void add(MentionKind kind, TokenRange range, std::string key) {
    auto mention = text_.mention(kind, range);
    mention.key = std::move(key);
    found_.push_back(std::move(mention));
  }

  FactText const& text_;
  SpeakerFinder const& speakers_;
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> read_modality(FactText const& text, SpeakerFinder const& speakers) {
  return ModalityReader{text, speakers}.read();
}

}  // namespace stemma
