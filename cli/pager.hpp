// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace stemma::cli {

/// Shows a text on the terminal, a screen at a time where it is longer than one: by $PAGER, else by less where there is one.
/// False where it was not shown: standard output is no terminal, the text is short, or there is no pager.
[[nodiscard]] bool show_in_pager(std::string const& text);

}  // namespace stemma::cli
