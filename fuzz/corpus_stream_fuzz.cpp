// SPDX-License-Identifier: Apache-2.0
// Any bytes at all, read as a stream of documents: nothing crashes, every promise of the stream is kept, and what is taken
// for a document is just what the careful reader of `trace` takes for one.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "base/assert.hpp"
#include "corpus/byte_stream.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/read_input.hpp"
#include "corpus/text_form.hpp"
#include "fuzz/fuzz_target.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// A folder of this process for its inputs; removed at the end.
class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / ("stemma-fuzz-" + std::to_string(getpid()))} {
    fs::create_directories(path_ / "work");
  }

  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;

  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

std::vector<std::string> careful_texts(fs::path const& path, Options options) {
  options.fields.title = "no such field";
  Intake intake;
  FileStream stream{path.native()};
  read_input(stream, path, options, intake);
  std::vector<std::string> texts;
  for (Candidate const& candidate : intake.candidates) {
    texts.push_back(candidate.document.text);
  }
  return texts;
}

void check(fs::path const& path, fs::path const& work, Options const& limits) {
  CorpusStreamOptions options;
  options.max_document_bytes = limits.max_document_bytes;
  options.threads = 1;
  options.work = work;
  std::size_t notes = 0;
  std::vector<fs::path> const paths{path};
  CorpusStream stream{
    paths, options, [&](CountedNote const& note) {
      STEMMA_ASSERT(!note.note.reason.empty() && !fault_in_text(note.note.reason), "a reason is text");
      notes += note.count;
    }};
  std::vector<std::string> texts;
  std::set<std::string> ids;
  std::vector<char> space;
  for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
    for (StreamedDocument const& document : batch) {
      STEMMA_ASSERT(!fault_in_text(document.text) && !is_blank(document.text), "a text is text");
      STEMMA_ASSERT(ids.insert(std::string{document.id}).second && !document.id.empty(), "ids are unique");
      STEMMA_ASSERT(stream.text(document.place, space) == document.text, "a text can be read again");
      STEMMA_ASSERT(stream.id(document.place, space) == document.id, "an id can be found again");
      texts.emplace_back(document.text);
    }
  }
  STEMMA_ASSERT(!texts.empty() || notes > 0, "nothing is dropped without a word");
  STEMMA_ASSERT(texts == careful_texts(path, limits), "both readers have one rule of what is a document");
}

}  // namespace

}  // namespace stemma

void fuzz_one(std::string_view bytes) {
  using namespace stemma;
  static Folder const folder;
  Options options;
  options.max_document_bytes = 2000;
  for (char const* name : {"fuzz.txt", "fuzz.jsonl", "fuzz"}) {
    fs::path const path = folder.path() / name;
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
    check(path, folder.path() / "work", options);
  }
}
