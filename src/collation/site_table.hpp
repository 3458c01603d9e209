// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "collation/site.hpp"
#include "collation/witness_view.hpp"

namespace stemma {

/// The sites of one witness by family, each in the order of the text.
struct WitnessSites {
  std::vector<SiteId> names;
  std::vector<SiteId> items;
  std::vector<SiteId> quotes;
  std::vector<SiteId> speakers;
  std::vector<SiteId> attributions;
  std::vector<SiteId> statements;  ///< One per sentence.
};

/// All sites of a story. Ids rise with the witness.
struct SiteTable {
  std::vector<Site> sites;
  std::vector<WitnessSites> of_witness;
};

[[nodiscard]] SiteTable find_sites(std::span<WitnessView const> views);

/// Whether two kinds of mention can name one thing: equal, or one a name of unknown type.
[[nodiscard]] bool kinds_agree(Site const& a, Site const& b);

}  // namespace stemma
