// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/intake.hpp"

namespace stemma {

/// Gives every candidate an id of its own, whatever the order in which they came.
///
/// - Files of one name are called by their paths.
/// - Records with the same id and text are one document: the first by source and line stays, the others are skipped.
/// - Records with the same id and another text get "-2", "-3" … in the order of source and line, with a notice.
///
/// Out   `intake.candidates` sorted by id.
void settle_ids(Intake& intake);

}  // namespace stemma
