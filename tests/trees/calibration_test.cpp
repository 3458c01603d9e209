// SPDX-License-Identifier: Apache-2.0
#include "trees/calibration.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

/// `sure_of` is never less sure of a larger probability by weights, and never certain.
template <typename SureOf>
void expect_rising(SureOf const& sure_of) {
  double before = 0;
  for (int percent = 0; percent <= 100; ++percent) {
    double const sure = sure_of(percent / 100.0);
    EXPECT_GE(sure, before);
    EXPECT_LT(sure, 1);
    before = sure;
  }
}

TEST(Calibration, a_link_that_weighs_more_is_never_less_sure) {
  for (std::size_t const runs : {1U, 80U, 400U, 2000U}) {
    expect_rising([&](double weights) {
      JudgedLink link;
      link.parent = link.direction = weights;
      link.runs = runs;
      link.retellers.tellings = 12;
      return calibrated(link);
    });
  }
}

TEST(Calibration, a_link_within_a_family_that_weighs_more_is_never_less_sure) {
  for (std::size_t const copies : {3U, 12U, 200U}) {
    expect_rising([&](double weights) {
      JudgedCopy link;
      link.parent = link.direction = weights;
      link.length = 12;
      link.copyists.mean_length = link.copyists.mean_changes = 15;
      link.copyists.conflict = 1.3;
      link.copyists.copies = copies;
      return calibrated_in_family(link);
    });
  }
}

TEST(Calibration, a_link_within_a_family_is_less_sure_where_the_same_places_mislead_its_copyists) {
  JudgedCopy link;
  link.parent = link.direction = 0.9;
  link.length = 12;
  link.made = 6;
  link.copyists = {
    .copies = 20,
    .mean_length = 12,
    .mean_changes = 8,
    .conflict = 1.05,
    .troubled = 0.02,
    .crowded = 0.01,
    .places = 0.2,
    .slips = 0.3};
  double const of_slips = calibrated_in_family(link);
  link.copyists.conflict = 1.6;
  link.copyists.troubled = 0.25;
  link.copyists.crowded = 0.15;
  double const of_misled = calibrated_in_family(link);
  EXPECT_LT(of_misled, of_slips);
}

JudgedLink ordinary_link() {
  JudgedLink link;
  link.parent = link.direction = 0.9;
  link.runner_up = 0.05;
  link.weight = 20;
  link.runs = 300;
  link.kept = link.given = 0.5;
  link.hours = 2;
  link.is_stamped = true;
  link.retellers = {.tellings = 12, .parent = 0.8, .kept = 0.5, .sources = 0.4, .roots = 0.2, .stamped = 1};
  return link;
}

TEST(Calibration, a_merge_a_crowd_and_a_stamp_before_the_parents_are_less_sure) {
  JudgedLink const link = ordinary_link();
  JudgedLink merge = link;
  merge.is_merge = true;
  JudgedLink crowd = link;
  crowd.retellers.tellings = 200;
  JudgedLink late = link;
  late.hours = -5;
  EXPECT_LT(calibrated(merge), calibrated(link));
  EXPECT_LT(calibrated(crowd), calibrated(link));
  EXPECT_LT(calibrated(late), calibrated(link));
}

TEST(Calibration, a_lost_source_that_is_better_betrayed_is_never_less_sure) {
  expect_rising([](double brotherhood) {
    return calibrated_lost({.brotherhood = brotherhood, .is_told = false, .retellers = ordinary_link().retellers});
  });
}

TEST(Calibration, a_lost_source_that_the_texts_name_is_as_sure_as_their_word) {
  JudgedLost link;
  link.brotherhood = 0.6;
  link.is_told = true;
  EXPECT_DOUBLE_EQ(calibrated_lost(link), 0.6);
}

TEST(Calibration, of_more_same_texts_each_is_less_surely_the_source_of_the_next) {
  JudgedSame link{.tellings = 2, .place = 1, .story = 30, .hours = 0, .is_stamped = false};
  double const of_two = calibrated_same(link);
  EXPECT_LE(of_two, 0.5);
  link.tellings = 9;
  link.place = 8;
  EXPECT_LT(calibrated_same(link), of_two);
}

}  // namespace

}  // namespace stemma
