// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "stemma/feed.hpp"

namespace stemma {

/// FeedReader: here are the bytes of a feed, give me its items as texts. See `read_feed`; languages are left open.
class FeedReader {
 public:
  [[nodiscard]] Feed read(std::string_view bytes, std::string const& source, std::optional<UtcTime> latest) const;
};

}  // namespace stemma
