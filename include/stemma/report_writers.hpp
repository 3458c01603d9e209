// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string_view>

#include "stemma/comparison.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Whether the JSON carries wall times. They differ from run to run, so by default they are left out.
enum class Timings { Omitted, Written };

/// Writes the report as JSON of the form stemma.report/1 (docs/report.schema.json).
void write_json(Report const& report, std::ostream& out, Timings timings = Timings::Omitted);

/// Writes the report as one HTML file that needs nothing else; of a report of more than a browser reads at once the largest stories.
void write_page(Report const& report, std::ostream& out);

/// As many stories, from the first on, get onto that page.
[[nodiscard]] std::size_t stories_on_page(Report const& report);

/// Writes the page of a report that is JSON already, as `write_json` gives it.
void write_page_of_json(std::string_view json, std::ostream& out);

/// Writes a comparison as JSON of the form stemma.comparison/1 (docs/comparison.schema.json).
void write_json(Comparison const& comparison, std::ostream& out);

/// Writes the page of the two texts; it opens with them side by side.
void write_page(Comparison const& comparison, std::ostream& out);

/// Writes who copied whom for Graphviz (DOT).
void write_dot(Report const& report, std::ostream& out);

/// Writes who copied whom as GraphML, a graph a story.
void write_graphml(Report const& report, std::ostream& out);

/// Writes who copied whom as Newick, a line for each origin; a story that is no tree is left out, and a comment says so.
void write_newick(Report const& report, std::ostream& out);

/// Writes the tellings' differences as TEI P5, in parallel segmentation.
void write_tei(Report const& report, std::ostream& out);

}  // namespace stemma
