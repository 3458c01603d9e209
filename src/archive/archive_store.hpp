// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/catalogue.hpp"
#include "archive/segment.hpp"
#include "archive/text_packer.hpp"

namespace stemma {

/// A segment that the catalogue lists.
struct ListedSegment {
  CatalogueSegment entry;
  std::shared_ptr<ArchiveSegment const> segment;  ///< None where it is damaged.

  /// The number of a document; where nothing was removed, the list of documents need not be read for it.
  [[nodiscard]] std::uint32_t number_at(std::uint32_t place) const {
    bool const has_all = entry.documents == entry.last_number - entry.first_number + 1;
    return has_all ? entry.first_number + place : segment->documents()[place].number;
  }
};

/// ArchiveStore: here is a folder, give me what it holds as it was at one moment.
///
/// In    a folder that `create` made.
/// Out   the catalogue, the segments, the texts. Readers never wait for a writer, nor a writer for readers.
/// Errors  `Error{NoInput}` where there is no archive or one of another format. A damaged segment is named in `damaged`, and
///       the others answer.
class ArchiveStore {
 public:
  static void create(std::filesystem::path const& folder);

  explicit ArchiveStore(std::filesystem::path folder);

  [[nodiscard]] Catalogue& catalogue() noexcept { return catalogue_; }

  [[nodiscard]] std::filesystem::path const& folder() const noexcept { return folder_; }

  [[nodiscard]] std::filesystem::path segment_path(std::uint32_t segment) const;

  [[nodiscard]] std::filesystem::path lock_path() const { return folder_ / "writer.lock"; }

  /// Calls `work()` while all is seen as it was at one moment.
  template <typename Work>
  auto read(Work const& work) {
    begin();
    Ending const ending{catalogue_};
    return work();
  }

  /// Opens what the catalogue lists now, within a transaction. False where a segment's file has gone meanwhile.
  bool refresh();

  [[nodiscard]] std::span<ListedSegment const> segments() const noexcept { return segments_; }

  /// What cannot be read, and why; each once.
  [[nodiscard]] std::vector<std::string> const& damaged() const noexcept { return damaged_; }

  /// Notes that a segment turned out to be damaged, and leaves it out from now on.
  void leave_out(std::string const& segment, std::string what);

  /// The place of a document; none where its segment is damaged.
  struct Place {
    ArchiveSegment const* segment = nullptr;
    std::uint32_t place = 0;
    bool may_be_removed = false;  ///< Else the catalogue surely has it.
  };

  [[nodiscard]] std::optional<Place> place_of(std::uint32_t number) const;

  /// The documents under these ids, in their order; no number where there is none. Within a transaction. An id whose segment is
  /// damaged is looked for among all that the catalogue lists of it.
  [[nodiscard]] std::vector<std::optional<CatalogueId>> find_ids(std::span<std::string_view const> ids);

  [[nodiscard]] std::optional<CatalogueId> find_id(std::string_view id) { return find_ids({&id, 1}).front(); }

  /// The text at a place; may be called by several threads at once. Throws `DamagedSegment`.
  [[nodiscard]] std::string text(Place const& place) const;

  /// The text of a document will soon be asked for, and lies in memory that is far away.
  void expect_text(std::uint32_t number) const;

  /// The text of a document, none where it is damaged; the reason is then in `damaged`.
  [[nodiscard]] std::optional<std::string> text(std::uint32_t number);

  /// The whole document, likewise.
  [[nodiscard]] std::optional<Document> document(CatalogueDocument const& entry);

  [[nodiscard]] TextDictionary const* dictionary(std::uint32_t id) const;

  /// The dictionary that texts are packed with now; none in a small archive.
  [[nodiscard]] TextDictionary const* newest_dictionary() const;

  /// Takes a new one; the catalogue gets it in the same transaction.
  void take_dictionary(std::string bytes);

  /// What was read of the segments need not count as ours any longer.
  void let_go() const noexcept {
    for (auto const& listed : segments_) {
      if (listed.segment != nullptr) {
        listed.segment->let_go();
      }
    }
  }

  /// Deletes what no catalogue lists: what a writer that was killed left behind. Only with the lock.
  void clear_leftovers() const;

 private:
  struct Ending {
    explicit Ending(Catalogue& of) : catalogue{of} {}

    ~Ending() { catalogue.end(); }

    Ending(Ending const&) = delete;
    Ending& operator=(Ending const&) = delete;
    Catalogue& catalogue;
  };

  void begin();

  std::filesystem::path folder_;
  Catalogue catalogue_;
  std::vector<ListedSegment> segments_;
  std::map<std::uint32_t, std::unique_ptr<TextDictionary>> dictionaries_;
  std::uint32_t newest_dictionary_ = 0;
  std::vector<std::string> damaged_;
  std::map<std::string, std::string> left_out_;  ///< Segments that turned out to be damaged, and why.
};

}  // namespace stemma
