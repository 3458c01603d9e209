// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/byte_words.hpp"

namespace stemma {

/// What two texts have in common, counted in shingles of words.
struct SharedShingles {
  std::uint32_t shared = 0;         ///< Different shingles that both have.
  std::uint32_t longest = 0;        ///< Shingles in the longest run that both have.
  std::uint32_t fresh = 0;          ///< As `shared`, without boilerplate.
  std::uint32_t longest_fresh = 0;  ///< As `longest`, cut at boilerplate.
};

/// The shingles of one text, to compare other texts with. Reused from text to text by one thread.
class ShingleTable {
 public:
  void build(std::string_view text, MaskKernel const& kernel);

  /// Different shingles of the text.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// Compares another text with the one built from. Shingles within a window of a crowded anchor are boilerplate.
  /// Linear in the other text.
  [[nodiscard]] SharedShingles compare(
    std::string_view other, MaskKernel const& kernel, std::span<std::uint64_t const> crowded_anchors
  );

 private:
  struct Slot {
    std::uint64_t shingle = 0;
    std::uint32_t first = kNone;       ///< Where the shingle first stands in the text; kNone where the slot is free.
    std::uint16_t compared = 0;        ///< The comparison in which the other text had it.
    std::uint16_t compared_fresh = 0;  ///< The same, outside of boilerplate.
  };

  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  [[nodiscard]] Slot* find(std::uint64_t shingle) noexcept;
  void begin_comparison();
  void mark_boilerplate(std::span<std::uint64_t const> crowded_anchors);
  [[nodiscard]] SharedShingles count_shared();

  ByteWords words_;
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint64_t> other_;
  std::vector<Slot*> matches_;        // of each shingle of the other text; null where the text lacks it
  std::vector<char> is_boilerplate_;  // of each shingle of the other text
  std::vector<Slot> slots_;
  std::uint32_t size_ = 0;
  std::uint16_t comparison_ = 0;
};

/// Different shingles of a text.
[[nodiscard]] std::uint32_t count_shingles(std::string_view text, MaskKernel const& kernel);

}  // namespace stemma
