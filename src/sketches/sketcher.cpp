// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

namespace stemma {

Sketch Sketcher::sketch(std::string_view /*text*/) const {
  return {};
}

}  // namespace stemma
