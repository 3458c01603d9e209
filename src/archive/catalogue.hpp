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

#include "archive/catalogue_rows.hpp"
#include "archive/database.hpp"

namespace stemma {

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
