// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace stemma {

struct Point {
  double x = 0;
  double y = 0;
};

/// Sizes of a picture in pixels; those of the page at its widest.
struct DrawingSizes {
  double radius = 13.5;  ///< Of a telling's disc.
  double lane_height = 43;
  double arrow_length = 8;  ///< 0 where the line carries a question mark instead.
  double parent_rim = 14;   ///< Distance from the parent's centre at which a line begins.
};

/// From the parent's rim down (or up) at `track`, then along the child's lane. SVG path data.
[[nodiscard]] std::string main_route(Point parent, Point child, double track, DrawingSizes const& sizes);

/// A second source: into the free strip beside the parent's lane, along it, and into the child from above or below.
[[nodiscard]] std::string merge_route(Point parent, Point child, double track, DrawingSizes const& sizes);

}  // namespace stemma
