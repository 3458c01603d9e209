// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/drawing.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Drawing: here is a stemma, where does each telling stand, and how do the lines run?
///
/// Out   one lane a node, a family together: a source, then each of its tellings with all that comes from it,
///       the oldest first. Lines leave a telling side by side, the one with the farthest goal on the left, so that
///       the lines of one source never cross. The same picture for the same report.
/// How   x is time, linear and never cut, where at least two and at least half of the tellings state one;
///       else it is the number of steps from the origin. A lost source stands left of what comes from it.
///       A telling without a time among others that have one stands to the right of the axis.
/// Cost  O(n log n); no recursion, so a chain of any length is drawn.
class StemmaDrawer {
 public:
  [[nodiscard]] Drawing draw(Report const& report, Stemma const& stemma) const;
};

}  // namespace stemma
