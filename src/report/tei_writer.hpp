// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/model.hpp"

namespace stemma {

/// Report: here is what was found, hand it to an editor of texts.
///
/// Out   TEI P5, a TEI element a story: its tellings as witnesses, the text of one of them (the first origin that has a
///       document), and in it the places at which tellings differ, in parallel segmentation. Places that this telling lacks, or
///       that overlap a weightier one, stand behind the text in a list.
class TeiWriter {
 public:
  void write(Report const& report, std::ostream& out) const;
};

}  // namespace stemma
