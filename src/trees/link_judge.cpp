// SPDX-License-Identifier: Apache-2.0
#include "trees/link_judge.hpp"

#include <algorithm>

#include "trees/share.hpp"
#include "trees/stamps.hpp"

namespace stemma {

namespace {

Retellers describe(StemmaFinder const& found, std::vector<std::size_t> const& children) {
  auto const& parents = found.draft().draft.parents;
  auto const& scores = found.scores();
  std::size_t links = 0;
  std::size_t stamped = 0;
  std::size_t late = 0;
  std::size_t linked = 0;
  Retellers retellers;
  retellers.tellings = parents.size();
  for (WitnessIndex child = 0; child < parents.size(); ++child) {
    retellers.sources += static_cast<double>(children[child] > 0);
    retellers.roots += static_cast<double>(parents[child].empty());
    retellers.merges += static_cast<double>(parents[child].size() > 1);
    if (!parents[child].empty()) {
      ++linked;
      retellers.kept += scores.shared_wording(child, {parents[child].front(), parents[child].back()});
    }
    for (std::size_t i = 0; i < parents[child].size(); ++i) {
      ++links;
      retellers.parent += found.confidences()[child][i].parent;
      stamped += static_cast<std::size_t>(scores.are_stamped(child, parents[child][i]));
      late += static_cast<std::size_t>(scores.is_stamped_before(child, parents[child][i]));
    }
  }
  retellers.parent = share_of_all(retellers.parent, links);
  retellers.kept = share_of_all(retellers.kept, linked);
  retellers.sources = share_of_all(retellers.sources, parents.size());
  retellers.roots = share_of_all(retellers.roots, parents.size());
  retellers.merges = share_of_all(retellers.merges, parents.size());
  retellers.late = share_of_all(static_cast<double>(late), stamped);
  retellers.stamped = share_of_all(static_cast<double>(stamped), links);
  return retellers;
}

/// What the parents that the draft gives the child weigh over none.
double weight_of(WitnessIndex child, FoundDraft const& found) {
  auto const& parents = found.draft.parents[child];
  double const weight = parents.size() > 1
                          ? std::ranges::lower_bound(found.merges, child, {}, &MergeOption::child)->weight
                          : found.single[child][parents.front()];
  return weight - kRootWeight;
}

}  // namespace

LinkJudge::LinkJudge(StemmaFinder const& found) : found_{found}, children_(found.texts().size(), 0) {
  auto const& draft = found.draft().draft;
  for (auto const& parents : draft.parents) {
    for (auto const parent : parents) {
      ++children_[parent];
    }
  }
  for (WitnessSet const& descendants : descendants_of(draft)) {
    below_.push_back(descendants.count());
  }
  retellers_ = describe(found, children_);
}

double LinkJudge::hours(WitnessIndex parent, WitnessIndex child) const {
  auto const& tellings = found_.different().tellings;
  return found_.scores().uses_clocks() ? hours_between(*tellings[parent].document, *tellings[child].document) : 0;
}

JudgedLink LinkJudge::link(WitnessIndex child, std::size_t place) const {
  auto const& scores = found_.scores();
  auto const& parents = found_.draft().draft.parents;
  auto const parent = parents[child][place];
  auto const& sure = found_.confidences()[child][place];
  JudgedLink link;
  link.parent = sure.parent;
  link.direction = sure.direction;
  link.runner_up = sure.runner_up_confidence;
  link.weight = weight_of(child, found_.draft());
  link.runs = scores.traits(child).wording.size();
  link.kept = scores.shared_wording(child, {parent, parent});
  link.given = scores.shared_wording(parent, {child, child});
  link.credit = scores.credits().weigh(child, parent);
  link.hours = hours(parent, child);
  link.brothers = children_[parent] - 1;
  link.below = below_[child];
  link.is_merge = parents[child].size() > 1;
  link.is_stamped = scores.are_stamped(child, parent);
  link.is_of_root = parents[parent].empty();
  link.retellers = retellers_;
  return link;
}

JudgedLost LinkJudge::lost(LostSource::Child const& child) const {
  return {child.confidence, child.is_told, retellers_};
}

JudgedSame LinkJudge::same(SameText const& text, std::size_t place) const {
  auto const& tellings = found_.story().tellings;
  auto const& first = *tellings[text.first].document;
  auto const& other = *tellings[text.others[place]].document;
  JudgedSame link;
  link.tellings = text.others.size() + 1;
  link.place = place + 1;
  link.story = tellings.size();
  link.is_stamped = found_.scores().uses_clocks() && first.published && other.published;
  link.hours = link.is_stamped ? hours_between(first, other) : 0;
  return link;
}

}  // namespace stemma
