// SPDX-License-Identifier: Apache-2.0
#include "pipeline/check_options.hpp"

#include <string>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr unsigned kMostThreads = 256;
constexpr std::uint64_t kLongestDocument = 1ULL << 31U;
constexpr std::uint64_t kLeastMemory = 1ULL << 26U;

void require(bool holds, char const* sentence) {
  if (!holds) {
    throw Error{ErrorKind::BadOption, sentence};
  }
}

}  // namespace

void check_options(Options const& options) {
  require(options.threads <= kMostThreads, "threads must be 0 (all) or 1 to 256");
  require(
    options.max_document_bytes >= 1 && options.max_document_bytes <= kLongestDocument,
    "the longest document must be between 1 byte and 2 GiB"
  );
  require(
    options.memory_bytes == 0 || options.memory_bytes >= kLeastMemory, "a trace needs 64 MiB of memory; give it more"
  );
  require(options.story_threshold >= 0 && options.story_threshold <= 1, "the story threshold must be between 0 and 1");
  FieldNames const& fields = options.fields;
  for (std::string const* name : {&fields.id, &fields.title, &fields.published, &fields.outlet, &fields.text}) {
    require(!name->empty(), "a JSONL field name must not be empty");
  }
}

void check_copy_rule(DedupOptions const& options) {
  auto const is_share = [](double value) { return value >= 0.1 && value <= 1; };
  require(is_share(options.min_resemblance), "the least resemblance must be between 0.1 and 1");
  require(is_share(options.min_containment), "the least containment must be between 0.1 and 1");
  require(
    options.min_run_words >= 16 && options.min_run_words <= 1'000'000, "the least run must be of 16 to 1000000 words"
  );
}

}  // namespace stemma
