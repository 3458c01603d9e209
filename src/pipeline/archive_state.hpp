// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "archive/archive_store.hpp"
#include "stemma/archive.hpp"

namespace stemma {

struct ArchiveState {
  ArchiveState(std::filesystem::path folder, Options given, ArchiveListener to)
      : store{std::move(folder)}, options{std::move(given)}, listener{std::move(to)} {}

  void announce(std::string_view stage, std::uint64_t documents) const {
    if (listener) {
      listener({stage, documents});
    }
  }

  ArchiveStore store;
  Options options;
  ArchiveListener listener;
};

/// What the archive says of a document besides its text. `text` may be empty; then there is no title.
[[nodiscard]] ArchiveDocument shown(CatalogueDocument const& entry, std::string_view text);

/// What `Pipeline` finds of these documents, taken as one story.
[[nodiscard]] Report trace_story(std::vector<Document> documents, Options const& options);

}  // namespace stemma
