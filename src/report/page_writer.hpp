// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "stemma/comparison.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Report: here is what was found, write it as one HTML file that needs nothing else.
///
/// Out   the page of web/ with the report spliced in as data; text from outside is never markup. Of a report of more than a browser
///       reads at once the largest stories, and a notice that says so (src/report/page_part.hpp).
class PageWriter {
 public:
  void write(Report const& report, std::ostream& out) const;

  /// A report that is valid JSON already.
  void write_json(std::string_view json, std::ostream& out) const;

  /// Opens with the two texts side by side.
  void write(Comparison const& comparison, std::ostream& out) const;
};

}  // namespace stemma
