// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stemma {

/// Bytes at the front of a file that are enough for `foreign_form`.
constexpr std::size_t kHeadBytes = 512;

/// What a file is, where its first bytes show that it is not UTF-8 text: "gzip compressed; decompress it first".
[[nodiscard]] std::optional<std::string> foreign_form(std::string_view head);

/// Whether a file is a report of ours, JSON or page, which a run may find beside its documents.
[[nodiscard]] bool is_own_report(std::string_view head);

/// Where the bytes stop being text, as a reason: "not UTF-8 at byte 4031", "NUL at byte 7". None for text.
[[nodiscard]] std::optional<std::string> fault_in_text(std::string_view bytes);

/// The length of a UTF-8 byte order mark at the front: 3 or 0.
[[nodiscard]] std::size_t byte_order_mark_bytes(std::string_view bytes);

/// Whether a text is a web page's source rather than its words.
[[nodiscard]] bool looks_like_html(std::string_view text);

/// A name from outside (of a file, of a record) as valid UTF-8 without NUL: every other byte becomes U+FFFD.
[[nodiscard]] std::string as_utf8(std::string_view name);

/// Whether there is nothing but white space.
[[nodiscard]] bool is_blank(std::string_view text);

/// A longer id or outlet is no name but a mistake.
inline constexpr std::size_t kLongestName = 1000;

/// ASCII letters only.
[[nodiscard]] std::string lower(std::string_view text);

/// Without white space at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace stemma
