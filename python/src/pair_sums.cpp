// SPDX-License-Identifier: Apache-2.0
#include "python/src/pair_sums.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "python/src/block_reader.hpp"

namespace stemma::python {

namespace {

std::uint32_t left_at(std::string_view row, std::size_t at) noexcept {
  std::uint32_t left = 0;
  std::memcpy(&left, row.data() + at, sizeof(left));  // CountedPair begins with it
  return left;
}

/// The sums of equal pairs, sorted; for pairs that come in few rows that are sorted already.
std::vector<CountedPair> added_up(std::vector<CountedPair> pairs) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i <= pairs.size(); ++i) {
    if (i == pairs.size() || pairs[i] < pairs[i - 1]) {
      ends.push_back(i);
    }
  }
  for (std::vector<CountedPair> merged; ends.size() > 1;) {
    merged.clear();
    merged.reserve(pairs.size());
    std::vector<std::size_t> merged_ends;
    auto const at = [&](std::size_t place) { return pairs.begin() + static_cast<std::ptrdiff_t>(place); };
    for (std::size_t i = 0, begin = 0; i < ends.size(); i += 2) {
      auto const middle = ends[i];
      auto const end = i + 1 < ends.size() ? ends[i + 1] : middle;
      std::merge(at(begin), at(middle), at(middle), at(end), std::back_inserter(merged));
      merged_ends.push_back(end);
      begin = end;
    }
    pairs.swap(merged);
    ends.swap(merged_ends);
  }
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < pairs.size();) {
    auto sum = pairs[begin];
    for (++begin; begin < pairs.size() && pairs[begin].key() == sum.key(); ++begin) {
      sum.add(pairs[begin]);
    }
    pairs[kept++] = sum;
  }
  pairs.resize(kept);
  return pairs;
}

}  // namespace

void PairSums::add(CountedPair const& pair) {
  if (places_.size() < 2 * (sums_.size() + 1)) {
    grow();
  }
  auto const mask = places_.size() - 1;
  for (auto at = pair.key() * 0x9E3779B97F4A7C15ULL >> 32U & mask;; at = (at + 1) & mask) {
    if (places_[at] == 0) {
      sums_.push_back(pair);
      places_[at] = static_cast<std::uint32_t>(sums_.size());
      return;
    }
    if (auto& sum = sums_[places_[at] - 1]; sum.key() == pair.key()) {
      sum.add(pair);
      return;
    }
  }
}

void PairSums::grow() {
  auto const before = std::exchange(sums_, {});
  places_.assign(std::max<std::size_t>(1024, 2 * places_.size()), 0);
  sums_.reserve(places_.size() / 2);
  for (auto const& sum : before) {
    add(sum);
  }
}

std::vector<CountedPair> PairSums::take() {
  auto sums = std::exchange(sums_, {});
  places_.clear();
  std::ranges::sort(sums, {}, &CountedPair::key);
  return sums;
}

PairRows::PairRows(std::vector<std::string_view> const& blocks) {
  for (auto const block : blocks) {
    if (block.size() % sizeof(CountedPair) != 0) {
      throw damaged();
    }
    std::size_t begin = 0;
    for (std::size_t at = 0; at < block.size(); at += sizeof(CountedPair)) {
      if (at > begin && left_at(block, at) < left_at(block, at - sizeof(CountedPair))) {
        rows_.push_back(block.substr(begin, at - begin));
        begin = at;
      }
    }
    rows_.push_back(block.substr(begin));
    pairs_ += block.size() / sizeof(CountedPair);
  }
}

std::vector<CountedPair> PairRows::take(std::uint32_t left_end) {
  std::vector<CountedPair> pairs;
  for (auto& row : rows_) {
    std::size_t taken = 0;
    while (taken < row.size() && left_at(row, taken) < left_end) {
      taken += sizeof(CountedPair);
    }
    auto const before = pairs.size();
    pairs.resize(before + taken / sizeof(CountedPair));
    if (taken > 0) {
      std::memcpy(pairs.data() + before, row.data(), taken);
    }
    row.remove_prefix(taken);
  }
  return added_up(std::move(pairs));
}

}  // namespace stemma::python
