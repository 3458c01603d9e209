// SPDX-License-Identifier: Apache-2.0
#include "collation/collator.hpp"

#include <algorithm>
#include <tuple>

#include "base/assert.hpp"
#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/presence.hpp"
#include "collation/slots.hpp"
#include "collation/units.hpp"

namespace stemma {

namespace {

std::vector<WitnessView> views_of(StoryTellings const& story, std::span<Facts const> facts) {
  std::vector<WitnessView> views;
  views.reserve(story.tellings.size());
  for (WitnessIndex w = 0; w < story.tellings.size(); ++w) {
    views.push_back(view_of(w, story.tellings[w], facts[w]));
  }
  return views;
}

/// A telling may spell one name in two ways; names less alike than this are two names.
constexpr double least_likeness_in_one_telling = 0.8;

/// Units are named in reports by the order in which a reader meets them.
void sort_by_place(std::vector<VariationUnit>& units) {
  auto const place = [](VariationUnit const& unit) {
    std::tuple<WitnessIndex, std::uint32_t, std::uint32_t> first{UINT32_MAX, UINT32_MAX, UINT32_MAX};
    for (UnitReading const& reading : unit.readings) {
      ReadingSpan const& span = reading.spans.front();
      first = std::min(first, {span.witness, span.tokens.begin_token, span.tokens.end_token});
    }
    return first;
  };
  std::stable_sort(units.begin(), units.end(), [&](VariationUnit const& a, VariationUnit const& b) {
    return std::tuple{place(a), a.kind, a.change} < std::tuple{place(b), b.kind, b.change};
  });
}

}  // namespace

std::vector<VariationUnit> Collator::collate(
  StoryTellings const& story, std::span<Facts const> facts, std::span<PairAlignment const> alignments
) const {
  STEMMA_ASSERT(facts.size() == story.tellings.size(), "each telling has its facts");
  auto const views = views_of(story, facts);
  auto const table = find_sites(views);
  Presence presence{views.size()};
  std::vector<Correspondence> found;
  std::vector<Projection> projections(table.sites.size());
  find_short_forms(table, found);
  for (PairAlignment const& alignment : alignments) {
    PairView const pair{views[alignment.left], views[alignment.right], alignment};
    presence.note(pair);
    PairComparison const comparison{pair, table, found, projections};
    auto const first_of_pair = found.size();
    compare_names(comparison);
    compare_items(comparison, first_of_pair);
    compare_quotes(comparison);
    compare_attributions(comparison);
    compare_modality(comparison);
  }
  auto const slots = join_slots(table.sites, std::move(found), [&](SiteId a, SiteId b) {
    Site const& first = table.sites[a];
    Site const& second = table.sites[b];
    if (first.family == SiteFamily::Modality || first.family == SiteFamily::Speaker) {
      return false;  // two plain sentences are two statements, two quotes of one speaker are two quotes
    }
    return first.key == second.key || (first.family == SiteFamily::Name &&
                                       (name_likeness(first.key, second.key) >= least_likeness_in_one_telling ||
                                        is_short_form(first.key, second.key)));
  });
  UnitSources const sources{views, table, presence, projections};
  auto units = merge_units(units_of(slots, sources), sources);
  for (VariationUnit& unit : units) {
    unit.surprise = surprise_of(unit, views.size());
  }
  sort_by_place(units);
  return units;
}

}  // namespace stemma
