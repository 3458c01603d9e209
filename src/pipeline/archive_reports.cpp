// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/archive_state.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/read_stories.hpp"
#include "report/answer_writer.hpp"
#include "stemma/archive.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

bool is_number(std::string const& name) {
  return !name.empty() && name.size() < 10 && name.find_first_not_of("0123456789") == std::string::npos;
}

/// The story that a number or an id names.
std::uint32_t number_of_story(ArchiveStore& store, std::string const& name) {
  auto& catalogue = store.catalogue();
  if (is_number(name)) {
    auto const number = static_cast<std::uint32_t>(std::stoul(name));
    if (auto const story = catalogue.story_of(number)) {
      return *story;
    }
  }
  if (auto const found = store.find_id(name)) {
    return catalogue.story_of(found->number).value_or(found->number);
  }
  throw Error{ErrorKind::NoInput, store.folder().native() + " has no story and no document called \"" + name + "\""};
}

ArchiveStory shown_story(ArchiveStore& store, CatalogueStory const& story) {
  ArchiveStory shown{story.story,          story.documents, story.first_published,
                     story.last_published, story.changed,   std::nullopt};
  auto const entry = store.catalogue().document(story.story);
  auto const text = store.text(story.story);
  if (entry && text) {
    shown.title = entry->title_bytes > 0 ? text->substr(0, entry->title_bytes) : text->substr(0, text->find('\n'));
  }
  return shown;
}

}  // namespace

Report trace_story(std::vector<Document> documents, Options const& options) {
  ProgressListener const nobody;
  StageRunner stages{options.threads, nobody};
  Corpus corpus;
  corpus.documents = std::move(documents);
  std::ranges::sort(corpus.documents, {}, &Document::id);
  auto const texts =
    stages.each(corpus.documents.size(), [&](std::size_t i) { return Tokenizer{}.tokenize(corpus.documents[i]); });
  StoryGroups groups;
  groups.stories.push_back({tellings_of(corpus.documents, texts)});
  groups.grouped.emplace_back(
  );  // Unsaid: the words' weights are those of the whole archive, which one story does not read.
  auto const alignments = align_stories(groups.stories, stages);
  return read_stories(std::move(corpus), std::move(groups), alignments, 0, options, stages);
}

std::vector<ArchiveStory> Archive::stories(std::size_t most) {
  auto& store = state_->store;
  return store.read([&] {
    std::vector<ArchiveStory> stories;
    for (auto const& story : store.catalogue().stories(most)) {
      stories.push_back(shown_story(store, story));
    }
    return stories;
  });
}

std::optional<ArchiveStory> Archive::story_called(std::string const& name) {
  auto& store = state_->store;
  return store.read([&] {
    auto const story = store.catalogue().story(number_of_story(store, name));
    return story ? std::optional{shown_story(store, *story)} : std::nullopt;
  });
}

std::vector<ArchiveDocument> Archive::documents_from(std::uint32_t number, std::size_t most) {
  auto& store = state_->store;
  return store.read([&] {
    std::vector<ArchiveDocument> documents;
    auto const last = store.segments().empty() ? 0 : store.segments().back().entry.last_number;
    for (auto const each : store.catalogue().numbers_between(number, last)) {
      auto const entry = documents.size() < most ? store.catalogue().document(each) : std::nullopt;
      if (!entry) {
        break;
      }
      documents.push_back(shown(*entry, store.text(each).value_or("")));
    }
    return documents;
  });
}

Report Archive::story(std::string const& name) {
  auto& store = state_->store;
  std::vector<Document> documents;
  std::vector<InputNote> skipped;
  store.read([&] {
    auto const story = number_of_story(store, name);
    for (auto const number : store.catalogue().members_of(story)) {
      auto const entry = store.catalogue().document(number);
      auto document = entry ? store.document(*entry) : std::nullopt;
      if (document) {
        documents.push_back(std::move(*document));
      } else if (entry) {
        skipped.push_back({entry->id, {}, "its text is damaged; `stemma archive check` names the segment"});
      }
    }
  });
  if (documents.empty()) {
    throw Error{ErrorKind::NoInput, "no text of this story can be read; `stemma archive check` says why"};
  }
  auto report = trace_story(std::move(documents), state_->options);
  report.skipped = std::move(skipped);
  return report;
}

std::uint64_t Archive::generation() {
  return state_->store.catalogue().counts().commits;
}

void write_json(ArchiveAnswer const& answer, std::ostream& out) {
  AnswerWriter{}.write(answer, out);
}

void write_json(std::vector<ArchiveStory> const& stories, std::ostream& out) {
  AnswerWriter{}.write(stories, out);
}

void write_json(ArchiveStats const& stats, std::ostream& out) {
  AnswerWriter{}.write(stats, out);
}

}  // namespace stemma
