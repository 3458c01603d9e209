// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "follow/news.hpp"

namespace stemma::follow {

namespace {

constexpr std::size_t kMostTold = 1000;     // new documents, one by one, in a round
constexpr std::size_t kMostTraced = 200;    // stories in a round
constexpr std::size_t kLargestTraced = 64;  // tellings
constexpr std::size_t kMostChanges = 20;    // of a document
constexpr double kFactChanged = 0.5;        // as in the apparatus

/// The reading of a document at a place; none where it leaves it out.
Reading const* reading_of(ApparatusEntry const& entry, DocId document) {
  auto const has = [&](Reading const& reading) {
    return std::ranges::find(reading.spans, document, &Span::document) != reading.spans.end();
  };
  auto const found = std::ranges::find_if(entry.readings, has);
  return found == entry.readings.end() ? nullptr : &*found;
}

class StoryNews {
 public:
  StoryNews(Report const& report, std::set<std::string> const& new_ids) : report_{report}, new_ids_{new_ids} {}

  void tell(NewDocument& added) const {
    for (auto const& story : report_.stories) {
      auto const& witnesses = story.stemma.witnesses;
      for (std::size_t node = 0; node < witnesses.size(); ++node) {
        if (report_.documents[index_of(witnesses[node])].id == added.document.id) {
          tell_sources(story, static_cast<NodeId>(node), added);
          tell_changes(story, witnesses[node], added);
        }
      }
    }
  }

 private:
  [[nodiscard]] std::string const& id_of(DocId document) const { return report_.documents[index_of(document)].id; }

  void tell_sources(Story const& story, NodeId child, NewDocument& added) const {
    for (auto const& edge : story.stemma.edges) {
      if (edge.child == child && index_of(edge.parent) < story.stemma.witnesses.size()) {
        added.sources.push_back({id_of(story.stemma.witnesses[index_of(edge.parent)]), edge.confidence});
      }
    }
  }

  /// Against its first source; where it has none, against the oldest reading of those who were there before, if any were.
  void tell_changes(Story const& story, DocId document, NewDocument& added) const {
    std::optional<DocId> source;
    if (!added.sources.empty()) {
      auto const found = std::ranges::find(report_.documents, added.sources.front().id, &Document::id);
      source = static_cast<DocId>(found - report_.documents.begin());
    }
    for (auto const& entry : story.apparatus) {
      if (entry.severity < kFactChanged || added.changes.size() == kMostChanges) {
        break;  // ranked by severity
      }
      auto const of = source ? source : first_before(entry);
      if (!of || entry.kind == VariationKind::Contradiction) {
        continue;
      }
      auto const* const now = reading_of(entry, document);
      auto const* const before = reading_of(entry, *of);
      if (now == before) {
        continue;
      }
      added.changes.push_back(
        {std::string{name_of(entry.kind)}, entry.severity, entry.label, before == nullptr ? "" : before->text,
         now == nullptr ? "" : now->text, id_of(*of)}
      );
    }
  }

  [[nodiscard]] std::optional<DocId> first_before(ApparatusEntry const& entry) const {
    std::optional<DocId> first;
    for (auto const& reading : entry.readings) {
      for (auto const& span : reading.spans) {
        bool const is_old = !new_ids_.contains(id_of(span.document));
        if (is_old && (!first || is_earlier(span.document, *first))) {
          first = span.document;
        }
      }
    }
    return first;
  }

  [[nodiscard]] bool is_earlier(DocId a, DocId b) const {
    auto const key = [&](DocId document) {
      auto const& published = report_.documents[index_of(document)].published;
      return std::pair{published ? *published : UtcTime::max(), index_of(document)};
    };
    return key(a) < key(b);
  }

  Report const& report_;
  std::set<std::string> const& new_ids_;
};

}  // namespace

void tell_news(Archive& archive, std::uint32_t first_number, News& news) {
  auto const documents = archive.documents_from(first_number, kMostTold);
  news.not_told += news.documents - std::min<std::uint64_t>(news.documents, documents.size());
  std::map<std::uint32_t, NewsOfStory> stories;
  for (auto const& document : documents) {
    stories[document.story].added.push_back({document, {}, {}});
  }
  std::size_t traced = 0;
  for (auto& [number, told] : stories) {
    told.story = number;
    auto const known = archive.story_called(std::to_string(number));
    if (!known) {
      news.alone.insert(news.alone.end(), told.added.begin(), told.added.end());
      continue;
    }
    told.tellings = known->documents;
    told.title = known->title.value_or("");
    if (told.tellings <= kLargestTraced && traced < kMostTraced) {
      ++traced;
      told.is_traced = true;
      std::set<std::string> ids;
      for (auto const& added : told.added) {
        ids.insert(added.document.id);
      }
      auto const report = archive.story(std::to_string(number));
      StoryNews const of_story{report, ids};
      for (auto& added : told.added) {
        of_story.tell(added);
      }
      told.title = report.stories.empty() ? told.title : report.stories.front().title;
    }
    news.stories.push_back(std::move(told));
  }
  std::ranges::sort(news.alone, {}, [](NewDocument const& one) { return one.document.number; });
}

}  // namespace stemma::follow
