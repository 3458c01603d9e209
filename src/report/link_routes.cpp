// SPDX-License-Identifier: Apache-2.0
#include "report/link_routes.hpp"

#include <algorithm>
#include <cmath>

#include "report/number_text.hpp"

namespace stemma {

namespace {

std::string px(double value) {
  return number_text(std::round(value * 10) / 10, 1);
}

std::string pair(double x, double y) {
  return px(x) + " " + px(y);
}

/// Where the vertical line at `track` leaves a circle of radius `rim` around the parent.
double rim_y(Point parent, double track, double rim, double down) {
  double const off = std::min(std::abs(track - parent.x), rim);
  return parent.y + down * std::sqrt(rim * rim - off * off);
}

}  // namespace

std::string main_route(Point parent, Point child, double track, DrawingSizes const& sizes) {
  double const radius = sizes.radius + 2;
  double const down = child.y >= parent.y ? 1 : -1;
  double const side = child.x >= track ? 1 : -1;
  double const distance = std::abs(child.x - track);
  std::string const start = "M" + pair(track, rim_y(parent, track, sizes.parent_rim, down));
  if (distance <= 0.8 * radius) {
    double const tip_y = child.y - down * std::sqrt(std::max(0.0, radius * radius - distance * distance));
    return start + "V" + px(tip_y - down * sizes.arrow_length);
  }
  double const tip_x = child.x - side * radius;
  double const room = std::abs(tip_x - track) - sizes.arrow_length;
  if (side * (tip_x - track) > 0 && room >= 3) {
    double const corner = std::min(8.0, room);
    return start + "V" + px(child.y - down * corner) + "Q" + pair(track, child.y) + " " +
           pair(track + side * corner, child.y) + "H" + px(tip_x - side * sizes.arrow_length);
  }
  // Too near for a corner: come in slantwise, at the shoulder of the disc.
  constexpr double SLANT = 0.7071;
  double const reach = SLANT * (radius + sizes.arrow_length);
  Point const end{child.x - side * reach, child.y - down * reach};
  return start + "V" + px(end.y - down * 10) + "Q" + pair(track, end.y - down * 2) + " " + pair(end.x, end.y);
}

std::string merge_route(Point parent, Point child, double track, DrawingSizes const& sizes) {
  double const radius = sizes.radius + 3;
  double const down = child.y >= parent.y ? 1 : -1;
  double const strip = parent.y + down * sizes.lane_height * 0.5;
  double const into = child.x + 0.35 * radius;
  double const end_y = child.y - down * std::sqrt(radius * radius * (1 - 0.35 * 0.35)) - down * sizes.arrow_length;
  double const side = into >= track ? 1 : -1;
  std::string const start = "M" + pair(track, rim_y(parent, track, sizes.parent_rim, down));
  double const corner = std::min({6.0, std::abs(into - track) / 2, std::abs(end_y - strip)});
  if (corner < 2) {
    return start + "L" + pair(into, end_y);
  }
  return start + "V" + px(strip - down * std::min(corner, 4.0)) + "Q" + pair(track, strip) + " " +
         pair(track + side * corner, strip) + "H" + px(into - side * corner) + "Q" + pair(into, strip) + " " +
         pair(into, strip + down * corner) + "V" + px(end_y);
}

}  // namespace stemma
