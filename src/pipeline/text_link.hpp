// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/copy_rule.hpp"
#include "pairs/counted_text.hpp"
#include "pairs/pair_judge.hpp"
#include "stemma/text_comparer.hpp"

namespace stemma {

/// What counts as a copy in a pile, where nothing but the texts speaks for it.
[[nodiscard]] CopyRule rule_of(DedupOptions const& options);

/// Whether links of this kind are asked for.
[[nodiscard]] bool is_wanted(CopyKind kind, CopyLevel level) noexcept;

/// Whether clusters grow along them: they are of whole copies; of partial ones only where nothing else is looked for.
[[nodiscard]] bool does_join(CopyKind kind, CopyLevel level) noexcept;

/// Compares two texts.
[[nodiscard]] TextLink link_of(
  CountedText& left,
  CountedText& right,
  TextComparison& comparison,
  BoilerplateSearch const& search,
  CopyRule const& rule
);

}  // namespace stemma
