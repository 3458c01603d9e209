// SPDX-License-Identifier: Apache-2.0
#include "report/link_routes.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "report/number_text.hpp"

namespace stemma {

namespace {

/// SVG path data, one command after the other, in tenths of a pixel.
class PathText {
 public:
  PathText& add(char command, std::initializer_list<double> numbers) {
    text_.push_back(command);
    char const* separator = "";
    for (double const number : numbers) {
      text_.append(separator);
      text_.append(number_text(std::round(number * 10) / 10, 1));
      separator = " ";
    }
    return *this;
  }

  [[nodiscard]] std::string const& text() const { return text_; }

 private:
  std::string text_;
};

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
  PathText path;
  path.add('M', {track, rim_y(parent, track, sizes.parent_rim, down)});
  if (distance <= 0.8 * radius) {
    double const tip_y = child.y - down * std::sqrt(std::max(0.0, radius * radius - distance * distance));
    return path.add('V', {tip_y - down * sizes.arrow_length}).text();
  }
  double const tip_x = child.x - side * radius;
  double const room = std::abs(tip_x - track) - sizes.arrow_length;
  if (side * (tip_x - track) > 0 && room >= 3) {
    double const corner = std::min(8.0, room);
    return path.add('V', {child.y - down * corner})
      .add('Q', {track, child.y, track + side * corner, child.y})
      .add('H', {tip_x - side * sizes.arrow_length})
      .text();
  }
  // Too near for a corner: come in slantwise, at the shoulder of the disc.
  constexpr double SLANT = 0.7071;
  double const reach = SLANT * (radius + sizes.arrow_length);
  Point const end{child.x - side * reach, child.y - down * reach};
  return path.add('V', {end.y - down * 10}).add('Q', {track, end.y - down * 2, end.x, end.y}).text();
}

std::string merge_route(Point parent, Point child, double track, DrawingSizes const& sizes) {
  double const radius = sizes.radius + 3;
  double const down = child.y >= parent.y ? 1 : -1;
  double const strip = parent.y + down * sizes.lane_height * 0.5;
  double const into = child.x + 0.35 * radius;
  double const end_y = child.y - down * std::sqrt(radius * radius * (1 - 0.35 * 0.35)) - down * sizes.arrow_length;
  double const side = into >= track ? 1 : -1;
  PathText path;
  path.add('M', {track, rim_y(parent, track, sizes.parent_rim, down)});
  double const corner = std::min({6.0, std::abs(into - track) / 2, std::abs(end_y - strip)});
  if (corner < 2) {
    return path.add('L', {into, end_y}).text();
  }
  return path.add('V', {strip - down * std::min(corner, 4.0)})
    .add('Q', {track, strip, track + side * corner, strip})
    .add('H', {into - side * corner})
    .add('Q', {into, strip, into, strip + down * corner})
    .add('V', {end_y})
    .text();
}

}  // namespace stemma
