// SPDX-License-Identifier: Apache-2.0
#include "collation/collator.hpp"

namespace stemma {

std::vector<VariationUnit> Collator::collate(
  StoryTellings const& /*story*/, std::span<Facts const> /*facts*/, std::span<PairAlignment const> /*alignments*/
) const {
  return {};
}

}  // namespace stemma
