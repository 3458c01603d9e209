// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <span>

#include "stemma/archive_model.hpp"

namespace stemma {

/// AnswerWriter: here is what an archive found, write it as JSON: an answer in the form stemma.answer/1 (docs/archive.md), a list of
/// stories, what the archive holds (serve/openapi.json).
class AnswerWriter {
 public:
  void write(ArchiveAnswer const& answer, std::ostream& out) const;
  void write(std::span<ArchiveStory const> stories, std::ostream& out) const;
  void write(ArchiveStats const& stats, std::ostream& out) const;
};

}  // namespace stemma
