// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// An item of a feed as it is written: markup and all.
struct FeedItem {
  std::string id;
  std::string link;
  std::string title;
  std::string outlet;     ///< Where the item says that it is someone else's.
  std::string published;  ///< The first of its times that says so; else when it was changed.
  std::string changed;
  std::string content;  ///< The longest of what it has.
  bool is_title_html = true;
  bool is_content_html = true;
  std::uint64_t line = 0;
};

struct ScannedFeed {
  std::string title;
  std::vector<FeedItem> items;
  std::uint64_t items_left_out = 0;     ///< Beyond the most that are read.
  std::optional<std::string> fault;     ///< Why it is no feed.
  std::optional<std::uint64_t> broken;  ///< The first line that is not as XML must be.
};

/// Reads the elements of RSS and Atom; loads nothing, and gives up where entities are defined.
[[nodiscard]] ScannedFeed scan_feed(std::string_view bytes);

}  // namespace stemma
