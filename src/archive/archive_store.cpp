// SPDX-License-Identifier: Apache-2.0
#include "archive/archive_store.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/posting_cursor.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

constexpr char const* kCatalogue = "catalogue.sqlite";
constexpr char const* kSegments = "segments";

/// A writer may put another segment in the place of several while they are opened; it does so rarely.
constexpr int kMostAttempts = 20;

fs::path checked(fs::path folder) {
  std::error_code error;
  if (!fs::exists(folder / kCatalogue, error)) {
    throw Error{
      ErrorKind::NoInput,
      folder.native() + " is no archive; make one with `stemma archive create " + folder.native() + "`"};
  }
  return folder;
}

}  // namespace

void ArchiveStore::create(fs::path const& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    throw Error{ErrorKind::CannotWrite, folder.native() + " is not empty; an archive is made in a new folder"};
  }
  fs::create_directories(folder / kSegments, error);
  if (error) {
    throw Error{ErrorKind::CannotWrite, "cannot make the folder " + folder.native() + ": " + error.message()};
  }
  // Under another name first, so that a folder with a catalogue is always an archive.
  auto const unfinished = folder / "catalogue.unfinished";
  Catalogue::create(unfinished);
  fs::rename(unfinished, folder / kCatalogue, error);
  if (error) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + folder.native() + ": " + error.message()};
  }
  sync_folder(folder);
}

ArchiveStore::ArchiveStore(fs::path folder) : folder_{checked(std::move(folder))}, catalogue_{folder_ / kCatalogue} {}

fs::path ArchiveStore::segment_path(std::uint32_t segment) const {
  auto name = std::to_string(segment);
  name.insert(0, 8 - std::min<std::size_t>(8, name.size()), '0');
  return folder_ / kSegments / (name + ".segment");
}

void ArchiveStore::begin() {
  for (int attempt = 1;; ++attempt) {
    catalogue_.begin_reading();
    if (refresh() || attempt == kMostAttempts) {
      return;
    }
    catalogue_.end();
  }
}

bool ArchiveStore::refresh() {
  std::vector<ListedSegment> listed;
  bool is_whole = true;
  damaged_.clear();
  for (auto const& entry : catalogue_.segments()) {
    auto const known = std::ranges::find(segments_, entry.segment, [](auto const& one) { return one.entry.segment; });
    auto& segment = listed.emplace_back(ListedSegment{entry, nullptr});
    if (known != segments_.end() && known->segment != nullptr) {
      segment.segment = known->segment;
      continue;
    }
    auto const path = segment_path(entry.segment);
    if (auto const known_fault = left_out_.find(path.filename().string()); known_fault != left_out_.end()) {
      damaged_.push_back(known_fault->second);
      continue;
    }
    try {
      segment.segment = std::make_shared<ArchiveSegment const>(path, entry.bytes);
    } catch (DamagedSegment const& fault) {
      damaged_.emplace_back(fault.what());
    } catch (std::system_error const& fault) {
      is_whole = is_whole && fault.code() != std::errc::no_such_file_or_directory;
      damaged_.push_back("segment " + path.filename().string() + " cannot be read: " + fault.code().message());
    }
  }
  segments_ = std::move(listed);
  for (auto const id : catalogue_.dictionaries()) {
    if (!dictionaries_.contains(id)) {
      dictionaries_.emplace(id, std::make_unique<TextDictionary>(catalogue_.dictionary(id)));
    }
    newest_dictionary_ = id;
  }
  return is_whole;
}

void ArchiveStore::leave_out(std::string const& segment, std::string what) {
  for (auto& listed : segments_) {
    if (listed.segment != nullptr && listed.segment->name() == segment) {
      listed.segment = nullptr;
    }
  }
  if (left_out_.try_emplace(segment, what).second) {
    damaged_.push_back(std::move(what));
  }
}

std::optional<ArchiveStore::Place> ArchiveStore::place_of(std::uint32_t number) const {
  auto const found =
    std::ranges::lower_bound(segments_, number, {}, [](auto const& listed) { return listed.entry.last_number; });
  if (found == segments_.end() || found->segment == nullptr) {
    return {};
  }
  auto const place = found->segment->place_of_number(number);
  return place ? std::optional{Place{found->segment.get(), *place, found->entry.removed > 0}} : std::nullopt;
}

void ArchiveStore::expect_text(std::uint32_t number) const {
  auto const place = place_of(number);
  if (!place) {
    return;
  }
  try {
    fetch(place->segment->packed_text(place->segment->documents()[place->place]), 8);
  } catch (DamagedSegment const&) {
    return;  // Who reads it will hear of it.
  }
}

std::string ArchiveStore::text(Place const& place) const {
  thread_local TextUnpacker unpacker;
  auto const& entry = place.segment->documents()[place.place];
  auto const packed = place.segment->packed_text(entry);
  // A text that unpacks to more than this was never written; so much is not even asked for.
  constexpr std::uint64_t kMostTimes = 100'000;
  std::string text;
  auto const id = TextUnpacker::dictionary_of(packed);
  bool const is_sane = entry.text_bytes / kMostTimes <= packed.size();
  auto const* const dictionary = this->dictionary(id);
  if (!is_sane || (id != 0 && dictionary == nullptr) || !unpacker.unpack(packed, entry.text_bytes, dictionary, text)) {
    throw DamagedSegment{place.segment->name(), "the text of document number " + std::to_string(entry.number)};
  }
  return text;
}

std::optional<std::string> ArchiveStore::text(std::uint32_t number) {
  auto const place = place_of(number);
  if (!place) {
    return {};
  }
  try {
    return text(*place);
  } catch (DamagedSegment const& fault) {
    if (std::ranges::find(damaged_, std::string{fault.what()}) == damaged_.end()) {
      damaged_.emplace_back(fault.what());
    }
    return {};
  }
}

std::optional<Document> ArchiveStore::document(CatalogueDocument const& entry) {
  auto text = this->text(entry.number);
  if (!text) {
    return {};
  }
  Document document;
  document.id = entry.id;
  if (entry.title_bytes > 0) {
    document.title = text->substr(0, entry.title_bytes);
  }
  document.outlet = entry.outlet;
  document.published = entry.published;
  document.source = entry.source;
  document.language = entry.language;
  document.text = std::move(*text);
  return document;
}

std::vector<std::optional<CatalogueId>> ArchiveStore::find_ids(std::span<std::string_view const> ids) {
  std::vector<std::optional<CatalogueId>> found(ids.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> order;  // by key, as the postings stand
  for (std::size_t i = 0; i < ids.size(); ++i) {
    order.emplace_back(id_posting_key(ids[i]), i);
  }
  std::ranges::sort(order);
  std::vector<std::pair<std::string, std::string>> faults;
  for (auto const& listed : segments_) {
    if (listed.segment == nullptr) {
      continue;
    }
    try {
      auto const& list = listed.segment->ids();
      PostingCursor cursor{list};
      for (auto const& [key, i] : order) {
        for (auto at = cursor.find(key); at < list.count && cursor.key_at(at) == key; ++at) {
          auto entry = catalogue_.id_of(listed.segment->documents()[stemma::place_of(cursor.at(at))].number);
          if (entry && entry->id == ids[i]) {
            found[i] = std::move(entry);
          }
        }
      }
    } catch (DamagedSegment const& fault) {
      faults.emplace_back(fault.segment(), fault.what());
    }
  }
  for (auto& [segment, what] : faults) {
    leave_out(segment, std::move(what));
  }
  for (auto const& listed : segments_) {
    if (listed.segment != nullptr) {
      continue;
    }
    catalogue_.ids_between(listed.entry.first_number, listed.entry.last_number, [&](CatalogueId const& entry) {
      auto const key = id_posting_key(entry.id);
      for (auto at = std::ranges::lower_bound(order, std::pair{key, std::size_t{0}});
           at != order.end() && at->first == key; ++at) {
        if (ids[at->second] == entry.id) {
          found[at->second] = entry;
        }
      }
    });
  }
  return found;
}

TextDictionary const* ArchiveStore::dictionary(std::uint32_t id) const {
  auto const found = dictionaries_.find(id);
  return found == dictionaries_.end() ? nullptr : found->second.get();
}

TextDictionary const* ArchiveStore::newest_dictionary() const {
  return dictionary(newest_dictionary_);
}

void ArchiveStore::take_dictionary(std::string bytes) {
  auto dictionary = std::make_unique<TextDictionary>(std::move(bytes));
  auto const id = dictionary->id();
  if (id != 0 && !dictionaries_.contains(id)) {
    catalogue_.put_dictionary(id, dictionary->bytes());
    dictionaries_.emplace(id, std::move(dictionary));
    newest_dictionary_ = id;
  }
}

void ArchiveStore::clear_leftovers() const {
  std::set<std::string> listed;
  for (auto const& segment : segments_) {
    listed.insert(segment_path(segment.entry.segment).filename().string());
  }
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (auto const& entry : fs::directory_iterator{folder_ / kSegments, error}) {
    if (!listed.contains(entry.path().filename().string())) {
      leftovers.push_back(entry.path());
    }
  }
  for (auto const& path : leftovers) {
    fs::remove(path, error);
  }
}

}  // namespace stemma
