// SPDX-License-Identifier: Apache-2.0
#include "pairs/candidates.hpp"

#include <algorithm>

#include "pairs/radix_sort.hpp"

namespace stemma {

namespace {

// With 64 bands of 2 registers a pair of resemblance 0.3 is found with probability 0.998, one of 0.5 surely.
constexpr std::size_t kBandRegisters = 2;
constexpr unsigned kAnchorShares = 16;  // anchors are sorted in so many parts, to bound memory
constexpr std::size_t kMergeAt = std::size_t{1} << 22U;

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t sketch = 0;
};

class CandidateFinder {
 public:
  explicit CandidateFinder(std::span<Sketch const> sketches) : sketches_{sketches} {}

  [[nodiscard]] Candidates find() && {
    for (std::size_t band = 0; band < most_registers() / kBandRegisters; ++band) {
      pair_by_band(band);
    }
    for (unsigned share = 0; share < kAnchorShares; ++share) {
      pair_by_anchors(share);
    }
    merge();
    Candidates found;
    found.crowded_groups = crowded_groups_;
    found.pairs.reserve(pairs_.size());
    for (auto const pair : pairs_) {
      found.pairs.push_back({static_cast<std::uint32_t>(pair >> 32U), static_cast<std::uint32_t>(pair)});
    }
    return found;
  }

 private:
  [[nodiscard]] std::size_t most_registers() const {
    std::size_t most = 0;
    for (auto const& sketch : sketches_) {
      most = std::max(most, sketch.registers.size());
    }
    return most;
  }

  void pair_by_band(std::size_t band) {
    keyed_.clear();
    for (std::uint32_t i = 0; i < sketches_.size(); ++i) {
      auto const& registers = sketches_[i].registers;
      auto const at = band * kBandRegisters;
      if (at + kBandRegisters <= registers.size()) {
        keyed_.push_back({(std::uint64_t{registers[at]} << 32U) | registers[at + 1], i});
      }
    }
    pair_equals();
  }

  void pair_by_anchors(unsigned share) {
    keyed_.clear();
    for (std::uint32_t i = 0; i < sketches_.size(); ++i) {
      for (auto const& anchor : sketches_[i].anchors) {
        if (anchor.shingle % kAnchorShares == share) {
          keyed_.push_back({anchor.shingle, i});
        }
      }
    }
    pair_equals();
  }

  void pair_equals() {
    radix_sort(keyed_, scratch_, [](Keyed const& item) { return item.key; });
    for (std::size_t begin = 0; begin < keyed_.size();) {
      auto end = begin + 1;
      while (end < keyed_.size() && keyed_[end].key == keyed_[begin].key) {
        ++end;
      }
      pair_group(begin, end);
      begin = end;
    }
  }

  /// The sort is stable and sketches went in by their order: the members of a group stand in order, repeats together.
  void pair_group(std::size_t begin, std::size_t end) {
    if (end - begin < 2) {
      return;
    }
    members_.clear();
    for (auto i = begin; i < end; ++i) {
      if (members_.empty() || members_.back() != keyed_[i].sketch) {
        members_.push_back(keyed_[i].sketch);
      }
    }
    auto const is_crowd = members_.size() > kCrowd;
    crowded_groups_ += is_crowd ? 1 : 0;
    auto const reach = is_crowd ? kNeighbours : members_.size();
    for (std::size_t i = 0; i < members_.size(); ++i) {
      for (auto j = i + 1; j < members_.size() && j - i <= reach; ++j) {
        pairs_.push_back((std::uint64_t{members_[i]} << 32U) | members_[j]);
      }
    }
    if (pairs_.size() >= merge_at_) {
      merge();
      merge_at_ = std::max(kMergeAt, 2 * pairs_.size());
    }
  }

  void merge() {
    radix_sort(pairs_, pair_scratch_, [](std::uint64_t pair) { return pair; });
    auto const twice = std::ranges::unique(pairs_);
    pairs_.erase(twice.begin(), twice.end());
  }

  std::span<Sketch const> sketches_;
  std::vector<Keyed> keyed_;
  std::vector<Keyed> scratch_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint64_t> pairs_;  // left << 32 | right
  std::vector<std::uint64_t> pair_scratch_;
  std::size_t merge_at_ = kMergeAt;
  std::uint64_t crowded_groups_ = 0;
};

}  // namespace

Candidates find_candidates(std::span<Sketch const> sketches) {
  return CandidateFinder{sketches}.find();
}

}  // namespace stemma
