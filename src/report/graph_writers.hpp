// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/model.hpp"

namespace stemma {

/// Report: here is who copied whom, draw it with Graphviz.
///
/// Out   one digraph, a cluster a story; lost sources dashed, links of unknown direction without an arrow.
class DotWriter {
 public:
  void write(Report const& report, std::ostream& out) const;
};

/// Report: here is who copied whom, take it into a program for networks.
///
/// Out   GraphML, a graph a story; nodes with title, outlet, time and whether they are lost, edges with what is known of them.
class GraphmlWriter {
 public:
  void write(Report const& report, std::ostream& out) const;
};

/// Report: here is who copied whom, take it into a program for trees.
///
/// Out   Newick, a line for each origin; inner nodes are named. Of a story in which a telling has two sources, which is no
///       tree, a comment says so and nothing else is written.
class NewickWriter {
 public:
  void write(Report const& report, std::ostream& out) const;
};

}  // namespace stemma
