// SPDX-License-Identifier: Apache-2.0
#include "pipeline/search_state.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kForm = 0x7374'656D'6D61'0001ULL;  // "stemma", and the version of the form

[[noreturn]] void fail(std::filesystem::path const& path, char const* what) {
  throw Error{
    ErrorKind::CannotWrite, "Cannot " + std::string{what} + " " + path.string() + ": " + std::strerror(errno) + "."};
}

template <typename Value>
void put(std::ostream& out, Value const& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  out.write(reinterpret_cast<char const*>(&value), sizeof(value));
}

template <typename Value>
void put(std::ostream& out, std::pmr::vector<Value> const& values) {
  put(out, std::uint64_t{values.size()});
  out.write(reinterpret_cast<char const*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(Value)));
}

template <typename Value>
void get(std::istream& in, Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  in.read(reinterpret_cast<char*>(&value), sizeof(value));
}

template <typename Value>
void get(std::istream& in, std::pmr::vector<Value>& values) {
  std::uint64_t size = 0;
  get(in, size);
  values.resize(in ? size : 0);
  in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(Value)));
}

std::uint64_t fingerprint_of(DedupOptions const& options) {
  auto const words = options.fields.id + '\0' + options.fields.text + '\0' + options.fields.published + '\0' +
                     std::to_string(static_cast<int>(options.level)) + ' ' +
                     std::to_string(static_cast<int>(options.representative)) + ' ' +
                     std::to_string(std::bit_cast<std::uint64_t>(options.min_resemblance)) + ' ' +
                     std::to_string(std::bit_cast<std::uint64_t>(options.min_containment)) + ' ' +
                     std::to_string(options.min_run_words) + ' ' + std::to_string(options.max_document_bytes);
  return hash_of_text(words);
}

/// All fields but the form and the fingerprint, for reading and writing alike.
template <typename State, typename Each>
void each_field(State& state, Each const& each) {
  each(state.stage);
  each(state.documents);
  each(state.next_share);
  each(state.links_bytes);
  each(state.clusters_bytes);
  each(state.redundant_documents);
  each(state.summary);
  each(state.anchor_blocks);
  each(state.pair_blocks);
  each(state.crowded);
}

}  // namespace

void sync_file(std::filesystem::path const& path) {
  int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  bool const is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  int const error = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!is_synced && error != EINVAL) {  // a file system that knows no such thing
    errno = error;
    fail(path, "write");
  }
}

WorkFolder::WorkFolder(std::filesystem::path folder, bool is_lasting, DedupOptions const& options)
    : folder_{std::move(folder)}, is_lasting_{is_lasting}, fingerprint_{fingerprint_of(options)} {}

SearchState WorkFolder::load(std::pmr::memory_resource* memory) const {
  SearchState state{memory};
  std::ifstream in{file("state"), std::ios::binary};
  if (!in) {
    return state;
  }
  std::uint64_t form = 0;
  std::uint64_t fingerprint = 0;
  get(in, form);
  get(in, fingerprint);
  if (form != kForm || fingerprint != fingerprint_) {
    throw Error{
      ErrorKind::BadOption, "The work folder " + folder_.string() +
                              " was left by a run with other options; repeat those, or give an empty folder."};
  }
  each_field(state, [&](auto& field) { get(in, field); });
  if (!in) {
    throw Error{ErrorKind::BadOption, "The work folder " + folder_.string() + " is damaged; give an empty folder."};
  }
  return state;
}

void WorkFolder::save(SearchState const& state) const {
  auto const fresh = file("state.new");
  {
    std::ofstream out{fresh, std::ios::binary | std::ios::trunc};
    put(out, kForm);
    put(out, fingerprint_);
    each_field(state, [&](auto const& field) { put(out, field); });
    out.close();
    if (!out) {
      fail(fresh, "write");
    }
  }
  if (is_lasting_) {
    sync_file(fresh);
  }
  std::error_code error;
  std::filesystem::rename(fresh, file("state"), error);
  if (error) {
    errno = error.value();
    fail(file("state"), "write");
  }
  if (is_lasting_) {
    sync_file(folder_);
  }
}

void WorkFolder::save_documents(DocumentTable const& table, std::uint64_t from) const {
  auto const path = file("documents");
  if (std::filesystem::exists(path)) {
    std::filesystem::resize_file(path, from * sizeof(DocumentEntry));
  }
  std::ofstream out{path, std::ios::binary | std::ios::app};
  for (auto number = from; number < table.size(); ++number) {
    table.ease_at(number);
    put(out, table[number]);
  }
  out.close();
  if (!out) {
    fail(path, "write");
  }
  if (is_lasting_) {
    sync_file(path);
  }
}

void WorkFolder::load_documents(DocumentTable& table, std::uint64_t count) const {
  each_document(count, [&](DocumentEntry const& entry) {
    auto const number = table.size();
    table.add() = entry;
    if (entry.same_as == number) {
      static_cast<void>(table.first_with_hash(entry.text_hash, number));
    }
  });
}

void WorkFolder::each_document(std::uint64_t count, std::function<void(DocumentEntry const&)> const& take) const {
  auto const path = file("documents");
  std::ifstream in{path, std::ios::binary};
  for (std::uint64_t number = 0; number < count; ++number) {
    DocumentEntry entry;
    get(in, entry);
    if (!in) {
      fail(path, "read");
    }
    take(entry);
  }
}

}  // namespace stemma
