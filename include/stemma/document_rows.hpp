// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stemma/document.hpp"

namespace stemma {

/// A document as a row of a table has it. What is not there is none.
struct DocumentRow {
  std::optional<std::string_view> text;
  std::optional<std::string_view> id;
  std::optional<std::string_view> title;
  std::optional<std::string_view> outlet;
  std::optional<std::string_view> source;        ///< Where it comes from, "rows" if it does not say.
  std::optional<std::string_view> written_time;  ///< ISO 8601, where the table has its times as text.
  std::optional<std::int64_t> epoch_time;        ///< Seconds since 1970, where it has them as numbers.
};

/// Documents that lie in memory, whoever holds them: columns of Arrow, objects of Python. They are read where they lie.
///
/// Rows are called by their numbers, from 0; a row without an id is called so, too, and notes name the line `number + 1` of
/// "rows". What the functions give must be the same each time, and live as long as this; they are called from several threads.
class DocumentRows {
 public:
  virtual ~DocumentRows() = default;
  DocumentRows(DocumentRows const&) = delete;
  DocumentRows& operator=(DocumentRows const&) = delete;

  [[nodiscard]] virtual std::uint64_t size() const = 0;

  /// What the texts take where they lie, about; for how much memory a search may count as its own.
  [[nodiscard]] virtual std::uint64_t text_bytes() const = 0;

  /// `space` is room for an id that is no text where it lies.
  [[nodiscard]] virtual DocumentRow row(std::uint64_t number, std::string& space) const = 0;

  /// The text alone.
  [[nodiscard]] virtual std::string_view text(std::uint64_t number) const = 0;

 protected:
  DocumentRows() = default;
};

}  // namespace stemma
