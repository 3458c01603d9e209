// SPDX-License-Identifier: Apache-2.0
#include "pipeline/dedup_folders.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include <system_error>
#include <utility>

#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// What a search leaves behind, on its way out.
constexpr char const* kSpent = "spent";

/// Where a path leads, whether or not all of it is there.
fs::path place_of(fs::path const& path) {
  std::error_code error;
  fs::path place = fs::weakly_canonical(fs::absolute(path), error);
  return error ? path : place;
}

/// "2, 4 and 5"
std::string listed(std::vector<std::uint32_t> const& numbers) {
  constexpr std::size_t most = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(numbers.size(), most); ++i) {
    text += (i == 0 ? "" : i + 1 == numbers.size() ? " and " : ", ") + std::to_string(numbers[i]);
  }
  return numbers.size() > most ? text + " and " + std::to_string(numbers.size() - most) + " more" : text;
}

}  // namespace

void check_apart(std::span<fs::path const> inputs, fs::path const& written) {
  fs::path const place = place_of(written);
  for (fs::path const& input : inputs) {
    if (input == "-") {
      continue;
    }
    fs::path const above = place_of(input);
    bool const is_below = std::mismatch(above.begin(), above.end(), place.begin(), place.end()).first == above.end();
    if (is_below) {
      throw Error{
        ErrorKind::BadOption,
        written.native() + " lies within the input " + input.native() + "; choose a folder outside"};
    }
  }
}

void make_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder)) {
    std::string const reason = error ? error.message() : "it is no folder";
    throw Error{ErrorKind::CannotWrite, "cannot make the folder " + folder.native() + ": " + reason};
  }
}

DedupFolders::DedupFolders(DedupOptions const& options, fs::path folder, std::vector<fs::path> read_by_others)
    : output{std::move(folder)},
      unfinished{output / ".unfinished"},
      work{options.work.empty() ? output / ".work" : options.work},
      search{work / (read_by_others.empty() ? "search" : "merge")},
      shards{std::move(read_by_others)},
      is_work_given{!options.work.empty()} {
  make_folder(output);
  if (!is_work_given) {
    fs::remove_all(unfinished);
    fs::remove_all(work);
  }
  std::error_code ignored;
  fs::remove_all(work / kSpent, ignored);
  make_folder(unfinished);
  make_folder(search);
  make_folder(work / "read");
}

void DedupFolders::put_in_place(std::span<char const* const> names) const {
  for (char const* const name : names) {
    std::error_code error;
    if (fs::exists(unfinished / name)) {
      fs::rename(unfinished / name, output / name, error);
    }
    if (error) {
      throw Error{ErrorKind::CannotWrite, "cannot write " + (output / name).native() + ": " + error.message()};
    }
  }
  clear_away();
}

void DedupFolders::clear_away() const {
  // By one rename, so that a run killed while it clears away does not leave half of a search to go on from.
  std::error_code ignored;  // What is left over does no harm.
  fs::rename(search, work / kSpent, ignored);
  fs::remove_all(work / kSpent, ignored);
  fs::remove_all(unfinished, ignored);
  fs::remove_all(work / "read", ignored);
  for (fs::path const& shard : shards) {
    fs::remove_all(shard, ignored);
  }
  if (!is_work_given) {
    fs::remove_all(work, ignored);
  }
}

std::string shard_name(DedupShard const& shard) {
  return "shard-" + std::to_string(shard.number) + "-of-" + std::to_string(shard.count);
}

std::vector<fs::path> finished_shards(fs::path const& work) {
  std::set<std::uint32_t> counts;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{work, error}) {
    std::uint32_t number = 0;
    std::uint32_t count = 0;
    if (std::sscanf(entry.path().filename().c_str(), "shard-%u-of-%u", &number, &count) == 2) {
      counts.insert(count);
    }
  }
  if (counts.empty()) {
    throw Error{
      ErrorKind::NoInput,
      work.native() + " holds no shards; first run stemma dedup --shard 1/N … --work " + work.native() + ", up to N/N"};
  }
  if (counts.size() > 1) {
    throw Error{
      ErrorKind::BadOption, work.native() + " holds shards of " + listed({counts.begin(), counts.end()}) +
                              "; remove those that are not meant"};
  }
  auto const count = *counts.begin();
  std::vector<fs::path> folders;
  std::vector<std::uint32_t> missing;
  for (std::uint32_t number = 1; number <= count; ++number) {
    folders.push_back(work / shard_name({number, count}));
    if (!fs::is_directory(folders.back(), error)) {
      missing.push_back(number);
    }
  }
  if (!missing.empty()) {
    throw Error{
      ErrorKind::NoInput, std::string{missing.size() == 1 ? "shard " : "shards "} + listed(missing) + " of " +
                            std::to_string(count) + (missing.size() == 1 ? " is" : " are") + " not finished in " +
                            work.native() + "; run stemma dedup --shard " + std::to_string(missing.front()) + "/" +
                            std::to_string(count) + " … again"};
  }
  return folders;
}

}  // namespace stemma
