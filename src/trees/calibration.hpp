// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

#include "trees/copyists.hpp"

// Calibration: weights say how sure a link is; of links about which as much is known, how many are right?
//
// In    what is known of one link.
// Out   the probability that it is right.
// How   logistic regression on features (Platt's scaling with more than one of them); for links within families of copies a mixture of
//       three, by what the copyists were like. The coefficients (trees/confidence_weights.hpp) are fitted by tools/fit_confidence.py
//       on made traditions of other seeds than those that are reported, and on written events that are not reported either.
// Cost  constant.

namespace stemma {

/// Those who retold one story, as the draft of its stemma shows them: the same weights are right more often in one story than in the next.
struct Retellers {
  std::size_t tellings = 0;  ///< Different texts: more of them, more that are nearly alike.
  double parent = 0;         ///< Mean of the links' probabilities by weights.
  double kept = 0;           ///< Mean share of a child's wording that stands in its parents.
  double sources = 0;        ///< Share of the tellings on which others hang.
  double roots = 0;          ///< Share that hang on nothing.
  double merges = 0;         ///< Share that hang on two.
  double late = 0;     ///< Of the links between stamped tellings the share whose child is stamped before its parent.
  double stamped = 0;  ///< Share of the links between stamped tellings.
};

/// What is known of one link of the draft.
struct JudgedLink {
  double parent = 0;         ///< Probability by weights that these two are linked and no other was meant.
  double direction = 0;      ///< Probability by weights that it runs this way, given that they are linked.
  double runner_up = 0;      ///< Probability by weights of the best other parent.
  double weight = 0;         ///< Of the parent over none (natural log).
  std::size_t runs = 0;      ///< Of words in the child: a short text holds little evidence.
  double kept = 0;           ///< Share of the child's runs that the parent has.
  double given = 0;          ///< Share of the parent's runs that the child has.
  double credit = 0;         ///< What the texts say of their sources, for the link (natural log).
  double hours = 0;          ///< From the parent's stamp to the child's; 0 where one has none.
  std::size_t brothers = 0;  ///< Other tellings that hang on the parent.
  std::size_t below = 0;     ///< Tellings that descend from the child.
  bool is_merge = false;     ///< One of several parents.
  bool is_stamped = false;   ///< Both tellings have a time, and times are used.
  bool is_of_root = false;   ///< The parent hangs on nothing.
  Retellers retellers;
};

using LinkFeatures = std::array<double, 47>;

/// What the probability of a link is reckoned from, the first six rising with it. In larger stories, and between stamped tellings, the same
/// things tell more or less: so some stand there again, times that.
[[nodiscard]] LinkFeatures link_features(JudgedLink const& link);

[[nodiscard]] double calibrated(JudgedLink const& link);

/// What is known of the link from a lost source to one of those that betray it.
struct JudgedLost {
  double brotherhood = 0;  ///< Probability by what betrays the source.
  bool is_told = false;    ///< The texts themselves name the source.
  Retellers retellers;
};

using LostFeatures = std::array<double, 4>;

/// The first rising with the probability.
[[nodiscard]] LostFeatures lost_features(JudgedLost const& link);

/// Where the texts themselves name the source nothing was fitted: their word counts for what it counts elsewhere.
[[nodiscard]] double calibrated_lost(JudgedLost const& link);

/// What is known of the link to a telling from the first that has the same text, word for word.
struct JudgedSame {
  std::size_t tellings = 0;  ///< Of the same text.
  std::size_t place = 0;     ///< Of this one among them, 1 for the second.
  std::size_t story = 0;     ///< All tellings of the story.
  double hours = 0;          ///< From the first one's stamp to this one's; 0 where one has none.
  bool is_stamped = false;   ///< Both have a time, and times are used.
};

using SameFeatures = std::array<double, 8>;

[[nodiscard]] SameFeatures same_features(JudgedSame const& link);

[[nodiscard]] double calibrated_same(JudgedSame const& link);

/// What is known of one link within a family of copies word for word that has a tree of its own.
struct JudgedCopy {
  double parent = 0;       ///< As of any link.
  double direction = 0;    ///< As of any link.
  double length = 0;       ///< What sets the two apart (natural log).
  std::size_t mended = 0;  ///< Readings that the parent alone has.
  std::size_t made = 0;    ///< Readings that the child alone has.
  std::size_t rare = 0;    ///< Readings that both have, and hardly another copy.
  std::size_t below = 1;   ///< Nodes of the tree that hang on the child, the child among them.
  bool from_lost = false;  ///< The parent is a lost copy.
  bool to_lost = false;    ///< The child is.
  bool is_second = false;  ///< The second exemplar of a copy that has two.
  Copyists copyists;       ///< Of the family.
};

using CopyFeatures = std::array<double, 23>;

/// What the probability of a link within a family is reckoned from, the first three rising with it.
[[nodiscard]] CopyFeatures copy_features(JudgedCopy const& link);

using CopyistFeatures = std::array<double, 9>;

/// What tells apart copyists who slip here and there, such as are misled at the same hard places and by their own spelling, and such as
/// retell: the same weights are right of fewer links of the latter two.
[[nodiscard]] CopyistFeatures copyist_features(Copyists const& copyists);

/// How sure the link would be of each sort of copyists, and how much these look like the one or the other.
[[nodiscard]] double calibrated_in_family(JudgedCopy const& link);

}  // namespace stemma
