// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/comparison.hpp"

namespace stemma {

/// Comparison: here are two texts side by side, write them as JSON.
///
/// Out   stemma.comparison/1, fixed by docs/comparison.schema.json; spans are bytes of the texts that it carries.
class ComparisonWriter {
 public:
  void write(Comparison const& comparison, std::ostream& out) const;
};

}  // namespace stemma
