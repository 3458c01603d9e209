// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/record.hpp"
#include "stemma/document_rows.hpp"

namespace stemma {

/// How notes call rows.
inline constexpr char const* kRowSource = "rows";

/// Why a text cannot be taken, where it cannot: as for records.
[[nodiscard]] std::optional<std::string> fault_of_row_text(std::string_view text, std::uint64_t max_document_bytes);

/// What a row calls itself, where that can be taken.
[[nodiscard]] std::optional<std::string_view> id_of(DocumentRow const& row);

/// The text, id and time of a row, checked as those of a record are. The views are those of the row.
[[nodiscard]] RecordFields fields_of(DocumentRow const& row, std::uint64_t max_document_bytes);

/// The same with title and outlet, to be kept.
[[nodiscard]] Record record_of(DocumentRow const& row, std::uint64_t max_document_bytes);

}  // namespace stemma
