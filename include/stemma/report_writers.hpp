// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/comparison.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Whether the JSON carries wall times. They differ from run to run, so by default they are left out.
enum class Timings { Omitted, Written };

/// Writes the report as JSON of the form stemma.report/1 (docs/report.schema.json).
void write_json(Report const& report, std::ostream& out, Timings timings = Timings::Omitted);

/// Writes the report as one HTML file that needs nothing else.
void write_page(Report const& report, std::ostream& out);

/// Writes a comparison as JSON of the form stemma.comparison/1 (docs/comparison.schema.json).
void write_json(Comparison const& comparison, std::ostream& out);

/// Writes the page of the two texts; it opens with them side by side.
void write_page(Comparison const& comparison, std::ostream& out);

}  // namespace stemma
