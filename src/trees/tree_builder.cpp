// SPDX-License-Identifier: Apache-2.0
#include "trees/tree_builder.hpp"

#include <algorithm>
#include <utility>

#include "trees/calibration.hpp"
#include "trees/copies.hpp"
#include "trees/edge_confidence.hpp"
#include "trees/evidence_words.hpp"
#include "trees/family_graft.hpp"
#include "trees/lost_sources.hpp"
#include "trees/stemma_search.hpp"
#include "trees/traits.hpp"

namespace stemma {

namespace {

/// Below this probability a link is not said to run one way.
constexpr double kDirectionKnown = 0.55;

NodeId node(std::size_t index) {
  return NodeId{static_cast<std::uint32_t>(index)};
}

/// Draws the stemma of a story from what was found among its different texts.
class Drawing {
 public:
  Drawing(StoryEvidence const& evidence, std::vector<SameText> const& texts, StoryTellings const& different)
      : evidence_{evidence}, texts_{texts}, different_{different} {
    for (Telling const& telling : evidence.story.tellings) {
      stemma_.witnesses.push_back(telling.id);
    }
  }

  void add_links(
    Draft const& draft, std::vector<std::vector<LinkConfidence>> const& links, ParentScores const& scores
  ) {
    for (WitnessIndex child = 0; child < draft.parents.size(); ++child) {
      for (std::size_t i = 0; i < draft.parents[child].size(); ++i) {
        auto const parent = draft.parents[child][i];
        LinkConfidence const& sure = links[child][i];
        JudgedLink const judged{
          sure.parent,
          sure.direction,
          draft.parents.size(),
          scores.traits(child).wording.size(),
          draft.parents[child].size() > 1,
          scores.are_stamped(child, parent)};
        StemmaEdge edge{name(parent), name(child), Direction::Known, calibrated(judged), 0, {}, {}};
        edge.direction = sure.direction >= kDirectionKnown ? Direction::Known : Direction::Unknown;
        edge.share = share_of(child, parent, scores);
        edge.evidence = explain_link(child, parent, scores, different_);
        if (sure.runner_up) {
          edge.runner_up = RunnerUp{name(*sure.runner_up), std::min(sure.runner_up_confidence, 1 - edge.confidence)};
        }
        stemma_.edges.push_back(std::move(edge));
      }
    }
  }

  void add_lost(std::vector<LostSource> const& lost, ParentScores const& scores) {
    for (LostSource const& source : lost) {
      auto const parent = node(stemma_.witnesses.size() + stemma_.lost_sources);
      ++stemma_.lost_sources;
      std::vector<WitnessIndex> brothers;
      for (auto const& child : source.children) {
        brothers.push_back(child.witness);
      }
      for (auto const& child : source.children) {
        double share = 0;  // what a brother has of it came from the source
        for (auto const brother : brothers) {
          share = brother == child.witness ? share : std::max(share, share_of(child.witness, brother, scores));
        }
        stemma_.edges.push_back(
          {parent,
           name(child.witness),
           Direction::Known,
           child.confidence,
           share,
           explain_lost(child.witness, brothers, scores, different_),
           {}}
        );
      }
    }
  }

  void add_families(std::vector<Graft> const& grafts, ParentScores const& scores) {
    for (Graft const& graft : grafts) {
      auto const members = graft.members.size();
      auto const first_lost = stemma_.witnesses.size() + stemma_.lost_sources;
      stemma_.lost_sources += graft.tree.lost;
      auto const name_of = [&](FamilyNode one) {
        return one < members ? name(graft.members[one]) : node(first_lost + (one - members));
      };
      for (FamilyLink const& link : graft.tree.links) {
        StemmaEdge edge{
          name_of(link.parent),
          name_of(link.child),
          Direction::Known,
          calibrated_in_family(judged_copy(link, graft.tree)),
          1,
          {},
          {}};
        edge.direction = link.direction >= kDirectionKnown ? Direction::Known : Direction::Unknown;
        if (link.parent < members && link.child < members) {
          edge.share = share_of(graft.members[link.child], graft.members[link.parent], scores);
          edge.evidence = explain_link(graft.members[link.child], graft.members[link.parent], scores, different_);
        } else {
          edge.evidence = {
            {"reading", "agrees with other copies of this lost one where their nearest kin has something else", 1}};
        }
        if (link.runner_up) {
          edge.runner_up =
            RunnerUp{name(graft.members[*link.runner_up]), std::min(link.runner_up_confidence, 1 - edge.confidence)};
        }
        stemma_.edges.push_back(std::move(edge));
      }
    }
  }

  void add_same_texts(Clocks clocks) {
    for (SameText const& text : texts_) {
      if (text.others.empty()) {
        continue;
      }
      SameTexts same{node(text.first), {stemma_.witnesses[text.first]}};
      for (std::size_t i = 0; i < text.others.size(); ++i) {
        same.documents.push_back(stemma_.witnesses[text.others[i]]);
        auto const& first = evidence_.story.tellings[text.first].document->published;
        auto const& other = evidence_.story.tellings[text.others[i]].document->published;
        bool const is_later = clocks == Clocks::Used && first && other && *first < *other;
        // Of several same texts nobody can tell which was copied from which.
        double const confidence = 1.0 / static_cast<double>(i + 1);
        stemma_.edges.push_back(
          {node(text.first),
           node(text.others[i]),
           is_later ? Direction::Known : Direction::Unknown,
           confidence,
           1,
           {{"wording", "the same text, word for word", 1}},
           {}}
        );
      }
      stemma_.same_texts.push_back(std::move(same));
    }
  }

  [[nodiscard]] Stemma finish() && {
    std::ranges::sort(stemma_.edges, [](StemmaEdge const& a, StemmaEdge const& b) {
      if (a.child != b.child) {
        return a.child < b.child;
      }
      return a.share != b.share ? a.share > b.share : a.parent < b.parent;
    });
    add_origins();
    return std::move(stemma_);
  }

 private:
  /// The node of a different text: its first telling.
  [[nodiscard]] NodeId name(WitnessIndex different) const { return node(texts_[different].first); }

  [[nodiscard]] double share_of(WitnessIndex child, WitnessIndex parent, ParentScores const& scores) const {
    auto const c = texts_[child].first;
    auto const p = texts_[parent].first;
    double share = scores.shared_wording(child, {parent, parent});
    for (PairAlignment const& pair : evidence_.alignments) {
      if (pair.left == std::min(c, p) && pair.right == std::max(c, p)) {
        share = std::max(share, pair.left == c ? pair.share_left : pair.share_right);
      }
    }
    return std::min(1.0, share);
  }

  void add_origins() {
    auto const nodes = stemma_.witnesses.size() + stemma_.lost_sources;
    std::vector<std::vector<std::size_t>> children(nodes);
    std::vector<bool> is_root(nodes, true);
    for (StemmaEdge const& edge : stemma_.edges) {
      children[index_of(edge.parent)].push_back(index_of(edge.child));
      is_root[index_of(edge.child)] = false;
    }
    for (std::size_t root = 0; root < nodes; ++root) {
      if (is_root[root]) {
        stemma_.origin_groups.push_back({node(root), tellings_below(root, children)});
      }
    }
    std::ranges::stable_sort(stemma_.origin_groups, std::ranges::greater{}, [](OriginGroup const& group) {
      return group.documents.size();
    });
  }

  [[nodiscard]] std::vector<DocId> tellings_below(
    std::size_t root, std::vector<std::vector<std::size_t>> const& children
  ) const {
    std::vector<bool> is_seen(children.size(), false);
    std::vector<std::size_t> open{root};
    is_seen[root] = true;
    while (!open.empty()) {
      auto const at = open.back();
      open.pop_back();
      for (auto const child : children[at]) {
        if (!is_seen[child]) {
          is_seen[child] = true;
          open.push_back(child);
        }
      }
    }
    std::vector<DocId> documents;
    for (std::size_t witness = 0; witness < stemma_.witnesses.size(); ++witness) {
      if (is_seen[witness]) {
        documents.push_back(stemma_.witnesses[witness]);
      }
    }
    return documents;
  }

  StoryEvidence const& evidence_;
  std::vector<SameText> const& texts_;
  StoryTellings const& different_;
  Stemma stemma_;
};

}  // namespace

TreeBuilder::TreeBuilder(Options const& options) : options_{options} {}

Stemma TreeBuilder::build(StoryEvidence const& evidence) const {
  auto const texts = group_same_texts(evidence.story, options_.clocks == Clocks::Used);
  StoryTellings different;
  for (SameText const& text : texts) {
    different.tellings.push_back(evidence.story.tellings[text.first]);
  }
  auto traits = read_traits(different);
  for (std::size_t i = 0; i < traits.size() && texts[i].first < evidence.facts.size(); ++i) {
    mark_garbled_places(traits[i], *different.tellings[i].tokens, evidence.facts[texts[i].first]);
  }
  std::vector<WitnessIndex> numbers(evidence.story.tellings.size(), static_cast<WitnessIndex>(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    numbers[texts[i].first] = static_cast<WitnessIndex>(i);
  }
  ParentScores scores{different, traits, options_.clocks, UnitScores{texts.size(), evidence.units, numbers}};
  auto const families = grow_families(scores, options_.threads);
  auto const found = find_best_draft(scores);
  auto const links = judge_links(found, scores);
  auto with_lost = find_lost_sources(found.draft, scores);
  auto const grafts = graft_families(with_lost, scores, families);
  Drawing drawing{evidence, texts, different};
  drawing.add_links(with_lost.draft, links, scores);
  drawing.add_lost(with_lost.lost, scores);
  drawing.add_families(grafts, scores);
  drawing.add_same_texts(options_.clocks);
  return std::move(drawing).finish();
}

}  // namespace stemma
