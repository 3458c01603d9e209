// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/database.hpp"
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

/// Catalogue: which documents, segments and stories are there? What one transaction wrote is there as a whole or not at all.
///
/// How   rows are found by their numbers, which rise, so that an addition writes at the end of a table. Ids come in no order: what
///       finds them stands in the segments (`ArchiveStore::find_ids`), for here each would change a page of its own.
/// Errors  `Error{NoInput}` where there is no archive, or one of another format.
class Catalogue {
 public:
  static constexpr std::int64_t kFormat = 2;

  static void create(std::filesystem::path const& path);

  explicit Catalogue(std::filesystem::path const& path);
  ~Catalogue();
  Catalogue(Catalogue const&) = delete;
  Catalogue& operator=(Catalogue const&) = delete;

  // From begin_reading to end all is seen as it was at one moment; from begin_writing to commit all is written at once.
  void begin_reading();
  void begin_writing();
  void commit();
  void end() noexcept;  ///< Of reading, or of writing that came to nothing.

  [[nodiscard]] CatalogueCounts counts();
  [[nodiscard]] std::vector<CatalogueSegment> segments();
  [[nodiscard]] std::vector<std::uint32_t> dictionaries();  ///< The oldest first; the texts of each may be large.
  [[nodiscard]] std::string dictionary(std::uint32_t id);
  [[nodiscard]] std::uint64_t document_count();
  [[nodiscard]] std::uint64_t story_count();

  [[nodiscard]] std::optional<CatalogueDocument> document(std::uint32_t number);
  [[nodiscard]] std::optional<CatalogueMember> member(std::uint32_t number);
  [[nodiscard]] std::optional<CatalogueId> id_of(std::uint32_t number);
  [[nodiscard]] std::optional<std::uint32_t> story_of(std::uint32_t number);
  [[nodiscard]] std::optional<UtcTime> published_of(std::uint32_t number);
  [[nodiscard]] std::vector<std::uint32_t> members_of(std::uint32_t story);
  [[nodiscard]] std::vector<std::uint32_t> numbers_between(std::uint32_t first, std::uint32_t last);
  void ids_between(std::uint32_t first, std::uint32_t last, std::function<void(CatalogueId const& id)> const& take);
  [[nodiscard]] std::optional<CatalogueStory> story(std::uint32_t story);
  [[nodiscard]] std::vector<CatalogueStory> stories(std::uint64_t most = ~0U);  ///< The one that changed last first.
  [[nodiscard]] std::vector<CatalogueCopy> copies_of(std::uint32_t later);
  [[nodiscard]] std::vector<std::string> faults();  ///< Of the file itself, and of references that lead nowhere.

  void put_counts(CatalogueCounts const& counts);
  void put_dictionary(std::uint32_t id, std::string_view bytes);
  void put_segment(CatalogueSegment const& segment);
  void drop_segment(std::uint32_t segment);
  void put_document(CatalogueDocument const& document);
  void drop_document(std::uint32_t number);
  void set_story(std::uint32_t number, std::uint32_t story);
  void put_story(CatalogueStory const& story);
  void drop_story(std::uint32_t story);
  void put_copy(CatalogueCopy const& copy);

  /// Brings what was written lately into the main file.
  void tidy();

 private:
  struct Queries;

  [[nodiscard]] std::int64_t name_number(std::string_view name);
  [[nodiscard]] std::string const& name(std::int64_t number);

  Database database_;
  std::unique_ptr<Queries> queries_;
  std::unordered_map<std::string, std::int64_t> name_numbers_;
  std::unordered_map<std::int64_t, std::string> names_;
};

}  // namespace stemma
