// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stemma {

/// The page of web/ without data, up to where the report is spliced in, and from there on.
struct EmbeddedPage {
  std::string_view before_data;
  std::string_view after_data;
};

[[nodiscard]] EmbeddedPage embedded_page();

}  // namespace stemma
