// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stemma {

// General English, written by hand: no word is here for the sake of any one text. Ranks are rough on purpose;
// a word's weight must not hang on the third digit of its frequency. Words are separated by spaces, any form will do.
extern std::string_view const kFunctionWords;
extern std::string_view const kFrequentWords;
extern std::string_view const kCommonWords;
extern std::string_view const kFamiliarWords;

}  // namespace stemma
