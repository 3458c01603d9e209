// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/spelling_distance.hpp"

namespace stemma::reference {

/// The share of letters kept; names are cut at 64 bytes.
[[nodiscard]] inline double letters_in_common(std::string_view a, std::string_view b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  auto const longer = std::max(a.size(), b.size());
  return longer == 0 ? 1 : 1 - static_cast<double>(spelling_distance(a, b)) / static_cast<double>(longer);
}

/// Every name with the same first letter that is so like, with its likeness: all are compared.
[[nodiscard]] inline std::vector<std::pair<std::string, double>> near_names(
  std::vector<std::string> const& names, std::string_view wanted, double least_likeness
) {
  std::vector<std::pair<std::string, double>> found;
  for (auto const& name : names) {
    auto const likeness = letters_in_common(name, wanted);
    if (!name.empty() && !wanted.empty() && name.front() == wanted.front() && likeness >= least_likeness) {
      found.emplace_back(name, likeness);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace stemma::reference
