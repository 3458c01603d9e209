// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// What the words of an attribution say of its source beside its name.
[[nodiscard]] SourceTraits source_traits(FactText const& text, TokenRange range);

/// How a thing became known, in one word (see Mention::source_kind); `speaker_kind` is what kind of name the speaker has.
[[nodiscard]] std::string source_kind(FactText const& text, TokenRange range, MentionKind speaker_kind);

}  // namespace stemma
