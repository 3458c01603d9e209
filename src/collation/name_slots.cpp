// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/match_greedily.hpp"

namespace stemma {

namespace {

/// Names less alike than this are two names, not two spellings.
constexpr double least_spelling_likeness = 0.6;

/// Half of it may come from spelling, half from standing at the same places.
constexpr double least_score = 0.5;

/// More names than this in one telling is a list; the rest is left alone.
constexpr std::size_t most_names = 400;

std::vector<SiteId> first_names(std::vector<SiteId> const& names) {
  return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_names))};
}

/// How often mentions of the two names stand at one place, as a share of the mentions of the rarer name.
double shared_places(PairView const& pair, Site const& left, Site const& right) {
  constexpr std::size_t most_mentions = 16;
  auto const left_count = std::min(left.ranges.size(), most_mentions);
  auto const right_count = std::min(right.ranges.size(), most_mentions);
  double shared = 0;
  for (std::size_t l = 0; l < left_count; ++l) {
    double best = 0;
    for (std::size_t r = 0; r < right_count; ++r) {
      auto const linked = pair.direct_link(left.ranges[l], right.ranges[r]).has_value();
      best = std::max(best, pair.context(left.ranges[l], right.ranges[r]) + (linked ? 0.5 : 0));
    }
    shared += std::min(1.0, best);
  }
  return shared / static_cast<double>(std::min(left_count, right_count));
}

std::size_t most_mentions(SiteTable const& table, std::vector<SiteId> const& names) {
  std::size_t most = 0;
  for (SiteId const id : names) {
    most = std::max(most, table.sites[id].ranges.size());
  }
  return most;
}

/// What a telling names again and again is what the story is about: 1 for its most frequent name, 0 for one named once.
double prominence_of(Site const& name, std::size_t most) {
  return most < 2 ? 0 : static_cast<double>(name.ranges.size() - 1) / static_cast<double>(most - 1);
}

}  // namespace

void find_short_forms(SiteTable const& table, std::vector<Correspondence>& found) {
  for (WitnessSites const& mine : table.of_witness) {
    auto const names = first_names(mine.names);
    for (SiteId const shorter : names) {
      std::vector<SiteId> longer;
      for (SiteId const other : names) {
        auto const& a = table.sites[shorter];
        auto const& b = table.sites[other];
        // A place of a shorter name is often another place: "Becej" is not "Novi Becej".
        auto const may_be_short = a.kind != VariationKind::Place && b.kind != VariationKind::Place && kinds_agree(a, b);
        if (other != shorter && may_be_short && a.key.size() < b.key.size() && is_short_form(a.key, b.key)) {
          longer.push_back(other);
        }
      }
      if (longer.size() == 1) {
        found.push_back({std::min(shorter, longer[0]), std::max(shorter, longer[0]), ChangeKind::Same, 1});
      }
    }
  }
}

void compare_names(PairComparison const& comparison) {
  auto const left_names = first_names(comparison.left().names);
  auto const right_names = first_names(comparison.right().names);
  std::unordered_map<std::string_view, SiteId> right_of_key;
  for (SiteId const id : right_names) {
    right_of_key.emplace(comparison.site(id).key, id);
  }
  std::vector<SiteId> left_only;
  std::unordered_set<SiteId> right_agreed;
  for (SiteId const id : left_names) {
    auto const same = right_of_key.find(comparison.site(id).key);
    if (same == right_of_key.end()) {
      left_only.push_back(id);
      continue;
    }
    right_agreed.insert(same->second);
    comparison.found.push_back({id, same->second, ChangeKind::Same, 1});
  }
  auto const most_left = most_mentions(comparison.table, left_names);
  auto const most_right = most_mentions(comparison.table, right_names);
  std::vector<MatchCandidate> candidates;
  for (SiteId const left : left_only) {
    for (SiteId const right : right_names) {
      auto const& a = comparison.site(left);
      auto const& b = comparison.site(right);
      if (right_agreed.contains(right) || !are_of_one_sort(a, b)) {
        continue;
      }
      if (is_short_form(a.key, b.key)) {
        comparison.found.push_back({left, right, ChangeKind::Same, 0.8});
        continue;
      }
      auto const likeness = name_likeness(a.key, b.key);
      if (likeness >= least_spelling_likeness) {
        auto const places = std::min(1.0, shared_places(comparison.pair, a, b));
        auto const prominence = std::min(prominence_of(a, most_left), prominence_of(b, most_right));
        candidates.push_back({left, right, 0.5 * likeness + 0.5 * places + 0.25 * prominence});
      }
    }
  }
  for (MatchCandidate const& match : match_greedily(std::move(candidates))) {
    if (match.score >= least_score) {
      comparison.found.push_back({match.left, match.right, ChangeKind::Spelling, std::min(1.0, match.score)});
    }
  }
}

}  // namespace stemma
