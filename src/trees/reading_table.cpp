// SPDX-License-Identifier: Apache-2.0
#include "trees/reading_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stemma {

namespace {
/// A reading, where nothing speaks for mending (natural log): much less than how unlikely it is, for readings do not come
/// independently. Small words and weighty ones made no difference.
constexpr double kReading = 1.75;

/// A slip may have been mended by each copyist: this part of it counts.
constexpr double kSlip = 0.6;

// What conflict takes away beyond so much as even faithful copyists cause; from what one copy alone has, more than from the rest.
constexpr double kFaithful = 1.1;
constexpr double kByConflict = 8;
constexpr double kAloneByConflict = 3;

constexpr std::size_t kMostReadings = 0xFFFE;

static_assert(kReading * ReadingTable::kUnit <= ReadingTable::kMostWeight);

/// So many weights, or places, are summed in sixteen bits: eight places at a time on any machine.
constexpr std::size_t kBlock = 1024;
static_assert(kBlock * ReadingTable::kMostWeight <= 0xFFFF);

template <typename OfPlace>
std::uint32_t sum_in_blocks(std::size_t begin, std::size_t end, OfPlace const& of_place) {
  std::uint32_t sum = 0;
  for (auto block = begin; block < end; block += kBlock) {
    auto const block_end = std::min(block + kBlock, end);
    std::uint16_t of_block = 0;
    for (auto at = block; at < block_end; ++at) {
      of_block = static_cast<std::uint16_t>(of_block + of_place(at));
    }
    sum += of_block;
  }
  return sum;
}

}  // namespace

ReadingTable::ReadingTable(CopyFamily const& family) : places_{family.places.size()}, family_{&family} {
  set_reading_weights(kFaithful);
  std::vector<std::uint16_t> readings(places_);
  for (FamilyMember const& member : family.members) {
    std::ranges::fill(readings, std::uint16_t{0});
    for (Departure const& departure : member.departures) {
      readings[departure.place] =
        departure.reading == kLacking
          ? kNothing
          : static_cast<std::uint16_t>(std::min<std::size_t>(departure.reading, kMostReadings - 1));
    }
    add(readings);
  }
}

void ReadingTable::set_reading_weights(double conflict) {
  double const excess = std::max(0.0, conflict - kFaithful);
  double const all = kReading * kUnit / (1 + kByConflict * excess);
  double const alone = 1 / (1 + kAloneByConflict * excess);
  reading_weights_.clear();
  for (Place const& place : family_->places) {
    auto& weights = reading_weights_.emplace_back();
    for (PlaceReading const& reading : place.readings) {
      bool const is_common = weights.empty() || reading.carriers > 2;  // the first is the one that most have
      double const shared = is_common ? 1 : reading.carriers == 2 ? std::sqrt(alone) : alone;
      weights.push_back(static_cast<std::uint16_t>(std::lround(all * shared * (reading.is_slip ? kSlip : 1))));
    }
    weights.resize(std::min(weights.size(), kMostReadings));
  }
}

void ReadingTable::weigh(double conflict) {
  set_reading_weights(conflict);
  for (FamilyNode node = 0; node < copies_; ++node) {
    std::ranges::copy(weights_of(row(node).readings), weights_.begin() + static_cast<std::ptrdiff_t>(node * places_));
  }
}

std::size_t ReadingTable::changes(FamilyNode one, FamilyNode other) const {
  auto const a = row(one).readings;
  auto const b = row(other).readings;
  std::size_t count = 0;
  for (std::size_t p = 0; p < places_; ++p) {
    count += static_cast<std::size_t>(a[p] != kNothing && b[p] != kNothing && a[p] != b[p]);
  }
  return count;
}

std::size_t ReadingTable::least_changes() const {
  std::size_t count = 0;
  for (Place const& place : family_->places) {
    count += place.readings.size() - 1;
  }
  return count;
}

ReadingTable::Row ReadingTable::row(FamilyNode node) const {
  return {std::span{readings_}.subspan(node * places_, places_), std::span{weights_}.subspan(node * places_, places_)};
}

std::uint32_t ReadingTable::differing_weight(Row const& one, Row const& other, std::size_t begin, std::size_t end) {
  auto const* const readings = one.readings.data();
  auto const* const other_readings = other.readings.data();
  auto const* const weights = one.weights.data();
  auto const* const other_weights = other.weights.data();
  return sum_in_blocks(begin, end, [=](std::size_t p) {
    // With masks in place of branches a compiler takes eight places at once.
    std::uint16_t const least = weights[p] < other_weights[p] ? weights[p] : other_weights[p];
    std::uint16_t const mask = readings[p] != other_readings[p] ? 0xFFFF : 0;
    return static_cast<std::uint16_t>(least & mask);
  });
}

std::uint32_t ReadingTable::distance(Row const& one, Row const& other) const {
  auto const sum = differing_weight(one, other, 0, places_);
  auto const* const readings = one.readings.data();
  auto const* const other_readings = other.readings.data();
  auto const told = sum_in_blocks(0, places_, [=](std::size_t p) {
    std::uint16_t const own = readings[p] != kNothing ? 1 : 0;
    std::uint16_t const others = other_readings[p] != kNothing ? 1 : 0;
    return static_cast<std::uint16_t>(own & others);
  });
  auto const places = static_cast<std::uint64_t>(places_);
  return static_cast<std::uint32_t>(sum * places / std::max(1U, told));
}

ReadingTable::Copy ReadingTable::median(FamilyNode middle, FamilyNode a, FamilyNode b) const {
  auto const own = row(middle);
  auto const one = row(a);
  auto const other = row(b);
  Copy copy{std::vector<std::uint16_t>(places_), std::vector<std::uint16_t>(places_)};
  for (std::size_t p = 0; p < places_; ++p) {
    bool const by_one =
      (one.readings[p] == other.readings[p] || own.readings[p] == kNothing) && one.readings[p] != kNothing;
    bool const by_other = !by_one && own.readings[p] == kNothing;
    copy.readings[p] = by_one ? one.readings[p] : by_other ? other.readings[p] : own.readings[p];
    copy.weights[p] = by_one ? one.weights[p] : by_other ? other.weights[p] : own.weights[p];
  }
  return copy;
}

std::vector<std::uint16_t> ReadingTable::most_frequent(std::span<FamilyNode const> nodes) const {
  std::vector<std::uint16_t> most(places_, kNothing);
  std::vector<std::pair<std::uint16_t, std::size_t>> counts;  // few, in the order of the nodes
  for (std::size_t p = 0; p < places_; ++p) {
    counts.clear();
    for (auto const node : nodes) {
      auto const reading = readings_[node * places_ + p];
      if (reading != kNothing) {
        auto const known = std::ranges::find(counts, reading, &std::pair<std::uint16_t, std::size_t>::first);
        if (known == counts.end()) {
          counts.emplace_back(reading, 1);
        } else {
          ++known->second;
        }
      }
    }
    if (!counts.empty()) {
      most[p] = std::ranges::max_element(counts, {}, &std::pair<std::uint16_t, std::size_t>::second)->first;
    }
  }
  return most;
}

std::vector<std::uint16_t> ReadingTable::weights_of(std::span<std::uint16_t const> readings) const {
  std::vector<std::uint16_t> weights(places_);
  for (std::size_t p = 0; p < places_; ++p) {
    weights[p] = readings[p] == kNothing ? std::uint16_t{0} : reading_weights_[p][readings[p]];
  }
  return weights;
}

FamilyNode ReadingTable::add(std::span<std::uint16_t const> readings) {
  auto const node = static_cast<FamilyNode>(copies_++);
  auto const weights = weights_of(readings);
  readings_.insert(readings_.end(), readings.begin(), readings.end());
  weights_.insert(weights_.end(), weights.begin(), weights.end());
  return node;
}

void ReadingTable::replace(FamilyNode node, std::span<std::uint16_t const> readings) {
  auto const weights = weights_of(readings);
  std::ranges::copy(readings, readings_.begin() + static_cast<std::ptrdiff_t>(node * places_));
  std::ranges::copy(weights, weights_.begin() + static_cast<std::ptrdiff_t>(node * places_));
}

}  // namespace stemma
