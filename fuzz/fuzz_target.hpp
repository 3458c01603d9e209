// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// What a fuzz target defines: takes any bytes and aborts where a promise is broken.
void fuzz_one(std::string_view bytes);
