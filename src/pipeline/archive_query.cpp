// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "archive/damaged.hpp"
#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "pairs/counted_text.hpp"
#include "pairs/pair_judge.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_state.hpp"
#include "stemma/archive.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

/// A question is looked up by all its shingles where it is not too long, so that any anchor of a document meets one.
constexpr std::size_t kMostKeys = 2000;

constexpr std::size_t kMostCarriers = 400;  // of one key, those that were added last
constexpr std::size_t kLooksForMatch = 4;   // so many texts are compared for each match asked for
constexpr std::size_t kLeastLooks = 40;
constexpr std::size_t kMostSifted = 20'000;  // documents that may turn out to be left out by time, outlet or language
constexpr std::uint32_t kLeastWords = 8;     // of a passage
constexpr std::size_t kLongestQuestion = 16U << 20U;

std::vector<std::uint64_t> keys_of(std::string_view text) {
  auto const& kernel = chosen_mask_kernel();
  ByteWords words;
  std::vector<std::uint64_t> shingles;
  find_words(text, kernel, words);
  make_shingles(words.hashes, kernel, shingles);
  std::vector<std::uint64_t> keys = shingles;
  if (shingles.size() > kMostKeys) {
    auto const window = std::min(2 * shingles.size() / kMostKeys, kStoryWindow);
    winnow(shingles, window, kernel, keys);
  }
  for (auto& key : keys) {
    key = anchor_posting_key(key);
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// Answers one question.
class Asking {
 public:
  Asking(ArchiveStore& store, ArchiveQuestion const& question) : store_{store}, question_{question} {}

  [[nodiscard]] ArchiveAnswer answer() {
    auto const suspects = find_suspects();
    answer_.suspects = suspects.size();
    look_at(suspects);
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
  struct Suspect {
    std::uint32_t number = 0;
    float weight = 0;
  };

  /// Documents with some of the question's keys; those with many or rare ones first.
  [[nodiscard]] std::vector<Suspect> find_suspects() {
    auto const keys = keys_of(question_.text);
    std::vector<std::vector<std::uint32_t>> carriers(keys.size());
    // The last ones first: they bring what was added last.
    std::vector<ListedSegment> const segments{store_.segments().begin(), store_.segments().end()};
    for (auto listed = segments.rbegin(); listed != segments.rend(); ++listed) {
      if (listed->segment != nullptr) {
        gather(*listed->segment, keys, carriers);
      }
    }
    std::unordered_map<std::uint32_t, float> weights;
    for (auto const& numbers : carriers) {
      for (auto const number : numbers) {
        weights[number] += 1 / static_cast<float>(1 + numbers.size() / 8);
      }
    }
    std::vector<Suspect> suspects;
    suspects.reserve(weights.size());
    for (auto const& [number, weight] : weights) {
      suspects.push_back({number, weight});
    }
    std::ranges::sort(suspects, [](Suspect const& a, Suspect const& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
    });
    return suspects;
  }

  void gather(
    ArchiveSegment const& segment,
    std::vector<std::uint64_t> const& keys,
    std::vector<std::vector<std::uint32_t>>& carriers
  ) {
    auto const& list = segment.anchors();
    PostingCursor cursor{list};
    try {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        auto const room = kMostCarriers - carriers[i].size();
        if (room == 0 || !cursor.may_have(keys[i])) {
          continue;
        }
        auto at = cursor.find(keys[i]);
        auto end = at;
        while (end < list.count && end - at <= room && cursor.key_at(end) == keys[i]) {
          ++end;
        }
        if (end - at > room) {
          end = cursor.find(keys[i] + 1);
          at = end - room;
        }
        for (; at < end; ++at) {
          carriers[i].push_back(segment.documents()[place_of(cursor.at(at))].number);
        }
      }
    } catch (DamagedSegment const& fault) {
      store_.leave_out(fault.segment(), fault.what());
    }
  }

  [[nodiscard]] bool is_wanted(CatalogueDocument const& document) const {
    auto const& q = question_;
    bool const is_dated = document.published.has_value();
    return (!q.since || (is_dated && *document.published >= *q.since)) &&
           (!q.until || (is_dated && *document.published <= *q.until)) && (!q.outlet || document.outlet == q.outlet) &&
           (!q.language || document.language == *q.language);
  }

  void look_at(std::vector<Suspect> const& suspects) {
    auto const& kernel = chosen_mask_kernel();
    CountedText asked;
    asked.count(question_.text, kernel);
    auto const most = std::max(kLeastLooks, kLooksForMatch * question_.most_matches);
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
