// SPDX-License-Identifier: Apache-2.0
#include "trees/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "trees/copy_weights.hpp"

namespace stemma {

namespace {

/// Beyond this, weights say nothing more.
constexpr double kSurest = 0.98;

constexpr double kOrdinaryRuns = 150;
constexpr double kFewestRuns = 20;
constexpr double kOrdinaryTellings = 10;

/// Families of other sizes are taken to be of these, for nothing was fitted on them.
constexpr std::size_t kFewestCopies = 8;
constexpr std::size_t kMostCopies = 200;

/// Coefficients for log-odds; those with `by_length` grow with the logarithm of the child's length.
struct Map {
  double base;
  double parent;
  double parent_by_length;
  double direction;
  double direction_by_length;
  double length;
  double tellings;
  double merge;
  double stamped;
};

constexpr Map kLink = {0.032, 0.23, 0.162, 0, 0.142, 0.043, -0.258, -1.294, 0.525};

/// A surer link is never less sure.
constexpr double kLeastSlope = 0.05;

double log_odds(double probability) {
  double const kept = std::clamp(probability, 1 - kSurest, kSurest);
  return std::log(kept / (1 - kept));
}

double probability(double odds) {
  return 1 / (1 + std::exp(-odds));
}

}  // namespace

double calibrated(JudgedLink const& link) {
  double const length = std::log(std::max(kFewestRuns, static_cast<double>(link.runs)) / kOrdinaryRuns);
  double const crowd = std::log(static_cast<double>(std::max<std::size_t>(1, link.tellings)) / kOrdinaryTellings);
  double const by_parent = std::max(kLeastSlope, kLink.parent + kLink.parent_by_length * length);
  double const by_direction = std::max(kLeastSlope, kLink.direction + kLink.direction_by_length * length);
  double const odds = kLink.base + by_parent * log_odds(link.parent) + by_direction * log_odds(link.direction) +
                      kLink.length * length + kLink.tellings * crowd + (link.is_merge ? kLink.merge : 0) +
                      (link.is_stamped ? kLink.stamped : 0);
  return probability(odds);
}

CopyFeatures copy_features(JudgedCopy const& link) {
  double const parent = log_odds(link.parent);
  double const mended = std::log1p(static_cast<double>(link.mended));
  double const rare = std::log1p(static_cast<double>(link.rare));
  auto const copies = static_cast<double>(std::clamp(link.copies, kFewestCopies, kMostCopies));
  return {
    std::min(0.0, parent),
    std::max(0.0, parent),
    log_odds(link.direction),
    1,
    std::log1p(link.length),
    std::exp(-link.length),
    std::log1p(link.mean_length),
    std::log1p(link.mean_changes),
    std::log(copies / kOrdinaryTellings),
    std::log(std::max(1.0, link.conflict)),
    link.from_lost ? 1.0 : 0.0,
    link.to_lost ? 1.0 : 0.0,
    link.is_second ? 1.0 : 0.0,
    link.troubled,
    mended,
    std::log1p(static_cast<double>(link.made)),
    rare,
    link.troubled * mended,
    link.troubled * rare};
}

double calibrated_in_family(JudgedCopy const& link) {
  auto const features = copy_features(link);
  return probability(std::inner_product(features.begin(), features.end(), kCopyWeights.begin(), 0.0));
}

}  // namespace stemma
