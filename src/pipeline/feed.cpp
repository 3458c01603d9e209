// SPDX-License-Identifier: Apache-2.0
#include "stemma/feed.hpp"

#include "corpus/feed_reader.hpp"
#include "corpus/language.hpp"

namespace stemma {

Feed read_feed(std::string_view bytes, std::string const& source, std::optional<UtcTime> latest) {
  auto feed = FeedReader{}.read(bytes, source, latest);
  for (auto& document : feed.documents) {
    document.language = language_of(document.text);
  }
  return feed;
}

}  // namespace stemma
