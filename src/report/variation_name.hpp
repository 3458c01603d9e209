// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "stemma/model.hpp"

namespace stemma {

/// What a variation unit is about, as reports call it: "place", "person", …
[[nodiscard]] std::string_view name_of(VariationKind kind);

}  // namespace stemma
