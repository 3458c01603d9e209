// SPDX-License-Identifier: Apache-2.0
#include "report/drawing_json.hpp"

#include <string_view>

namespace stemma {

namespace {

std::string_view name_of(DrawnKind kind) {
  switch (kind) {
    case DrawnKind::Telling:
      return "telling";
    case DrawnKind::Origin:
      return "origin";
    case DrawnKind::Lost:
      break;
  }
  return "lost";
}

void write_node(JsonStream& json, DrawnNode const& node, std::string_view name) {
  json.begin_object();
  json.key("id");
  json.string(name);
  json.key("siglum");
  json.string(node.siglum);
  json.key("kind");
  json.string(name_of(node.kind));
  json.key("lane");
  json.integer(node.lane);
  json.key("group");
  json.integer(node.group);
  json.key("at");
  if (node.at) {
    json.number(*node.at);
  } else {
    json.null();
  }
  json.key("step");
  json.integer(node.step);
  json.key("x");
  json.number(node.x);
  json.key("y");
  json.number(node.y);
  json.end_object();
}

void write_link(JsonStream& json, DrawnLink const& link, std::vector<std::string> const& names) {
  json.begin_object();
  json.key("parent");
  json.string(names[index_of(link.parent)]);
  json.key("child");
  json.string(names[index_of(link.child)]);
  json.key("kind");
  json.string(link.is_merge ? "merge" : "main");
  json.key("slot");
  json.integer(link.slot);
  json.key("path");
  json.string(link.path);
  json.end_object();
}

void write_tick(JsonStream& json, DrawnTick const& tick) {
  json.begin_object();
  json.key("at");
  json.number(tick.at);
  json.key("x");
  json.number(tick.x);
  json.key("label");
  json.string(tick.label);
  json.key("day");
  json.string_or_null(tick.day);
  json.end_object();
}

}  // namespace

void write_drawing(JsonStream& json, Drawing const& drawing, std::vector<std::string> const& names) {
  json.begin_object();
  json.key("width");
  json.number(drawing.width);
  json.key("height");
  json.number(drawing.height);
  json.key("axis");
  json.string(drawing.axis == DrawnAxis::Time ? "time" : "steps");
  json.key("groups");
  json.integer(drawing.groups);
  json.key("nodes");
  json.begin_array();
  for (DrawnNode const& node : drawing.nodes) {
    write_node(json, node, names[index_of(node.id)]);
  }
  json.end_array();
  json.key("links");
  json.begin_array();
  for (DrawnLink const& link : drawing.links) {
    write_link(json, link, names);
  }
  json.end_array();
  json.key("ticks");
  json.begin_array();
  for (DrawnTick const& tick : drawing.ticks) {
    write_tick(json, tick);
  }
  json.end_array();
  json.end_object();
}

}  // namespace stemma
