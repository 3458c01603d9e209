// SPDX-License-Identifier: Apache-2.0
#include "trees/family_profile.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stemma {

namespace {

/// Readings do not come independently, and a weight is only an estimate: this part of it counts.
constexpr double kIndependence = 0.5;

/// A slip may have been mended by each copyist, a reading that one member has alone may be his own: this part of it counts.
constexpr double kSlip = 0.5;
constexpr double kOwnReading = 0.5;

// What is more easily done one way than the other (natural log).
constexpr double kSlipMade = 1.0;
constexpr double kWordLost = 0.3;
constexpr double kPartLost = 2;

double weight_between(Place const& place, std::uint32_t one, std::uint32_t other) {
  PlaceReading const& a = place.readings[one];
  PlaceReading const& b = place.readings[other];
  bool const is_own = a.carriers <= 1 || b.carriers <= 1;
  return kIndependence * std::min(a.surprise, b.surprise) * (is_own ? kOwnReading : a.is_slip || b.is_slip ? kSlip : 1);
}

/// Calls `see(place, readings)` for each place at which one of the profiles departs.
template <std::size_t N, typename See>
void walk(std::array<Profile const*, N> const& profiles, See const& see) {
  std::array<std::size_t, N> at{};
  while (true) {
    auto place = kLacking;
    for (std::size_t i = 0; i < N; ++i) {
      place = at[i] < profiles[i]->size() ? std::min(place, (*profiles[i])[at[i]].place) : place;
    }
    if (place == kLacking) {
      return;
    }
    std::array<std::uint32_t, N> readings{};
    for (std::size_t i = 0; i < N; ++i) {
      if (at[i] < profiles[i]->size() && (*profiles[i])[at[i]].place == place) {
        readings[i] = (*profiles[i])[at[i]++].reading;
      }
    }
    see(place, readings);
  }
}

}  // namespace

double distance(CopyFamily const& family, Profile const& one, Profile const& other) {
  double sum = 0;
  std::size_t untold = 0;
  walk<2>({&one, &other}, [&](std::uint32_t place, std::array<std::uint32_t, 2> const& has) {
    if (has[0] == kLacking || has[1] == kLacking) {
      ++untold;
    } else if (has[0] != has[1]) {
      sum += weight_between(family.places[place], has[0], has[1]);
    }
  });
  // A fragment is not near to all because it lacks the places at which it would differ.
  auto const places = static_cast<double>(family.places.size());
  return sum * places / std::max(1.0, places - static_cast<double>(untold));
}

double saved_by_median(CopyFamily const& family, Profile const& middle, Profile const& a, Profile const& b) {
  double sum = 0;
  walk<3>({&middle, &a, &b}, [&](std::uint32_t place, std::array<std::uint32_t, 3> const& has) {
    if (has[1] == has[2] && has[0] != has[1] && has[0] != kLacking && has[1] != kLacking) {
      sum += weight_between(family.places[place], has[0], has[1]);
    }
  });
  return sum;
}

Profile median(Profile const& middle, Profile const& a, Profile const& b) {
  Profile profile;
  walk<3>({&middle, &a, &b}, [&](std::uint32_t place, std::array<std::uint32_t, 3> const& has) {
    auto reading = has[1] == has[2] && has[1] != kLacking ? has[1] : has[0];
    if (reading == kLacking) {
      reading = has[1] == kLacking ? has[2] : has[1];
    }
    if (reading != 0) {
      profile.push_back({place, reading});
    }
  });
  return profile;
}

double lean(CopyFamily const& family, Profile const& earlier, Profile const& later) {
  double sum = 0;
  std::size_t lost = 0;    // places that only the later lacks
  std::size_t gained = 0;  // places that only the earlier lacks
  walk<2>({&earlier, &later}, [&](std::uint32_t place, std::array<std::uint32_t, 2> const& has) {
    if (has[0] == kLacking || has[1] == kLacking) {
      lost += static_cast<std::size_t>(has[0] != kLacking);
      gained += static_cast<std::size_t>(has[1] != kLacking);
      return;
    }
    if (has[0] == has[1]) {
      return;
    }
    PlaceReading const& old_one = family.places[place].readings[has[0]];
    PlaceReading const& new_one = family.places[place].readings[has[1]];
    sum += kSlipMade * (static_cast<double>(new_one.is_slip) - static_cast<double>(old_one.is_slip));
    sum += kWordLost * (static_cast<double>(new_one.word == 0) - static_cast<double>(old_one.word == 0));
  });
  if (lost != gained) {
    sum += lost > gained ? kPartLost : -kPartLost;
  }
  return sum;
}

}  // namespace stemma
