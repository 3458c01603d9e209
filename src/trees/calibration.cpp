// SPDX-License-Identifier: Apache-2.0
#include "trees/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "trees/confidence_weights.hpp"

namespace stemma {

namespace {

/// Beyond this, weights say nothing more.
constexpr double kSurest = 0.98;

constexpr double kOrdinaryRuns = 150;
constexpr double kFewestRuns = 20;
constexpr double kOrdinaryTellings = 10;

/// A story is large at e³ times as many.
constexpr double kLargeCrowd = 3;

/// More hours between two stamps, or descendants, or weight, hardly say more: they are taken by their logarithm.
double grown(double amount) {
  return std::copysign(std::log1p(std::abs(amount)), amount);
}

/// Families of other sizes are taken to be of these, for nothing was fitted on them.
constexpr std::size_t kFewestCopies = 8;
constexpr std::size_t kMostCopies = 200;

// Smoothing of shares, for families in which little differs.
constexpr double kFewCrowded = 0.003;
constexpr double kFewTroubled = 0.02;
constexpr double kFewPlaces = 0.005;

double log_odds(double probability) {
  double const kept = std::clamp(probability, 1 - kSurest, kSurest);
  return std::log(kept / (1 - kept));
}

double probability(double odds) {
  return 1 / (1 + std::exp(-odds));
}

template <typename Features>
double weighed(Features const& features, Features const& weights) {
  return probability(std::inner_product(features.begin(), features.end(), weights.begin(), 0.0));
}

double length_of(std::size_t runs) {
  return std::log(std::max(kFewestRuns, static_cast<double>(runs)) / kOrdinaryRuns);
}

double crowd_of(std::size_t tellings) {
  return std::log(static_cast<double>(std::max<std::size_t>(1, tellings)) / kOrdinaryTellings);
}

double size_of(Copyists const& copyists) {
  return std::log(static_cast<double>(std::clamp(copyists.copies, kFewestCopies, kMostCopies)) / kOrdinaryTellings);
}

double one_if(bool is_so) {
  return is_so ? 1 : 0;
}

}  // namespace

LinkFeatures link_features(JudgedLink const& link) {
  Retellers const& retellers = link.retellers;
  double const parent = log_odds(link.parent);
  double const length = length_of(link.runs);
  double const crowd = crowd_of(retellers.tellings);
  double const direction = log_odds(link.direction);
  double const large = std::clamp(crowd / kLargeCrowd, 0.0, 1.0);
  double const of_story = log_odds(retellers.parent);
  double const weight = grown(link.weight);
  double const brothers = std::log1p(static_cast<double>(link.brothers));
  double const below = std::log1p(static_cast<double>(link.below));
  double const stamped = one_if(link.is_stamped);
  bool const is_late = link.is_stamped && link.hours < 0;
  return {
    std::min(0.0, parent) * (1 - large), std::max(0.0, parent) * (1 - large), direction * (1 - large),
    std::min(0.0, parent) * large, std::max(0.0, parent) * large, direction * large, 1,
    // Of the link.
    log_odds(link.runner_up), weight, length, length * length, link.kept, link.given, link.credit, one_if(is_late),
    is_late ? grown(link.hours) : 0, link.is_stamped && !is_late ? grown(link.hours) : 0, brothers, below,
    one_if(link.is_merge), stamped, one_if(link.is_of_root),
    // Of the story.
    crowd, crowd * crowd, of_story, std::max(0.0, of_story), retellers.kept, retellers.kept * retellers.kept,
    retellers.sources, retellers.roots, retellers.merges, retellers.late,
    // In larger stories.
    crowd * of_story, crowd * retellers.kept, crowd * retellers.sources, crowd * retellers.roots, crowd * weight,
    crowd * length, crowd * link.kept, crowd * link.given, crowd * brothers, crowd * below, crowd * stamped,
    // Between stamped tellings.
    stamped * weight, stamped * link.kept, stamped * link.given, stamped * brothers};
}

double calibrated(JudgedLink const& link) {
  return weighed(link_features(link), kLink);
}

LostFeatures lost_features(JudgedLost const& link) {
  return {log_odds(link.brotherhood), 1, crowd_of(link.retellers.tellings), log_odds(link.retellers.parent)};
}

double calibrated_lost(JudgedLost const& link) {
  return link.is_told ? link.brotherhood : weighed(lost_features(link), kLost);
}

SameFeatures same_features(JudgedSame const& link) {
  double const place = std::log(static_cast<double>(std::max<std::size_t>(1, link.place)));
  return {
    1,
    place,
    std::log(static_cast<double>(std::max<std::size_t>(2, link.tellings)) / 2),
    crowd_of(link.story),
    one_if(link.is_stamped),
    link.is_stamped ? grown(link.hours) : 0,
    place * one_if(link.is_stamped),
    one_if(link.place <= 1)};
}

double calibrated_same(JudgedSame const& link) {
  return weighed(same_features(link), kSame);
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
    one_if(link.from_lost),
    one_if(link.to_lost),
    one_if(link.is_second),
    copyists.troubled,
    mended,
    std::log1p(static_cast<double>(link.made)),
    rare,
    copyists.troubled * mended,
    copyists.troubled * rare,
    std::log(static_cast<double>(std::max<std::size_t>(1, link.below))),
    one_if(link.below <= 1),
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
  auto const features = copy_features(link);
  auto const copyists = copyist_features(link.copyists);
  double const retold = weighed(copyists, kRetold);
  double const misled = weighed(copyists, kMisled);
  double const of_copies = (1 - misled) * weighed(features, kOfSlips) + misled * weighed(features, kOfMisled);
  return (1 - retold) * of_copies + retold * weighed(features, kOfRetold);
}

}  // namespace stemma
