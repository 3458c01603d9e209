// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stemma/document.hpp"

namespace stemma {

/// A place that the tellings name, and where they name it.
struct NamedPlace {
  std::string name;         ///< As the gazetteer writes it; as a telling does where `country` is empty: not in it.
  std::string region;       ///< First-order division, may be empty.
  std::string country;      ///< ISO 3166 alpha-2.
  double latitude = 0;      ///< Degrees north.
  double longitude = 0;     ///< Degrees east.
  std::vector<Span> spans;  ///< The first of each spelling in each telling.
};

}  // namespace stemma
