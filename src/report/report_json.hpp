// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/json_stream.hpp"
#include "stemma/model.hpp"
#include "stemma/report_writers.hpp"

namespace stemma {

/// Writes the whole report as one JSON object; the file and the page carry the same.
void write_report(JsonStream& json, Report const& report, Timings timings);

}  // namespace stemma
