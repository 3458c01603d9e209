// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/model.hpp"
#include "stemma/report_writers.hpp"

namespace stemma {

/// Report: here is what was found, write it as JSON of the form stemma.report/1 (docs/report.schema.json).
///
/// Out   UTF-8, the same bytes for the same report. Timings are written only where asked for: they differ from run to run.
class JsonWriter {
 public:
  void write(Report const& report, std::ostream& out, Timings timings) const;
};

}  // namespace stemma
