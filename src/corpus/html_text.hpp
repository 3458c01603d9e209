// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma {

/// The words of a piece of HTML, in valid UTF-8: without markup, scripts and styles, entities resolved. Paragraphs and other
/// blocks are set off by an empty line, line breaks are kept, all other white space is one space.
///
/// How   libxml2, which reads what no standard allows; nothing is loaded or run.
[[nodiscard]] std::string text_of_html(std::string_view html);

/// Without markup this is text already.
[[nodiscard]] bool may_be_html(std::string_view text) noexcept;

}  // namespace stemma
