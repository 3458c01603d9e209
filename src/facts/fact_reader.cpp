// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_reader.hpp"

namespace stemma {

FactReader::FactReader(Options const& options) : options_{options} {}

std::vector<Facts> FactReader::read(StoryTellings const& story) const {
  return std::vector<Facts>(story.tellings.size());
}

}  // namespace stemma
