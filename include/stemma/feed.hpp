// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// What a feed holds, as texts.
struct Feed {
  std::string title;  ///< Its publisher; empty where it does not say.
  std::vector<Document> documents;
  std::vector<InputNote> notes;      ///< What was left out or read with a doubt, by line; the first `kMostNotes`.
  std::uint64_t skipped = 0;         ///< Items that are no documents.
  std::optional<std::string> fault;  ///< Why it is no feed, where it is none; then there are no documents.

  static constexpr std::size_t kMostItems = 10'000;
  static constexpr std::size_t kMostNotes = 100;
};

/// Feed: here are the bytes of an RSS or Atom feed, which texts does it hold?
///
/// In    anything. RSS 0.9 to 2.0 and Atom, in any encoding that the feed declares; `latest` is the last time that can be true,
///       now for instance: what is dated more than two days later is taken as undated.
/// Out   a document an item: words without markup, under its title; scripts and styles are dropped. Ids are the feed's own, or the
///       link, or made of the text. Broken XML is read as far as it makes sense, with a note.
/// How   libxml2. Nothing is loaded from anywhere, and a feed that defines entities is refused: none needs them but attacks.
/// Cost  some 100 MB/s; memory for the texts.
[[nodiscard]] Feed read_feed(std::string_view bytes, std::string const& source, std::optional<UtcTime> latest = {});

}  // namespace stemma
