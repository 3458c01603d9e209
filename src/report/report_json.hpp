// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/json_stream.hpp"
#include "report/page_part.hpp"
#include "stemma/model.hpp"
#include "stemma/report_writers.hpp"

namespace stemma {

/// Writes the whole report as one JSON object; the file and the page carry the same, unless a page gets a part only.
/// Two ids in `side_by_side` make the page open with these tellings beside each other.
void write_report(
  JsonStream& json,
  Report const& report,
  Timings timings,
  std::vector<std::string> const& side_by_side = {},
  PagePart const* part = nullptr
);

/// "verbatim": the word by which a kind of passage goes in JSON.
[[nodiscard]] std::string_view name_of(PassageKind kind);

}  // namespace stemma
