// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <optional>
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
constexpr std::size_t kTextsAhead = 8;       // are fetched while others are compared
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
    std::ranges::sort(found_, [](Found const& a, Found const& b) {
      if (a.match.share_question != b.match.share_question) {
        return a.match.share_question > b.match.share_question;
      }
      auto const order = [](Found const& found) {
        bool const is_dated = found.published != SegmentDocument::kNoTime;
        return std::tuple{!is_dated, found.published, found.number};
      };
      return order(a) < order(b);
    });
    for (auto& found : found_) {
      if (answer_.matches.size() == question_.most_matches) {
        break;
      }
      take(found);
    }
    answer_.damaged = store_.damaged();
    return std::move(answer_);
  }

 private:
  /// A document that has a passage. The catalogue is asked for few documents: it is slow.
  struct Found {
    std::uint32_t number = 0;
    std::int64_t published = SegmentDocument::kNoTime;
    std::string text;
    std::optional<CatalogueDocument> entry;
    ArchiveMatch match;
  };

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
    auto const count = std::min(suspects.size(), kMostSifted);
    for (std::size_t i = 0, expected = 0; i < count && answer_.looked_at < most; ++i) {
      for (; expected < std::min(i + kTextsAhead, count); ++expected) {
        store_.expect_text(suspects[expected].number);
      }
      auto const& suspect = suspects[i];
      auto const place = store_.place_of(suspect.number);
      if (!place) {
        continue;
      }
      Found found{suspect.number, place->segment->documents()[place->place].published, {}, {}, {}};
      if (is_sifted() || place->may_be_removed) {
        found.entry = store_.catalogue().document(suspect.number);
        if (!found.entry || !is_wanted(*found.entry)) {
          continue;
        }
      }
      auto text = store_.text(suspect.number);
      if (!text) {
        continue;
      }
      ++answer_.looked_at;
      found.text = std::move(*text);
      other_.count(found.text, kernel);
      if (compare(asked, found)) {
        found_.push_back(std::move(found));
      }
    }
  }

  /// Whether they have a passage in common.
  bool compare(CountedText const& asked, Found& found) {
    auto const shared = comparison_.compare(asked, other_);
    auto& match = found.match;
    for (auto const& run : shared.runs) {
      auto const last = run.shingles - 1;
      ArchivePassage passage{
        asked.begin_byte(run.left),
        asked.end_byte(run.left + last),
        other_.begin_byte(run.right),
        other_.end_byte(run.right + last),
        run.shingles + static_cast<std::uint32_t>(kShingleWords) - 1,
        {}};
      if (passage.words >= kLeastWords) {
        match.passages.push_back(std::move(passage));
      }
    }
    if (match.passages.empty()) {
      return false;
    }
    auto const figures = figures_of(asked, other_, shared);
    match.share_question = figures.containment_left;
    match.share_document = figures.containment_right;
    return true;
  }

  void take(Found& found) {
    if (!found.entry) {
      found.entry = store_.catalogue().document(found.number);
    }
    if (!found.entry) {
      return;
    }
    for (auto& passage : found.match.passages) {
      passage.text =
        found.text.substr(passage.document_begin_byte, passage.document_end_byte - passage.document_begin_byte);
    }
    found.match.document = shown(*found.entry, found.text);
    answer_.matches.push_back(std::move(found.match));
  }

  ArchiveStore& store_;
  ArchiveQuestion const& question_;
  ArchiveAnswer answer_;
  std::vector<Found> found_;
  CountedText other_;
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
