// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "cli/terminal.hpp"
#include "stemma/archive.hpp"

namespace stemma::cli {

/// What an archive said, in a few lines for a person. Texts and names come from outside and are made printable.
[[nodiscard]] std::string addition_text(ArchiveAddition const& addition, double seconds);
[[nodiscard]] std::string stats_text(ArchiveStats const& stats);
[[nodiscard]] std::string check_text(ArchiveCheck const& check);

void print_answer(ArchiveAnswer const& answer, Display const& display, std::ostream& out);
void print_stories(std::span<ArchiveStory const> stories, Display const& display, std::ostream& out);

}  // namespace stemma::cli
