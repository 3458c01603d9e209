// SPDX-License-Identifier: Apache-2.0
#include "facts/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <utility>

#include "base/installed_file.hpp"
#include "base/name_similarity.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::string_view magic = "STMPLC01";

[[noreturn]] void refuse(std::string const& path, std::string const& why) {
  throw Error{ErrorKind::BadOption, "The gazetteer " + path + " " + why + "."};
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t at = 0; at <= line.size();) {
    auto const end = std::min(line.find('\t', at), line.size());
    columns.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return columns;
}

double degrees(std::string_view column, double limit) {
  double value = 0;
  auto const [end, error] = std::from_chars(column.data(), column.data() + column.size(), value);
  return error == std::errc{} && end == column.data() + column.size() && std::abs(value) <= limit ? value : 0;
}

/// The whole file; nothing where it cannot be read.
std::string bytes_of(std::string const& path) {
  std::ifstream in{path, std::ios::binary | std::ios::ate};
  auto const size = in.is_open() ? static_cast<std::streamoff>(in.tellg()) : 0;
  if (size <= 0) {
    return {};
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.seekg(0);
  in.read(bytes.data(), size);
  bytes.resize(in.bad() ? 0 : static_cast<std::size_t>(in.gcount()));
  return bytes;
}

}  // namespace

std::shared_ptr<Gazetteer const> Gazetteer::open(std::string const& wanted) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<Gazetteer const>> opened;
  std::lock_guard const lock{mutex};
  auto const known = opened.find(wanted);
  if (known != opened.end()) {
    return known->second;
  }
  auto const path = wanted.empty() ? installed_file("places.bin") : wanted;
  std::shared_ptr<Gazetteer const> result;
  if (!path.empty()) {
    auto const bytes = bytes_of(path);
    if (bytes.empty()) {
      refuse(path, "cannot be read, or is empty");
    }
    auto made = std::make_shared<Gazetteer>();
    if (bytes.substr(0, magic.size()) == magic) {
      made->read_compact(bytes, path);
    } else {
      made->read_table(bytes, path);
    }
    made->index_names();
    result = std::move(made);
  }
  opened.emplace(wanted, result);
  return result;
}

void Gazetteer::read_compact(std::string_view bytes, std::string const& path) {
  std::array<std::uint32_t, 3> counts{};
  auto const head = magic.size() + sizeof(counts);
  if (bytes.size() < head) {
    refuse(path, "is cut off");
  }
  std::memcpy(counts.data(), bytes.data() + magic.size(), sizeof(counts));
  auto const [places, names, text_bytes] = counts;
  auto const places_bytes = std::uint64_t{places} * sizeof(Record);
  auto const names_bytes = std::uint64_t{names} * sizeof(Name);
  if (bytes.size() != head + places_bytes + names_bytes + text_bytes || text_bytes == 0 || bytes.back() != '\0') {
    refuse(path, "has another size than it says");
  }
  records_.resize(places);
  names_.resize(names);
  std::memcpy(records_.data(), bytes.data() + head, places_bytes);
  std::memcpy(names_.data(), bytes.data() + head + places_bytes, names_bytes);
  text_ = bytes.substr(head + places_bytes + names_bytes);
  auto const is_record_right = [&](Record const& r) {
    return r.name < text_bytes && r.region < text_bytes && r.country < text_bytes && std::abs(r.latitude) <= 90 &&
           std::abs(r.longitude) <= 180;
  };
  auto const is_name_right = [&](Name const& n) { return n.folded < text_bytes && n.place < places; };
  auto const is_right = std::all_of(records_.begin(), records_.end(), is_record_right) &&
                        std::all_of(names_.begin(), names_.end(), is_name_right);
  if (!is_right) {
    refuse(path, "points outside itself");
  }
}

void Gazetteer::read_table(std::string_view bytes, std::string const& path) {
  std::map<std::string, std::uint32_t, std::less<>> offsets;
  auto const offset = [&](std::string_view string) {
    auto const known = offsets.find(string);
    if (known != offsets.end()) {
      return known->second;
    }
    auto const at = static_cast<std::uint32_t>(text_.size());
    text_.append(string.substr(0, string.find('\0')));
    text_ += '\0';
    offsets.emplace(std::string{string}, at);
    return at;
  };
  for (std::size_t at = 0; at < bytes.size();) {
    auto const end = std::min(bytes.find('\n', at), bytes.size());
    auto const columns = columns_of(bytes.substr(at, end - at));
    at = end + 1;
    if (columns.size() < 15) {
      continue;
    }
    std::uint32_t population = 0;
    std::from_chars(columns[14].data(), columns[14].data() + columns[14].size(), population);
    auto const place = static_cast<PlaceIndex>(records_.size());
    records_.push_back(
      {static_cast<float>(degrees(columns[4], 90)), static_cast<float>(degrees(columns[5], 180)), population,
       offset(columns[1]), offset(columns[10]), offset(columns[8])}
    );
    std::vector<std::string> forms{fold_name(columns[1]), fold_name(columns[2])};
    for (std::size_t from = 0; from < columns[3].size();) {
      auto const comma = std::min(columns[3].find(',', from), columns[3].size());
      forms.push_back(fold_name(columns[3].substr(from, comma - from)));
      from = comma + 1;
    }
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    for (auto const& form : forms) {
      if (form.size() > 1) {
        names_.push_back({offset(form), place});
      }
    }
  }
  if (records_.empty()) {
    refuse(path, "is neither a compact gazetteer nor a table of GeoNames");
  }
  std::sort(names_.begin(), names_.end(), [&](Name const& a, Name const& b) {
    auto const order = text_at(a.folded).compare(text_at(b.folded));
    return order != 0 ? order < 0 : a.place < b.place;
  });
}

void Gazetteer::index_names() {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(names_.size());
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (i == 0 || names_[i].folded != names_[i - 1].folded) {
      offsets.push_back(names_[i].folded);
      first_of_spelling_.push_back(i);
    }
  }
  first_of_spelling_.push_back(static_cast<std::uint32_t>(names_.size()));
  index_ = SpellingIndex{text_.data(), std::move(offsets)};
}

std::span<Gazetteer::Name const> Gazetteer::spelled(std::uint32_t spelling) const {
  auto const begin = first_of_spelling_[spelling];
  return std::span{names_}.subspan(begin, first_of_spelling_[spelling + 1] - begin);
}

std::vector<PlaceIndex> Gazetteer::exact(std::string_view folded) const {
  std::vector<PlaceIndex> found;
  if (auto const spelling = index_.find(folded)) {
    for (Name const& name : spelled(*spelling)) {
      found.push_back(name.place);
    }
  }
  return found;
}

std::vector<PlaceIndex> Gazetteer::near(std::string_view folded, double least_likeness, std::size_t most) const {
  struct Found {
    double likeness;
    PlaceIndex place;
  };

  if (folded.size() < 4) {
    return {};
  }
  std::map<PlaceIndex, double> likest;
  for (auto const& near : index_.near(folded, least_likeness)) {
    for (Name const& name : spelled(near.name)) {
      auto& best = likest[name.place];
      best = std::max(best, near.likeness);
    }
  }
  std::vector<Found> found;
  for (auto const& [place, likeness] : likest) {
    found.push_back({likeness, place});
  }
  std::stable_sort(found.begin(), found.end(), [&](Found const& a, Found const& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness
                                    : records_[a.place].population > records_[b.place].population;
  });
  std::vector<PlaceIndex> out;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
    out.push_back(found[i].place);
  }
  return out;
}

GazetteerPlace Gazetteer::place(PlaceIndex index) const {
  Record const& record = records_[index];
  return {text_at(record.name), text_at(record.region), text_at(record.country),
          record.latitude,      record.longitude,       record.population};
}

bool Gazetteer::bears(PlaceIndex index, std::string_view folded) const {
  auto const spelling = index_.find(folded);
  if (!spelling) {
    return false;
  }
  auto const all = spelled(*spelling);
  return std::any_of(all.begin(), all.end(), [&](Name const& name) { return name.place == index; });
}

double Gazetteer::renown(std::string_view folded) const {
  auto const spelling = index_.find(folded);
  if (!spelling) {
    return 0;
  }
  std::uint32_t population = 0;
  for (Name const& name : spelled(*spelling)) {
    population = std::max(population, records_[name.place].population);
  }
  return population >= 100000 ? 1 : population >= 5000 ? 0.7 : 0.4;
}

}  // namespace stemma
