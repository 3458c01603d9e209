// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

#include "trees/copyists.hpp"

namespace stemma {

/// What the weights say of one link, and what else tells how far weights can be trusted.
struct JudgedLink {
  double parent = 0;         ///< Probability by weights that these two are linked and no other was meant.
  double direction = 0;      ///< Probability by weights that it runs this way, given that they are linked.
  std::size_t tellings = 0;  ///< In the story: more tellings, more that are nearly alike.
  std::size_t runs = 0;      ///< Of words in the child: a short text holds little evidence.
  bool is_merge = false;     ///< One of several parents.
  bool is_stamped = false;   ///< Both tellings have a time, and times are used.
};

/// Calibration: the weights say how sure a link is; how often is such a link right?
///
/// In    one link.
/// Out   the probability that the link is right, rising with `parent` and `direction`.
/// How   logistic regression (Platt) on made traditions of other seeds than those that are reported (bench/traditions,
///       seeds 3001…3040 of 10 and 50 texts) and on the further, blind and sealed events (bench/retellings).
/// Cost  constant.
[[nodiscard]] double calibrated(JudgedLink const& link);

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

/// What tells copyists who slip here and there from such as are misled at the same hard places, and by their own spelling:
/// the same weights are right of fewer links of the latter.
[[nodiscard]] CopyistFeatures copyist_features(Copyists const& copyists);

/// The same for a link within such a family: how sure it would be of either sort of copyists, and how much these look like the
/// one or the other. The coefficients are fitted by tools/fit_copies.py.
[[nodiscard]] double calibrated_in_family(JudgedCopy const& link);

}  // namespace stemma
