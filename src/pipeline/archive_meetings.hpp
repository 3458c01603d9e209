// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/archive_candidates.hpp"

namespace stemma {

/// Below this likeness of the heaviest words alone two documents are no candidates; all words make it more.
inline constexpr float kLeastLikeness = 0.11F;

/// That a document of the batch shares a key with another document, as one number: 13 bits of the place in the batch, 32 of
/// the other's number, and what the key says of the two in the rest.
using Meeting = std::uint64_t;

inline constexpr unsigned kValueBits = 19;
inline constexpr unsigned kOtherBits = 32;

/// What a meeting by an anchor says. By a word it says the product of two weights.
inline constexpr std::uint64_t kInCrowd = 1;

constexpr Meeting make_meeting(std::uint32_t place, std::uint32_t other, std::uint64_t value) noexcept {
  return std::uint64_t{place} << (kOtherBits + kValueBits) | std::uint64_t{other} << kValueBits | value;
}

constexpr std::uint32_t place_of_meeting(Meeting meeting) noexcept {
  return static_cast<std::uint32_t>(meeting >> (kOtherBits + kValueBits));
}

constexpr std::uint32_t other_of(Meeting meeting) noexcept {
  return static_cast<std::uint32_t>(meeting >> kValueBits);
}

constexpr std::uint64_t value_of(Meeting meeting) noexcept {
  return meeting & ((std::uint64_t{1} << kValueBits) - 1);
}

/// Sums up the meetings of one document after another. What is summed is cleared by the next document.
class MeetingSums {
 public:
  void take(Meeting meeting, bool is_anchor) {
    auto const other = other_of(meeting);
    if (2 * (sums_.size() + 1) > slots_.size()) {
      grow();
    }
    auto const at = place_in(other);
    auto& slot = slots_[at];
    if (slot == 0) {
      sums_.push_back({place_of_meeting(meeting), other, 0, 0, 0});
      used_.push_back(static_cast<std::uint32_t>(at));
      slot = static_cast<std::uint32_t>(sums_.size());
    }
    auto& sum = sums_[slot - 1];
    if (is_anchor) {
      ++(value_of(meeting) == kInCrowd ? sum.common_in_crowds : sum.common);
    } else {
      sum.likeness += static_cast<float>(value_of(meeting)) * kKeyWeightUnit * kKeyWeightUnit;
    }
  }

  /// Hands over all that may matter, sorted by document.
  void drain(std::vector<ArchiveCandidate>& out) {
    auto const begin = static_cast<std::ptrdiff_t>(out.size());
    for (auto const& sum : sums_) {
      if (sum.likeness >= kLeastLikeness || sum.common + sum.common_in_crowds > 0) {
        out.push_back(sum);
      }
    }
    std::sort(out.begin() + begin, out.end(), [](auto const& a, auto const& b) { return a.other < b.other; });
    sums_.clear();
    for (auto const at : used_) {
      slots_[at] = 0;
    }
    used_.clear();
  }

 private:
  [[nodiscard]] std::size_t place_in(std::uint32_t other) const {
    auto const mask = slots_.size() - 1;
    auto at = (other * 0x9E3779B1U >> 8U) & mask;
    while (slots_[at] != 0 && sums_[slots_[at] - 1].other != other) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void grow() {
    slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), 0);
    for (std::uint32_t i = 0; i < sums_.size(); ++i) {
      auto const at = place_in(sums_[i].other);
      slots_[at] = i + 1;
      used_[i] = static_cast<std::uint32_t>(at);
    }
  }

  std::vector<ArchiveCandidate> sums_;
  std::vector<std::uint32_t> slots_;  ///< Place + 1 of a sum; 0 where free; a power of two.
  std::vector<std::uint32_t> used_;   ///< The slot of each sum.
};

}  // namespace stemma
