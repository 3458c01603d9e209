// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stemma {

/// The title of a plain text, where its first line is one. The rule is careful, because a wrong title is worse than none:
///
/// - the first line begins at the first byte, has at most 200 characters and 40 words, and more text follows;
/// - it does not end like a sentence or a broken line: not with . , ; : … or a dash (closing quotes and brackets
///   are looked through);
/// - it is set off by an empty line; or the line after it looks like a paragraph of its own: longer than 120 characters,
///   or begun with no small letter and ended like a sentence. So the first line of hard-wrapped prose is no title;
/// - "?" and "!" may end it only where an empty line follows.
[[nodiscard]] std::optional<std::string> title_of_text(std::string_view text);

}  // namespace stemma
