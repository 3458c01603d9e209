// SPDX-License-Identifier: Apache-2.0
#include "corpus/feed_reader.hpp"

#include <chrono>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "corpus/feed_scanner.hpp"
#include "corpus/feed_time.hpp"
#include "corpus/html_text.hpp"
#include "corpus/record.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

constexpr std::chrono::hours kClockError{48};

/// A name in one line, without markup.
std::optional<std::string> name_of(std::string_view written) {
  auto const text = may_be_html(written) ? text_of_html(written) : as_utf8(written);
  return text.size() > kLongestName ? std::nullopt : title_in_one_line(text);
}

std::string made_id(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id = "feed-";
  for (auto hash = XXH3_64bits(text.data(), text.size()); hash != 0; hash >>= 4U) {
    id += digits[hash % 16];
  }
  return id;
}

/// An id as the feed gives it; a longer one is no name.
std::optional<std::string> given_id(std::string_view written) {
  auto const id = trimmed(written);
  return id.empty() || id.size() > kLongestName ? std::nullopt : title_in_one_line(as_utf8(id));
}

class ItemReading {
 public:
  ItemReading(std::string const& source, std::optional<UtcTime> latest) : source_{source}, latest_{latest} {}

  void read(FeedItem const& item) {
    Document document;
    auto const title = item.is_title_html && may_be_html(item.title) ? text_of_html(item.title) : as_utf8(item.title);
    auto const body =
      item.is_content_html && may_be_html(item.content) ? text_of_html(item.content) : as_utf8(trimmed(item.content));
    document.title = title_in_one_line(title);
    document.text = !document.title ? body : body.empty() ? *document.title : text_under_title(*document.title, body);
    if (is_blank(document.text)) {
      ++feed.skipped;
      note(item, "the item has no text");
      return;
    }
    document.published = time_of(item);
    auto const outlet = item.outlet.empty() ? std::nullopt : name_of(item.outlet);
    document.outlet = outlet ? outlet : feed.title.empty() ? std::nullopt : std::optional{feed.title};
    document.source = source_;
    auto id = given_id(item.id);
    id = id ? id : given_id(item.link);
    document.id = id ? std::move(*id) : made_id(document.text);
    feed.documents.push_back(std::move(document));
  }

  void note(FeedItem const& item, std::string reason) {
    if (feed.notes.size() < Feed::kMostNotes) {
      feed.notes.push_back({source_, item.line, std::move(reason)});
    }
  }

  Feed feed;

 private:
  std::optional<UtcTime> time_of(FeedItem const& item) {
    auto const& written = item.published.empty() ? item.changed : item.published;
    if (is_blank(written)) {
      return {};
    }
    auto const stated = read_feed_time(written);
    bool const is_to_come = stated && latest_ && stated->time > *latest_ + kClockError;
    if (!stated || is_to_come || stated->time < UtcTime{}) {
      note(
        item, "\"" + as_utf8(trimmed(written).substr(0, 60)) +
                (stated ? "\" cannot be when it appeared" : "\" cannot be read as a time") +
                "; the item is taken as undated"
      );
      return {};
    }
    return stated->time;
  }

  std::string const& source_;
  std::optional<UtcTime> latest_;
};

}  // namespace

Feed FeedReader::read(std::string_view bytes, std::string const& source, std::optional<UtcTime> latest) const {
  auto const scanned = scan_feed(bytes);
  ItemReading reading{source, latest};
  auto& feed = reading.feed;
  feed.fault = scanned.fault;
  if (feed.fault) {
    return std::move(feed);
  }
  feed.title = name_of(scanned.title).value_or("");
  if (scanned.broken) {
    feed.notes.push_back({source, scanned.broken, "not as XML must be; what could be read was taken"});
  }
  for (auto const& item : scanned.items) {
    reading.read(item);
  }
  if (scanned.items_left_out > 0) {
    feed.skipped += scanned.items_left_out;
    feed.notes.push_back(
      {source,
       {},
       std::to_string(scanned.items_left_out) + " items beyond the first " + std::to_string(Feed::kMostItems) +
         " were left out"}
    );
  }
  return std::move(feed);
}

}  // namespace stemma
