// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/drawing.hpp"
#include "report/json_stream.hpp"

namespace stemma {

/// Writes a drawing as the field `drawing` of a story; `names` are those of the stemma's nodes.
void write_drawing(JsonStream& json, Drawing const& drawing, std::vector<std::string> const& names);

}  // namespace stemma
