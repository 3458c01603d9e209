// SPDX-License-Identifier: Apache-2.0
#include "archive/catalogue.hpp"

#include <utility>

#include "archive/catalogue_queries.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::int64_t kApplication = 0x53544D41;  // "STMA"

constexpr char const* kSchema =
  "PRAGMA journal_mode = WAL;"
  "BEGIN;"
  "PRAGMA application_id = 1398033729;"
  "PRAGMA user_version = 2;"
  "CREATE TABLE counts (next_number INTEGER, next_segment INTEGER, commits INTEGER, trained_at INTEGER);"
  "INSERT INTO counts VALUES (1, 1, 0, 0);"
  "CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
  "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL, story INTEGER NOT NULL,"
  " published INTEGER, outlet INTEGER, language INTEGER NOT NULL, source INTEGER NOT NULL, title_bytes INTEGER NOT NULL,"
  " text_hash INTEGER NOT NULL);"
  // Most documents are a story of their own, and need no entry here.
  "CREATE INDEX members ON documents (story) WHERE story <> number;"
  "CREATE TABLE segments (segment INTEGER PRIMARY KEY, first_number INTEGER NOT NULL, last_number INTEGER NOT NULL,"
  " documents INTEGER NOT NULL, removed INTEGER NOT NULL, bytes INTEGER NOT NULL, text_bytes INTEGER NOT NULL,"
  " packed_bytes INTEGER NOT NULL);"
  "CREATE TABLE stories (story INTEGER PRIMARY KEY, documents INTEGER NOT NULL, first_published INTEGER,"
  " last_published INTEGER, changed INTEGER NOT NULL);"
  "CREATE TABLE copies (later INTEGER NOT NULL, earlier INTEGER NOT NULL, share REAL NOT NULL,"
  " PRIMARY KEY (later, earlier)) WITHOUT ROWID;"
  "CREATE TABLE dictionaries (dictionary INTEGER PRIMARY KEY, made INTEGER NOT NULL, bytes BLOB NOT NULL);"
  "COMMIT;";

std::optional<std::int64_t> seconds_of(std::optional<UtcTime> const& time) {
  return time ? std::optional{static_cast<std::int64_t>(time->time_since_epoch().count())} : std::nullopt;
}

std::optional<UtcTime> time_of(std::optional<std::int64_t> seconds) {
  return seconds ? std::optional{UtcTime{std::chrono::seconds{*seconds}}} : std::nullopt;
}

std::uint32_t number_in(DatabaseQuery const& query, int column) {
  return static_cast<std::uint32_t>(query.integer(column));
}

CatalogueStory story_in(DatabaseQuery const& query) {
  return {
    number_in(query, 0), number_in(query, 1), time_of(query.integer_or_none(2)), time_of(query.integer_or_none(3)),
    static_cast<std::uint64_t>(query.integer(4))};
}

CatalogueId id_in(DatabaseQuery const& query) {
  return {number_in(query, 0), std::string{query.text(1)}, static_cast<std::uint64_t>(query.integer(2))};
}

}  // namespace

void Catalogue::create(std::filesystem::path const& path) {
  Database database{path, DatabaseUse::Create};
  database.run(kSchema);
}

Catalogue::Catalogue(std::filesystem::path const& path) : database_{path, DatabaseUse::Open} {
  if (database_.number("PRAGMA application_id") != kApplication) {
    throw Error{ErrorKind::NoInput, path.native() + " is not the catalogue of an archive"};
  }
  if (auto const format = database_.number("PRAGMA user_version"); format != kFormat) {
    throw Error{
      ErrorKind::NoInput,
      path.parent_path().native() + " is an archive of format " + std::to_string(format) +
        "; this stemma reads format " + std::to_string(kFormat) +
        (format > kFormat ? ", so a newer one is needed"
                          : ": export it with the stemma that made it, and add it to a new archive")};
  }
  database_.run("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA secure_delete = ON;");
  queries_ = std::make_unique<Queries>(database_);
}

Catalogue::~Catalogue() = default;

void Catalogue::begin_reading() {
  queries_->begin_reading.with().run();
}

void Catalogue::begin_writing() {
  queries_->begin_writing.with().run();
}

void Catalogue::commit() {
  queries_->commit.with().run();
}

void Catalogue::end() noexcept {
  try {
    queries_->rollback.with().run();
  } catch (Error const&) {  // The library has ended it by itself, as it does on a full disk.
  }
  name_numbers_.clear();  // Some may have come to nothing.
  names_.clear();
}

CatalogueCounts Catalogue::counts() {
  auto& query = queries_->counts.with();
  CatalogueCounts counts;
  while (query.next()) {
    counts = {
      number_in(query, 0), number_in(query, 1), static_cast<std::uint64_t>(query.integer(2)),
      static_cast<std::uint64_t>(query.integer(3))};
  }
  return counts;
}

std::vector<CatalogueSegment> Catalogue::segments() {
  std::vector<CatalogueSegment> segments;
  auto& query = queries_->segments.with();
  while (query.next()) {
    segments.push_back(
      {number_in(query, 0), number_in(query, 1), number_in(query, 2), number_in(query, 3), number_in(query, 4),
       static_cast<std::uint64_t>(query.integer(5)), static_cast<std::uint64_t>(query.integer(6)),
       static_cast<std::uint64_t>(query.integer(7))}
    );
  }
  return segments;
}

std::vector<std::uint32_t> Catalogue::dictionaries() {
  std::vector<std::uint32_t> dictionaries;
  auto& query = queries_->dictionaries.with();
  while (query.next()) {
    dictionaries.push_back(number_in(query, 0));
  }
  return dictionaries;
}

std::string Catalogue::dictionary(std::uint32_t id) {
  DatabaseQuery query{database_, "SELECT bytes FROM dictionaries WHERE dictionary = ?1"};
  return query.with(id).next() ? std::string{query.text(0)} : std::string{};
}

std::uint64_t Catalogue::document_count() {
  return static_cast<std::uint64_t>(database_.number("SELECT coalesce(sum(documents - removed), 0) FROM segments"));
}

std::uint64_t Catalogue::story_count() {
  return static_cast<std::uint64_t>(database_.number("SELECT count(*) FROM stories"));
}

std::optional<CatalogueDocument> Catalogue::document(std::uint32_t number) {
  auto& query = queries_->document.with(number);
  std::optional<CatalogueDocument> found;
  while (query.next()) {
    found = CatalogueDocument{
      number,
      std::string{query.text(0)},
      number_in(query, 1),
      time_of(query.integer_or_none(2)),
      {},
      {},
      {},
      number_in(query, 6),
      static_cast<std::uint64_t>(query.integer(7))};
    auto const outlet = query.integer_or_none(3);
    auto const language = query.integer(4);
    auto const source = query.integer(5);
    found->outlet = outlet ? std::optional{name(*outlet)} : std::nullopt;
    found->language = name(language);
    found->source = name(source);
  }
  return found;
}

std::optional<CatalogueMember> Catalogue::member(std::uint32_t number) {
  auto& query = queries_->member.with(number);
  std::optional<CatalogueMember> found;
  while (query.next()) {
    found = CatalogueMember{
      std::string{query.text(0)}, number_in(query, 1), time_of(query.integer_or_none(2)), {}, number_in(query, 4)};
    auto const language = query.integer(3);
    found->language = name(language);
  }
  return found;
}

std::optional<CatalogueId> Catalogue::id_of(std::uint32_t number) {
  auto& query = queries_->id_of.with(number);
  std::optional<CatalogueId> found;
  while (query.next()) {
    found = id_in(query);
  }
  return found;
}

std::optional<std::uint32_t> Catalogue::story_of(std::uint32_t number) {
  auto& query = queries_->story_of.with(number);
  std::optional<std::uint32_t> found;
  while (query.next()) {
    found = number_in(query, 0);
  }
  return found;
}

std::optional<UtcTime> Catalogue::published_of(std::uint32_t number) {
  auto& query = queries_->story_of.with(number);
  std::optional<UtcTime> found;
  while (query.next()) {
    found = time_of(query.integer_or_none(1));
  }
  return found;
}

std::vector<std::uint32_t> Catalogue::members_of(std::uint32_t story) {
  std::vector<std::uint32_t> members;
  if (story_of(story) == story) {
    members.push_back(story);
  }
  auto& query = queries_->members.with(story);
  while (query.next()) {
    members.push_back(number_in(query, 0));
  }
  return members;
}

std::vector<std::uint32_t> Catalogue::numbers_between(std::uint32_t first, std::uint32_t last) {
  std::vector<std::uint32_t> numbers;
  auto& query = queries_->between.with(first, last);
  while (query.next()) {
    numbers.push_back(number_in(query, 0));
  }
  return numbers;
}

void Catalogue::ids_between(
  std::uint32_t first, std::uint32_t last, std::function<void(CatalogueId const& id)> const& take
) {
  auto& query = queries_->ids_between.with(first, last);
  while (query.next()) {
    take(id_in(query));
  }
}

std::optional<CatalogueStory> Catalogue::story(std::uint32_t story) {
  auto& query = queries_->story.with(story);
  std::optional<CatalogueStory> found;
  while (query.next()) {
    found = story_in(query);
  }
  return found;
}

std::vector<CatalogueStory> Catalogue::stories(std::uint64_t most) {
  DatabaseQuery query{
    database_,
    "SELECT story, documents, first_published, last_published, changed FROM stories ORDER BY changed DESC, story"
    " LIMIT ?1"};
  std::vector<CatalogueStory> stories;
  query.with(most);
  while (query.next()) {
    stories.push_back(story_in(query));
  }
  return stories;
}

std::vector<CatalogueCopy> Catalogue::copies_of(std::uint32_t later) {
  std::vector<CatalogueCopy> copies;
  auto& query = queries_->copies.with(later);
  while (query.next()) {
    copies.push_back({later, number_in(query, 0), query.real(1)});
  }
  return copies;
}

void Catalogue::put_counts(CatalogueCounts const& counts) {
  queries_->put_counts.with(counts.next_number, counts.next_segment, counts.commits, counts.trained_at).run();
}

void Catalogue::put_dictionary(std::uint32_t id, std::string_view bytes) {
  DatabaseQuery{database_, "INSERT INTO dictionaries SELECT ?1, count(*), ?2 FROM dictionaries"}.with(id, bytes).run();
}

void Catalogue::put_segment(CatalogueSegment const& segment) {
  queries_->put_segment
    .with(
      segment.segment, segment.first_number, segment.last_number, segment.documents, segment.removed, segment.bytes,
      segment.text_bytes, segment.packed_bytes
    )
    .run();
}

void Catalogue::drop_segment(std::uint32_t segment) {
  queries_->drop_segment.with(segment).run();
}

void Catalogue::put_document(CatalogueDocument const& document) {
  auto const outlet = document.outlet ? std::optional{name_number(*document.outlet)} : std::nullopt;
  queries_->put_document
    .with(
      document.number, document.id, document.story, seconds_of(document.published), outlet,
      name_number(document.language), name_number(document.source), document.title_bytes, document.text_hash
    )
    .run();
}

void Catalogue::drop_document(std::uint32_t number) {
  queries_->drop_document.with(number).run();
  queries_->drop_copies.with(number).run();
}

void Catalogue::set_story(std::uint32_t number, std::uint32_t story) {
  queries_->set_story.with(number, story).run();
}

void Catalogue::put_story(CatalogueStory const& story) {
  queries_->put_story
    .with(
      story.story, story.documents, seconds_of(story.first_published), seconds_of(story.last_published), story.changed
    )
    .run();
}

void Catalogue::drop_story(std::uint32_t story) {
  queries_->drop_story.with(story).run();
}

void Catalogue::put_copy(CatalogueCopy const& copy) {
  queries_->put_copy.with(copy.later, copy.earlier, copy.share).run();
}

void Catalogue::tidy() {
  database_.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::int64_t Catalogue::name_number(std::string_view name) {
  constexpr std::size_t kMostKnown = 100'000;
  if (name_numbers_.size() > kMostKnown) {
    name_numbers_.clear();
  }
  auto const [entry, is_new] = name_numbers_.try_emplace(std::string{name}, 0);
  if (is_new) {
    auto& known = queries_->name_number.with(name);
    while (known.next()) {
      entry->second = known.integer(0);
    }
    if (entry->second == 0) {
      auto& put = queries_->put_name.with(name);
      while (put.next()) {
        entry->second = put.integer(0);
      }
    }
  }
  return entry->second;
}

std::string const& Catalogue::name(std::int64_t number) {
  constexpr std::size_t kMostKnown = 10'000;
  if (names_.size() > kMostKnown) {
    names_.clear();
  }
  auto const [entry, is_new] = names_.try_emplace(number);
  if (is_new) {
    auto& query = queries_->name.with(number);
    while (query.next()) {
      entry->second = query.text(0);
    }
  }
  return entry->second;
}

}  // namespace stemma
