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

// Smoothing of shares, for families in which little differs.
constexpr double kFewCrowded = 0.003;
constexpr double kFewTroubled = 0.02;
constexpr double kFewPlaces = 0.005;

/// A surer link is never less sure.
constexpr double kLeastSlope = 0.05;

double log_odds(double probability) {
  double const kept = std::clamp(probability, 1 - kSurest, kSurest);
  return std::log(kept / (1 - kept));
}

double probability(double odds) {
  return 1 / (1 + std::exp(-odds));
}

double size_of(Copyists const& copyists) {
  return std::log(static_cast<double>(std::clamp(copyists.copies, kFewestCopies, kMostCopies)) / kOrdinaryTellings);
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
  Copyists const& copyists = link.copyists;
  double const parent = log_odds(link.parent);
  double const mended = std::log1p(static_cast<double>(link.mended));
  double const rare = std::log1p(static_cast<double>(link.rare));
  return {
    std::min(0.0, parent),
    std::max(0.0, parent),
    log_odds(link.direction),
    1,
    std::log1p(link.length),
    std::exp(-link.length),
    std::log1p(copyists.mean_length),
    std::log1p(copyists.mean_changes),
    size_of(copyists),
    std::log(std::max(1.0, copyists.conflict)),
    link.from_lost ? 1.0 : 0.0,
    link.to_lost ? 1.0 : 0.0,
    link.is_second ? 1.0 : 0.0,
    copyists.troubled,
    mended,
    std::log1p(static_cast<double>(link.made)),
    rare,
    copyists.troubled * mended,
    copyists.troubled * rare,
    std::log(static_cast<double>(std::max<std::size_t>(1, link.below))),
    link.below <= 1 ? 1.0 : 0.0,
    copyists.lost,
    copyists.fragments};
}

CopyistFeatures copyist_features(Copyists const& copyists) {
  double const size = size_of(copyists);
  double const crowded = std::log(kFewCrowded + copyists.crowded);
  return {
    1,
    crowded,
    crowded * size,
    std::log(kFewTroubled + copyists.troubled),
    std::log(std::max(1.0, copyists.conflict)),
    size,
    copyists.slips,
    std::log(kFewPlaces + copyists.places),
    std::log1p(copyists.mean_length)};
}

double calibrated_in_family(JudgedCopy const& link) {
  auto const weighed = [](auto const& features, auto const& weights) {
    return probability(std::inner_product(features.begin(), features.end(), weights.begin(), 0.0));
  };
  auto const features = copy_features(link);
  double const misled = weighed(copyist_features(link.copyists), kMisled);
  return (1 - misled) * weighed(features, kOfSlips) + misled * weighed(features, kOfMisled);
}

}  // namespace stemma
