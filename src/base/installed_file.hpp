// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma {

/// Where the program keeps its data: beside a built program or a module that another program loads, or below the prefix of an
/// installed one. The path of the data file of this name, or empty where there is none.
[[nodiscard]] std::string installed_file(std::string_view name);

}  // namespace stemma
