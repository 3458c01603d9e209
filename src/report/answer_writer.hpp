// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "stemma/archive_model.hpp"

namespace stemma {

/// Answer: here is what an archive found, write it as JSON of the form stemma.answer/1 (docs/archive.md).
class AnswerWriter {
 public:
  void write(ArchiveAnswer const& answer, std::ostream& out) const;
};

}  // namespace stemma
