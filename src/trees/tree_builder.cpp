// SPDX-License-Identifier: Apache-2.0
#include "trees/tree_builder.hpp"

#include <algorithm>
#include <utility>

#include "trees/calibration.hpp"
#include "trees/evidence_words.hpp"
#include "trees/link_judge.hpp"
#include "trees/stemma_finder.hpp"

namespace stemma {

namespace {

/// Below this probability a link is not said to run one way.
constexpr double kDirectionKnown = 0.55;

NodeId node(std::size_t index) {
  return NodeId{static_cast<std::uint32_t>(index)};
}

/// Draws the stemma of a story from what was found.
class Drawing {
 public:
  Drawing(StoryEvidence const& evidence, StemmaFinder const& found)
      : evidence_{evidence}, found_{found}, scores_{found.scores()}, judge_{found} {
    for (Telling const& telling : evidence.story.tellings) {
      stemma_.witnesses.push_back(telling.id);
    }
  }

  void add_links() {
    auto const& parents = found_.with_lost().draft.parents;
    for (WitnessIndex child = 0; child < parents.size(); ++child) {
      for (std::size_t i = 0; i < parents[child].size(); ++i) {
        auto const parent = parents[child][i];
        LinkConfidence const& sure = found_.confidences()[child][i];
        StemmaEdge edge{
          name(parent),
          name(child),
          sure.direction >= kDirectionKnown ? Direction::Known : Direction::Unknown,
          calibrated(judge_.link(child, i)),
          share_of(child, parent),
          explain_link(child, parent, scores_, found_.different()),
          {}};
        if (sure.runner_up) {
          edge.runner_up = RunnerUp{name(*sure.runner_up), std::min(sure.runner_up_confidence, 1 - edge.confidence)};
        }
        stemma_.edges.push_back(std::move(edge));
      }
    }
  }

  void add_lost() {
    for (LostSource const& source : found_.with_lost().lost) {
      auto const parent = node(stemma_.witnesses.size() + stemma_.lost_sources);
      ++stemma_.lost_sources;
      std::vector<WitnessIndex> brothers;
      for (auto const& child : source.children) {
        brothers.push_back(child.witness);
      }
      for (auto const& child : source.children) {
        double share = 0;  // what a brother has of it came from the source
        for (auto const brother : brothers) {
          share = brother == child.witness ? share : std::max(share, share_of(child.witness, brother));
        }
        stemma_.edges.push_back(
          {parent,
           name(child.witness),
           Direction::Known,
           calibrated_lost(judge_.lost(child)),
           share,
           explain_lost(child.witness, brothers, scores_, found_.different()),
           {}}
        );
      }
    }
  }

  void add_families() {
    for (Graft const& graft : found_.grafts()) {
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
          link.direction >= kDirectionKnown ? Direction::Known : Direction::Unknown,
          calibrated_in_family(judged_copy(link, graft.tree)),
          1,
          {},
          {}};
        if (link.parent < members && link.child < members) {
          auto const child = graft.members[link.child];
          auto const parent = graft.members[link.parent];
          edge.share = share_of(child, parent);
          edge.evidence = explain_link(child, parent, scores_, found_.different());
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

  void add_same_texts() {
    for (SameText const& text : found_.texts()) {
      if (text.others.empty()) {
        continue;
      }
      SameTexts same{node(text.first), {stemma_.witnesses[text.first]}};
      for (std::size_t i = 0; i < text.others.size(); ++i) {
        same.documents.push_back(stemma_.witnesses[text.others[i]]);
        JudgedSame const judged = judge_.same(text, i);
        stemma_.edges.push_back(
          {node(text.first),
           node(text.others[i]),
           judged.hours > 0 ? Direction::Known : Direction::Unknown,
           calibrated_same(judged),
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
  [[nodiscard]] NodeId name(WitnessIndex different) const { return node(found_.texts()[different].first); }

  [[nodiscard]] double share_of(WitnessIndex child, WitnessIndex parent) const {
    auto const c = found_.texts()[child].first;
    auto const p = found_.texts()[parent].first;
    double share = scores_.shared_wording(child, {parent, parent});
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
  StemmaFinder const& found_;
  ParentScores const& scores_;
  LinkJudge judge_;
  Stemma stemma_;
};

}  // namespace

TreeBuilder::TreeBuilder(Options const& options) : options_{options} {}

Stemma TreeBuilder::build(StoryEvidence const& evidence) const {
  StemmaFinder const found{evidence, options_};
  Drawing drawing{evidence, found};
  drawing.add_links();
  drawing.add_lost();
  drawing.add_families();
  drawing.add_same_texts();
  return std::move(drawing).finish();
}

}  // namespace stemma
