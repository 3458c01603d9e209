// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.hpp"

namespace stemma {

/// Where a document of a stream can be read again; the same for every run over the same inputs.
struct TextPlace {
  std::uint64_t begin_byte = 0;    ///< Of the record in its input, or in the spill where the input is compressed.
  std::uint32_t length_bytes = 0;  ///< Of the record, without its line feed.
  std::uint32_t input = 0;         ///< Which input file.
};

/// A document of a stream. The views live as long as the batch.
struct StreamedDocument {
  std::uint64_t number = 0;  ///< From 0, in the order of the inputs; skipped documents have none.
  std::string_view id;       ///< Unique in the stream.
  std::string_view text;     ///< Valid UTF-8: the text field alone, unescaped; or a whole plain text file.
  std::optional<UtcTime> published;
  TextPlace place;
};

/// Documents one after another, in pieces, so that a huge pile is never held as a whole.
class DocumentStream {
 public:
  virtual ~DocumentStream() = default;

  /// The next documents; empty at the end. The views live until the call after the next: a batch can be worked on while another
  /// thread reads the one behind it.
  [[nodiscard]] virtual std::span<StreamedDocument const> next() = 0;

 protected:
  DocumentStream() = default;
  DocumentStream(DocumentStream const&) = default;
  DocumentStream& operator=(DocumentStream const&) = default;
};

/// Reads texts of a stream again, by their places, as soon as the stream has given them. Safe to use from several threads
/// at once, also while the stream reads on.
class TextStore {
 public:
  virtual ~TextStore() = default;

  /// The text of a document, byte for byte as the stream gave it; lives in `space` or in the store itself.
  [[nodiscard]] virtual std::string_view text(TextPlace const& place, std::vector<char>& space) const = 0;

  /// The same; and its id in `id`, where that costs nothing more: else `id` is empty, and to be asked for.
  [[nodiscard]] virtual std::string_view text(TextPlace const& place, std::vector<char>& space, std::string& id) const {
    id.clear();
    return text(place, space);
  }

  /// These will be asked for soon: a disk is far faster where it hears of many places at once. In the order of the places.
  virtual void expect(std::span<TextPlace const> places) const { static_cast<void>(places); }

  /// Its id, likewise.
  [[nodiscard]] virtual std::string_view id(TextPlace const& place, std::vector<char>& space) const = 0;

 protected:
  TextStore() = default;
  TextStore(TextStore const&) = default;
  TextStore& operator=(TextStore const&) = default;
};

}  // namespace stemma
