// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "archive/archive_store.hpp"

namespace stemma {

/// A document that may have a passage of a question.
struct ArchiveSuspect {
  std::uint32_t number = 0;
  float weight = 0;  ///< Of the keys that both have: rare ones weigh more.
};

/// Which documents of an archive may have a passage of a question?
///
/// In    a question, and how many whole copies of it would all have to be found.
/// Out   documents with some of its shingles; those with many or rare ones first.
/// How   where each shingle stands is found in every segment; then who has them is read, the rarest shingles first, until as many
///       postings are read as so many copies have. Of what stands in very many documents those that were added last are read,
///       and only where nothing else is left.
/// Cost  a look at a filter for each shingle and segment; a search for each that has it, and for one in thirty that has not.
[[nodiscard]] std::vector<ArchiveSuspect> find_suspects(
  ArchiveStore& store, std::string_view question, std::size_t copies
);

}  // namespace stemma
