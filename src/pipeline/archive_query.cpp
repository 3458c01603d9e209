// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "archive/damaged.hpp"
#include "pairs/counted_text.hpp"
#include "pairs/pair_judge.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_state.hpp"
#include "pipeline/archive_suspects.hpp"
#include "stemma/archive.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kLooksForMatch = 4;  // so many texts are compared for each match asked for
constexpr std::size_t kLeastLooks = 40;
constexpr std::size_t kLooksForSifted = 10;  // where time, outlet or language leave some out
constexpr std::size_t kMostSifted = 20'000;  // documents that may turn out to be left out by time, outlet or language
constexpr std::uint32_t kLeastWords = 8;     // of a passage
constexpr std::size_t kLongestQuestion = 16U << 20U;

/// Answers one question.
class Asking {
 public:
  Asking(ArchiveStore& store, ArchiveQuestion const& question) : store_{store}, question_{question} {}

  [[nodiscard]] ArchiveAnswer answer() {
    auto const most = std::max(kLeastLooks, kLooksForMatch * question_.most_matches);
    auto const suspects = find_suspects(store_, question_.text, is_sifted() ? kLooksForSifted * most : most);
    answer_.suspects = suspects.size();
    look_at(suspects, most);
    std::ranges::sort(answer_.matches, [](ArchiveMatch const& a, ArchiveMatch const& b) {
      if (a.share_question != b.share_question) {
        return a.share_question > b.share_question;
      }
      auto const order = [](ArchiveMatch const& match) {
        auto const& document = match.document;
        return std::tuple{!document.published.has_value(), document.published.value_or(UtcTime{}), document.number};
      };
      return order(a) < order(b);
    });
    if (answer_.matches.size() > question_.most_matches) {
      answer_.matches.resize(question_.most_matches);
    }
    answer_.damaged = store_.damaged();
    return std::move(answer_);
  }

 private:
  [[nodiscard]] bool is_sifted() const {
    auto const& q = question_;
    return q.since || q.until || q.outlet || q.language;
  }

  [[nodiscard]] bool is_wanted(CatalogueDocument const& document) const {
    auto const& q = question_;
    bool const is_dated = document.published.has_value();
    return (!q.since || (is_dated && *document.published >= *q.since)) &&
           (!q.until || (is_dated && *document.published <= *q.until)) && (!q.outlet || document.outlet == q.outlet) &&
           (!q.language || document.language == *q.language);
  }

  void look_at(std::vector<ArchiveSuspect> const& suspects, std::size_t most) {
    auto const& kernel = chosen_mask_kernel();
    CountedText asked;
    asked.count(question_.text, kernel);
    for (auto const& suspect : std::span{suspects}.first(std::min(suspects.size(), kMostSifted))) {
      if (answer_.looked_at == most) {
        break;
      }
      auto const entry = store_.catalogue().document(suspect.number);
      if (!entry || !is_wanted(*entry)) {
        continue;
      }
      auto const text = store_.text(suspect.number);
      if (!text) {
        continue;
      }
      ++answer_.looked_at;
      found_.count(*text, kernel);
      compare(asked, *entry, *text);
    }
  }

  void compare(CountedText const& asked, CatalogueDocument const& entry, std::string const& text) {
    auto const shared = comparison_.compare(asked, found_);
    ArchiveMatch match;
    for (auto const& run : shared.runs) {
      auto const last = run.shingles - 1;
      ArchivePassage passage{
        asked.begin_byte(run.left),
        asked.end_byte(run.left + last),
        found_.begin_byte(run.right),
        found_.end_byte(run.right + last),
        run.shingles + static_cast<std::uint32_t>(kShingleWords) - 1,
        {}};
      if (passage.words >= kLeastWords) {
        passage.text =
          text.substr(passage.document_begin_byte, passage.document_end_byte - passage.document_begin_byte);
        match.passages.push_back(std::move(passage));
      }
    }
    if (match.passages.empty()) {
      return;
    }
    auto const figures = figures_of(asked, found_, shared);
    match.share_question = figures.containment_left;
    match.share_document = figures.containment_right;
    match.document = shown(entry, text);
    answer_.matches.push_back(std::move(match));
  }

  ArchiveStore& store_;
  ArchiveQuestion const& question_;
  ArchiveAnswer answer_;
  CountedText found_;
  TextComparison comparison_;
};

}  // namespace

ArchiveDocument shown(CatalogueDocument const& entry, std::string_view text) {
  ArchiveDocument document;
  document.number = entry.number;
  document.id = entry.id;
  document.story = entry.story;
  document.published = entry.published;
  document.outlet = entry.outlet;
  document.language = entry.language;
  document.source = entry.source;
  document.text_bytes = static_cast<std::uint32_t>(text.size());
  if (entry.title_bytes > 0 && entry.title_bytes <= text.size()) {
    document.title = std::string{text.substr(0, entry.title_bytes)};
  }
  return document;
}

ArchiveAnswer Archive::query(ArchiveQuestion const& question) {
  if (question.text.size() > kLongestQuestion) {
    throw Error{ErrorKind::BadOption, "a question may have up to 16 MiB"};
  }
  auto& store = state_->store;
  return store.read([&] { return Asking{store, question}.answer(); });
}

}  // namespace stemma
