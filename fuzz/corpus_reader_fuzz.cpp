// SPDX-License-Identifier: Apache-2.0
// Any bytes at all, read as a file: nothing crashes, and what is taken for a document keeps every promise of the reader.

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "corpus/byte_stream.hpp"
#include "corpus/read_input.hpp"
#include "corpus/text_form.hpp"
#include "corpus/unique_ids.hpp"
#include "corpus/utc_time.hpp"
#include "fuzz/fuzz_target.hpp"

namespace stemma {

namespace {

/// Gives bytes in pieces of changing size, so that every boundary falls everywhere.
class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : rest_{bytes} {}

  [[nodiscard]] std::size_t read(std::span<char> space) override {
    piece_ = piece_ % 61 + 7;
    std::size_t const count = std::min({rest_.size(), space.size(), piece_});
    std::copy_n(rest_.begin(), count, space.begin());
    rest_.remove_prefix(count);
    return count;
  }

  [[nodiscard]] std::optional<std::string> failure() const override { return {}; }

 private:
  std::string_view rest_;
  std::size_t piece_ = 0;
};

void check(Intake const& intake, Options const& options) {
  std::set<std::string_view> ids;
  for (Candidate const& candidate : intake.candidates) {
    Document const& document = candidate.document;
    STEMMA_ASSERT(ids.insert(document.id).second && !document.id.empty(), "ids are unique");
    STEMMA_ASSERT(!fault_in_text(document.text) && !is_blank(document.text), "a text is text");
    STEMMA_ASSERT(!fault_in_text(document.id), "an id is text");
    STEMMA_ASSERT(!document.outlet || !fault_in_text(*document.outlet), "an outlet is text");
    STEMMA_ASSERT(!document.title || document.text.starts_with(*document.title), "a text begins with its title");
    STEMMA_ASSERT(!document.title || document.title->find('\n') == std::string::npos, "a title is one line");
    STEMMA_ASSERT(!document.published || is_plausible(*document.published), "a time is plausible");
    STEMMA_ASSERT(document.text.size() <= 2 * options.max_document_bytes, "no text is longer than allowed");
  }
  for (auto const* notes : {&intake.skipped, &intake.notices}) {
    for (InputNote const& note : *notes) {
      STEMMA_ASSERT(!fault_in_text(note.reason) && !note.reason.empty(), "a reason is text");
    }
  }
}

}  // namespace

}  // namespace stemma

void fuzz_one(std::string_view bytes) {
  using namespace stemma;
  Options options;
  options.max_document_bytes = 2000;
  Intake all;
  for (char const* path : {"fuzz.txt", "fuzz.jsonl", "-"}) {
    MemoryStream stream{bytes};
    read_input(stream, path, options, all);
  }
  STEMMA_ASSERT(
    !all.candidates.empty() || !all.skipped.empty() || !all.notices.empty(), "nothing is dropped without a word"
  );
  settle_ids(all);
  check(all, options);
}
