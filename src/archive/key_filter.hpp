// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

/// A part of a filter, as it lies on the disk: the bits of keys that follow one upon another, so that who asks for sorted keys walks
/// through the lines, and a checksum of these and of the place of the line.
struct FilterLine {
  static constexpr std::size_t kWords = 7;

  std::uint64_t bits[kWords] = {};
  std::uint64_t checksum = 0;
};

static_assert(sizeof(FilterLine) == 64);

/// Which keys a list of postings surely lacks: most keys that are sought stand in few of an archive's segments, and to look one up
/// costs ten times as much as to look here. Nothing is missed; of the keys that are not there one in thirty is let through.
class KeyFilter {
 public:
  enum class Answer : std::uint8_t { Lacks, MayHave, Damaged };

  KeyFilter() = default;

  explicit KeyFilter(std::span<FilterLine const> lines) : lines_{lines} {}

  [[nodiscard]] Answer ask(std::uint64_t key) noexcept;

  /// Who has many keys says which is soon asked for: a large filter lies in memory that is far away.
  void fetch(std::uint64_t key) const noexcept;

 private:
  std::span<FilterLine const> lines_;
  std::size_t whole_ = ~std::size_t{0};  ///< The line whose checksum was looked at last.
};

/// Makes one, of up to so many keys.
class KeyFilterMaker {
 public:
  explicit KeyFilterMaker(std::uint64_t most_keys);

  void add(std::uint64_t key) noexcept;

  /// With checksums.
  [[nodiscard]] std::span<FilterLine const> finish() noexcept;

 private:
  std::vector<FilterLine> lines_;
};

}  // namespace stemma
