// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "collation/pair_view.hpp"
#include "collation/site_table.hpp"

namespace stemma {

/// Where in a plain statement the words stand that another telling hedges.
struct Projection {
  double confidence = 0;
  TokenRange range;
};

/// Which sites of two witnesses stand at one place of the story: one function a family, each adding to `found`.
/// All of them match what agrees first; only what is then left over on both sides can be a difference.
struct PairComparison {
  PairView const& pair;
  SiteTable const& table;
  std::vector<Correspondence>& found;
  std::vector<Projection>& projections;  ///< One per site; only plain statements use theirs.

  [[nodiscard]] Site const& site(SiteId id) const { return table.sites[id]; }

  [[nodiscard]] WitnessSites const& left() const { return table.of_witness[pair.left().witness]; }

  [[nodiscard]] WitnessSites const& right() const { return table.of_witness[pair.right().witness]; }

  [[nodiscard]] Mention const& left_mention(SiteId id) const { return pair.left().facts->mentions[site(id).mention]; }

  [[nodiscard]] Mention const& right_mention(SiteId id) const { return pair.right().facts->mentions[site(id).mention]; }
};

/// Names as wholes: equal names, and names that only their spelling sets apart.
void compare_names(PairComparison const& comparison);

/// Shorter forms of one name within a telling: "Hermkens" where exactly one longer name, "Joke Hermkens", fits.
void find_short_forms(SiteTable const& table, std::vector<Correspondence>& found);

/// Single mentions of names, numbers and dates at aligned places. `first_of_pair` is the number of correspondences found
/// before this pair: the names among those found since tell which names the two have in another spelling.
void compare_items(PairComparison const& comparison, std::size_t first_of_pair);

/// Sentences of quotes, and who says them.
void compare_quotes(PairComparison const& comparison);

/// Who says a statement or how it became known.
void compare_attributions(PairComparison const& comparison);

/// Whether an aligned statement is hedged on one side only.
void compare_modality(PairComparison const& comparison);

}  // namespace stemma
