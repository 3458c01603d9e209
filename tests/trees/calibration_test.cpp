// SPDX-License-Identifier: Apache-2.0
#include "trees/calibration.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

TEST(Calibration, a_link_that_weighs_more_is_never_less_sure) {
  for (std::size_t const runs : {1U, 80U, 400U, 2000U}) {
    double before = 0;
    for (int percent = 0; percent <= 100; ++percent) {
      double const sure = calibrated({percent / 100.0, percent / 100.0, 12, runs, false, false});
      EXPECT_GE(sure, before);
      before = sure;
    }
    EXPECT_LT(before, 1);
  }
}

TEST(Calibration, a_link_within_a_family_that_weighs_more_is_never_less_sure) {
  for (std::size_t const copies : {3U, 12U, 200U}) {
    double before = 0;
    for (int percent = 0; percent <= 100; ++percent) {
      JudgedCopy link;
      link.parent = link.direction = percent / 100.0;
      link.length = 12;
      link.copyists.mean_length = link.copyists.mean_changes = 15;
      link.copyists.conflict = 1.3;
      link.copyists.copies = copies;
      double const sure = calibrated_in_family(link);
      EXPECT_GE(sure, before);
      EXPECT_LT(sure, 1);
      before = sure;
    }
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

TEST(Calibration, a_merge_and_a_crowd_are_less_sure_and_stamps_are_surer) {
  JudgedLink const link{0.9, 0.9, 12, 300, false, false};
  JudgedLink merge = link;
  merge.is_merge = true;
  JudgedLink crowd = link;
  crowd.tellings = 200;
  JudgedLink stamped = link;
  stamped.is_stamped = true;
  EXPECT_LT(calibrated(merge), calibrated(link));
  EXPECT_LT(calibrated(crowd), calibrated(link));
  EXPECT_GT(calibrated(stamped), calibrated(link));
}

}  // namespace

}  // namespace stemma
