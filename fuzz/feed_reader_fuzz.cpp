// SPDX-License-Identifier: Apache-2.0
// Any bytes at all, read as a feed: nothing crashes, and what comes out is text with an id, whatever went in.

#include <string>

#include "base/assert.hpp"
#include "corpus/feed_reader.hpp"
#include "corpus/feed_time.hpp"
#include "corpus/html_text.hpp"
#include "corpus/text_form.hpp"
#include "fuzz/fuzz_target.hpp"

void fuzz_one(std::string_view bytes) {
  using namespace stemma;
  auto const feed = FeedReader{}.read(bytes, "fuzz", UtcTime{});
  STEMMA_ASSERT(!feed.fault || feed.documents.empty(), "what is no feed has no documents");
  STEMMA_ASSERT(!fault_in_text(feed.title), "a title is text");
  for (auto const& document : feed.documents) {
    STEMMA_ASSERT(!document.id.empty() && !fault_in_text(document.id), "a document has an id");
    STEMMA_ASSERT(!is_blank(document.text) && !fault_in_text(document.text), "a text is text");
    STEMMA_ASSERT(!document.title || document.text.starts_with(*document.title), "a text begins with its title");
    STEMMA_ASSERT(!document.outlet || !fault_in_text(*document.outlet), "an outlet is text");
  }
  for (auto const& note : feed.notes) {
    STEMMA_ASSERT(!fault_in_text(note.reason), "a reason is text");
  }
  STEMMA_ASSERT(!fault_in_text(text_of_html(bytes)), "what HTML says is text");
  static_cast<void>(read_feed_time(bytes));
}
