// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "stemma/document.hpp"

namespace stemma {

/// What the catalogue knows of a document. Its text lies in a segment.
struct CatalogueDocument {
  std::uint32_t number = 0;  ///< From 1, in the order of adding; never used again.
  std::string id;
  std::uint32_t story = 0;  ///< The number of the first document of its story; its own where it has none.
  std::optional<UtcTime> published;
  std::optional<std::string> outlet;
  std::string language;
  std::string source;
  std::uint32_t title_bytes = 0;  ///< The text begins with its title; 0 where there is none.
  std::uint64_t text_hash = 0;
};

/// By what a document is told from others when it comes again.
struct CatalogueId {
  std::uint32_t number = 0;
  std::string id;
  std::uint64_t text_hash = 0;
};

/// What tells how a document takes part in stories.
struct CatalogueMember {
  std::string id;
  std::uint32_t story = 0;
  std::optional<UtcTime> published;
  std::string language;
  std::uint32_t title_bytes = 0;
};

struct CatalogueSegment {
  std::uint32_t segment = 0;  ///< Its file is called after it.
  std::uint32_t first_number = 0;
  std::uint32_t last_number = 0;
  std::uint32_t documents = 0;
  std::uint32_t removed = 0;  ///< Of these.
  std::uint64_t bytes = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t packed_bytes = 0;
};

/// A story of two documents or more.
struct CatalogueStory {
  std::uint32_t story = 0;
  std::uint32_t documents = 0;
  std::optional<UtcTime> first_published;
  std::optional<UtcTime> last_published;
  std::uint64_t changed = 0;  ///< The commit that touched it last.
};

/// A document that has most of another.
struct CatalogueCopy {
  std::uint32_t later = 0;
  std::uint32_t earlier = 0;
  double share = 0;  ///< Of the shorter one's shingles.
};

/// Counts that go on from one writer to the next.
struct CatalogueCounts {
  std::uint32_t next_number = 1;
  std::uint32_t next_segment = 1;
  std::uint64_t commits = 0;
  std::uint64_t trained_at = 0;  ///< Documents when the last dictionary was made.
};

}  // namespace stemma
