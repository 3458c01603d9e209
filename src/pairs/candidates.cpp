// SPDX-License-Identifier: Apache-2.0
#include "pairs/candidates.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "pairs/radix_sort.hpp"

namespace stemma {

namespace {

// With 64 bands of 2 registers a pair of resemblance 0.3 is found with probability 0.998, one of 0.5 surely.
constexpr std::size_t kBandRegisters = 2;
constexpr unsigned kAnchorShares = 16;  // anchors are sorted in so many parts, to bound memory
constexpr std::size_t kMergeAt = std::size_t{1} << 22U;

constexpr double kBandAgreement = 0.05;
constexpr unsigned kSortedBits = 33;  // three digits

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t sketch = 0;
};

enum class Key : std::uint8_t { Band, Anchor };

// A pair with what speaks for it, as one number that sorts by left, then right: 30 bits, 32 bits, 2 bits.
constexpr unsigned kEvidenceBits = 2;
constexpr std::uint64_t kMostEvidence = (1U << kEvidenceBits) - 1;
constexpr std::size_t kMostSketches = std::size_t{1} << 30U;

// One common anchor may be a stock phrase. A run of 28 words has two anchors at least, and a band has two registers.
constexpr std::uint64_t kAnchorEvidence = 1;
constexpr std::uint64_t kBandEvidence = 2;
constexpr std::uint64_t kEnoughEvidence = 2;

constexpr std::uint64_t pair_of(std::uint32_t left, std::uint32_t right, std::uint64_t evidence) noexcept {
  return ((std::uint64_t{left} << 32U | right) << kEvidenceBits) | evidence;
}

constexpr std::uint32_t left(std::uint64_t pair) noexcept {
  return static_cast<std::uint32_t>(pair >> (32U + kEvidenceBits));
}

constexpr std::uint32_t right(std::uint64_t pair) noexcept {
  return static_cast<std::uint32_t>(pair >> kEvidenceBits);
}

constexpr std::uint64_t evidence(std::uint64_t pair) noexcept {
  return pair & kMostEvidence;
}

std::uint64_t band_key(std::uint64_t first, std::uint64_t second) noexcept {
  auto key = ((first << 32U) | second) * 0x9E3779B97F4A7C15ULL;
  key ^= key >> 32U;
  return key * 0xD6E8FEB86659FD93ULL;
}

/// Whether this share of the registers agrees.
bool agree(std::span<std::uint32_t const> left, std::span<std::uint32_t const> right, double share) {
  auto const registers = std::min(left.size(), right.size());
  std::uint32_t equal = 0;
  for (std::size_t i = 0; i < registers; ++i) {
    equal += left[i] == right[i] ? 1U : 0U;
  }
  return registers > 0 && equal >= share * static_cast<double>(registers);
}

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
    std::ranges::sort(found_.crowded_anchors);
    for (auto const pair : pairs_) {
      if (evidence(pair) >= kEnoughEvidence) {
        found_.pairs.push_back({left(pair), right(pair)});
      }
    }
    return std::move(found_);
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
        keyed_.push_back({band_key(registers[at], registers[at + 1]), i});
      }
    }
    pair_equals(Key::Band);
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
    pair_equals(Key::Anchor);
  }

  /// Half of a key is enough to bring equals together; where unlike keys share that half, the rest decides.
  void pair_equals(Key kind) {
    radix_sort(
      keyed_, scratch_, [](Keyed const& item) { return item.key; }, kSortedBits
    );
    auto const sorted_part = [&](std::size_t at) { return keyed_[at].key << (64 - kSortedBits); };
    for (std::size_t begin = 0; begin < keyed_.size();) {
      auto end = begin + 1;
      auto is_mixed = false;
      while (end < keyed_.size() && sorted_part(end) == sorted_part(begin)) {
        is_mixed = is_mixed || keyed_[end].key != keyed_[begin].key;
        ++end;
      }
      if (is_mixed) {
        std::stable_sort(
          keyed_.begin() + static_cast<std::ptrdiff_t>(begin), keyed_.begin() + static_cast<std::ptrdiff_t>(end),
          [](Keyed const& left, Keyed const& right) { return left.key < right.key; }
        );
      }
      pair_groups(begin, end, kind);
      begin = end;
    }
  }

  void pair_groups(std::size_t begin, std::size_t end, Key kind) {
    while (begin < end) {
      auto group_end = begin + 1;
      while (group_end < end && keyed_[group_end].key == keyed_[begin].key) {
        ++group_end;
      }
      pair_group(begin, group_end, kind);
      begin = group_end;
    }
  }

  /// The sort is stable and sketches went in by their order: the members of a group stand in order, repeats together.
  void pair_group(std::size_t begin, std::size_t end, Key kind) {
    if (end - begin < 2) {
      return;
    }
    members_.clear();
    for (auto i = begin; i < end; ++i) {
      if (members_.empty() || members_.back() != keyed_[i].sketch) {
        members_.push_back(keyed_[i].sketch);
      }
    }
    if (members_.size() <= kCrowd) {
      pair_all(kind);
    } else {
      ++found_.crowded_groups;
      if (kind == Key::Anchor) {
        found_.crowded_anchors.push_back(keyed_[begin].key);  // boilerplate; copies of a whole text share bands too
      } else {
        pair_neighbours();
      }
    }
    if (pairs_.size() >= merge_at_) {
      merge();
      merge_at_ = std::max(kMergeAt, 2 * pairs_.size());
    }
  }

  /// A band agrees by chance here and there; then hardly any other register does.
  void pair_all(Key kind) {
    auto const evidence = kind == Key::Band ? kBandEvidence : kAnchorEvidence;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      for (auto j = i + 1; j < members_.size(); ++j) {
        if (kind == Key::Anchor || agree(sketches_[members_[i]].registers, sketches_[members_[j]].registers, kBandAgreement)) {
          pairs_.push_back(pair_of(members_[i], members_[j], evidence));
        }
      }
    }
  }

  /// Each with the next few that look like copies of the whole: a crowd that only shares boilerplate makes no pairs.
  void pair_neighbours() {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      for (auto j = i + 1; j < members_.size() && j - i <= kNeighbours; ++j) {
        if (agree(sketches_[members_[i]].registers, sketches_[members_[j]].registers, kCrowdAgreement)) {
          pairs_.push_back(pair_of(members_[i], members_[j], kEnoughEvidence));
        }
      }
    }
  }

  /// Makes one of all that stands for a pair, with the sum of the evidence.
  void merge() {
    radix_sort(pairs_, pair_scratch_, [](std::uint64_t pair) { return pair; });
    std::size_t kept = 0;
    for (auto const pair : pairs_) {
      if (kept > 0 && pairs_[kept - 1] >> kEvidenceBits == pair >> kEvidenceBits) {
        auto const sum = std::min(evidence(pairs_[kept - 1]) + evidence(pair), kMostEvidence);
        pairs_[kept - 1] = pair_of(left(pair), right(pair), sum);
      } else {
        pairs_[kept++] = pair;
      }
    }
    pairs_.resize(kept);
  }

  std::span<Sketch const> sketches_;
  std::vector<Keyed> keyed_;
  std::vector<Keyed> scratch_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint64_t> pairs_;  // see pair_of
  std::vector<std::uint64_t> pair_scratch_;
  std::size_t merge_at_ = kMergeAt;
  Candidates found_;
};

}  // namespace

Candidates find_candidates(std::span<Sketch const> sketches) {
  STEMMA_ASSERT(sketches.size() < kMostSketches, "places of sketches have 30 bits in a pair");
  return CandidateFinder{sketches}.find();
}

}  // namespace stemma
