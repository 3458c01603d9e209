// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/src/arrow_table.hpp"
#include "stemma/comparison.hpp"
#include "stemma/model.hpp"

namespace stemma::python {

/// The parts of a report as tables; stemma/_report.py says what stands in which column.
[[nodiscard]] ArrowTable documents_table(Report const& report);
[[nodiscard]] ArrowTable stories_table(Report const& report);
[[nodiscard]] ArrowTable edges_table(Report const& report);
[[nodiscard]] ArrowTable readings_table(Report const& report);
[[nodiscard]] ArrowTable passages_table(Report const& report);
[[nodiscard]] ArrowTable skipped_table(Report const& report);
[[nodiscard]] ArrowTable notices_table(Report const& report);

/// The parts of a comparison.
[[nodiscard]] ArrowTable compared_passages_table(Comparison const& comparison);
[[nodiscard]] ArrowTable compared_words_table(Comparison const& comparison);
[[nodiscard]] ArrowTable differences_table(Comparison const& comparison);

}  // namespace stemma::python
