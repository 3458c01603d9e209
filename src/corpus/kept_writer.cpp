// SPDX-License-Identifier: Apache-2.0
#include "corpus/kept_writer.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/packing_file.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPlacesAtOnce = 1UL << 16U;
constexpr std::uint64_t kMostAtOnce = 4UL << 20U;

/// Below the folder whatever the path was.
fs::path path_within(fs::path const& input, bool are_records) {
  if (input == "-") {
    return are_records ? "stdin.jsonl" : "stdin.txt";
  }
  fs::path inside;
  for (fs::path const& part : input.lexically_normal().relative_path()) {
    inside /= part == ".." ? fs::path{"up"} : part;
  }
  return inside;
}

/// Writes the kept documents of one input after the other.
class KeptWriting {
 public:
  KeptWriting(CorpusStream const& stream, fs::path const& folder) : stream_{stream}, folder_{folder} {}

  void add(TextPlace const& place) {
    if (!file_ || place.input != run_.input) {
      begin_file(place.input);
    }
    ++kept_.documents;
    // Records that follow one another are copied as one; between them stands the line feed.
    std::uint64_t const run_end = run_.begin_byte + run_.length_bytes;
    bool const follows = run_.length_bytes > 0 && are_records_ && place.begin_byte == run_end + 1;
    if (follows && run_.length_bytes + place.length_bytes < kMostAtOnce) {
      run_.length_bytes += 1 + place.length_bytes;
      return;
    }
    write_run();
    run_ = place;
  }

  [[nodiscard]] KeptFiles finish() {
    end_file();
    return kept_;
  }

 private:
  void begin_file(std::uint32_t input) {
    end_file();
    auto const form = stream_.form(input);
    are_records_ = form.are_records;
    fs::path const path = folder_ / path_within(form.path, form.are_records);
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      throw Error{ErrorKind::CannotWrite, "cannot write " + path.native() + ": " + error.message()};
    }
    file_ = std::make_unique<PackingFile>(path, form.packing);
    ++kept_.files;
    run_ = {0, 0, input};
  }

  void end_file() {
    if (file_) {
      write_run();
      file_->finish();
      file_.reset();
    }
  }

  void write_run() {
    if (run_.length_bytes > 0) {
      file_->write(stream_.record(run_, space_));
      file_->write(are_records_ ? "\n" : "");
    }
    run_.length_bytes = 0;
  }

  CorpusStream const& stream_;
  fs::path const& folder_;
  std::unique_ptr<PackingFile> file_;
  bool are_records_ = false;
  TextPlace run_;
  std::vector<char> space_;
  KeptFiles kept_;
};

}  // namespace

KeptFiles write_kept(CorpusStream const& stream, std::vector<bool> const& is_redundant, fs::path const& folder) {
  KeptWriting writing{stream, folder};
  std::uint64_t const documents = stream.documents();
  for (std::uint64_t first = 0; first < documents; first += kPlacesAtOnce) {
    auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(kPlacesAtOnce, documents - first));
    std::vector<TextPlace> const places = stream.places(first, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_redundant[first + i]) {
        writing.add(places[i]);
      }
    }
  }
  return writing.finish();
}

}  // namespace stemma
