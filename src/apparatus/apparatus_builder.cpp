// SPDX-License-Identifier: Apache-2.0
#include "apparatus/apparatus_builder.hpp"

namespace stemma {

std::vector<ApparatusEntry> ApparatusBuilder::build(
  StoryTellings const& /*story*/, std::span<Facts const> /*facts*/, std::span<VariationUnit const> /*units*/,
  Stemma const& /*stemma*/
) const {
  return {};
}

}  // namespace stemma
