// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/archive.hpp"

namespace stemma::follow {

/// A fact that a new telling gives otherwise than its source, or than all who told the story before.
struct FactChange {
  std::string kind;
  double severity = 0;
  std::string label;
  std::string before;                 ///< As the other has it; empty where that leaves it out.
  std::string now;                    ///< As the new telling has it; empty likewise.
  std::optional<std::string> source;  ///< The id of the document that has `before`.
};

struct SourceOfNew {
  std::string id;
  double confidence = 0;
};

/// A document that was not there before.
struct NewDocument {
  ArchiveDocument document;
  std::vector<SourceOfNew> sources;  ///< Those it leans on most first.
  std::vector<FactChange> changes;   ///< Most severe first.
};

/// A story with new documents.
struct NewsOfStory {
  std::uint32_t story = 0;
  std::string title;
  std::size_t tellings = 0;        ///< With the new ones.
  bool is_traced = false;          ///< Who took it from whom was looked at; not so in very large stories.
  std::vector<NewDocument> added;  ///< By number.
};

/// What one round of following found.
struct News {
  std::uint64_t documents = 0;         ///< New ones.
  std::uint64_t known = 0;             ///< Read again, and left out.
  std::uint64_t skipped = 0;           ///< That could not be read.
  std::vector<NewsOfStory> stories;    ///< Of two tellings or more, by number.
  std::vector<NewDocument> alone;      ///< By number.
  std::uint64_t not_told = 0;          ///< New documents beyond the most that are told one by one.
  std::vector<InputNote> notes;        ///< What was skipped or read with a doubt, what could not be fetched.

  [[nodiscard]] bool is_empty() const { return documents == 0 && notes.empty(); }
};

/// What is new from this number on. Stories that grew are traced, within bounds.
void tell_news(Archive& archive, std::uint32_t first_number, News& news);

/// As lines of JSON, in the form stemma.news/1 (docs/follow.md); each ends with a line feed.
[[nodiscard]] std::string json_lines(News const& news);

}  // namespace stemma::follow
