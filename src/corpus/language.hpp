// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma {

/// The language of a text: ISO 639-1 where there is such a code, "und" where it cannot be told reliably.
/// Bosnian, Croatian and Serbian are one group, "sh": no detector tells them apart in a short text.
///
/// In    valid UTF-8; only the beginning is looked at.
/// How   CLD2.
[[nodiscard]] std::string language_of(std::string_view text);

}  // namespace stemma
