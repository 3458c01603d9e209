// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

enum class DrawnKind { Telling, Origin, Lost };

/// One telling, or one lost source, in its own lane.
struct DrawnNode {
  NodeId id{};
  std::string siglum;  ///< A, B, … by time; a Greek letter for a lost source.
  DrawnKind kind = DrawnKind::Telling;
  std::uint32_t lane = 0;    ///< From the top; no two nodes share one.
  std::uint32_t group = 0;   ///< Which root it is drawn under, from the top.
  std::optional<double> at;  ///< Place on the axis, 0…1; none where it has no time.
  int step = 0;  ///< Steps beside that place: to the left (negative) for a lost source, else right of "no time".
  double x = 0;
  double y = 0;
};

/// A line from a source to a telling. A telling has one main source; further ones are merges.
struct DrawnLink {
  NodeId parent{};
  NodeId child{};
  bool is_merge = false;
  std::uint32_t slot = 0;  ///< Order in which lines leave the parent, from the left.
  std::string path;        ///< SVG path data.
};

struct DrawnTick {
  double at = 0;  ///< 0…1 along the axis.
  double x = 0;
  std::string label;
  std::optional<std::string> day;  ///< Second line, where it changes.
};

enum class DrawnAxis { Time, Steps };

/// A story's stemma as a picture: x is time where enough is known, else steps from the origin; y are lanes.
struct Drawing {
  double width = 0;
  double height = 0;
  DrawnAxis axis = DrawnAxis::Time;
  std::uint32_t groups = 0;
  std::vector<DrawnNode> nodes;  ///< In lane order.
  std::vector<DrawnLink> links;  ///< By parent's lane, then slot.
  std::vector<DrawnTick> ticks;
};

}  // namespace stemma
