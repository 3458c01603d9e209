// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/byte_words.hpp"
#include "pairs/key_set.hpp"

namespace stemma {

/// A run of shingles that two texts have, by where it begins in each.
struct SharedRun {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t shingles = 0;
};

/// What two texts have in common, counted in shingles of words.
struct SharedShingles {
  std::uint32_t shared = 0;         ///< Different shingles that both have.
  std::uint32_t longest = 0;        ///< Shingles in the longest run that both have.
  std::uint32_t fresh = 0;          ///< As `shared`, without boilerplate.
  std::uint32_t longest_fresh = 0;  ///< As `longest`, cut at boilerplate.
  std::vector<SharedRun> runs;      ///< The longest few, longest first.
};

/// The words of a text, ready to be compared with other texts. Reused from text to text.
class CountedText {
 public:
  void count(std::string_view text, MaskKernel const& kernel);

  /// Shingles about an anchor that is in `crowded` are boilerplate. Looked for once a text, and not in texts that need it not.
  void find_boilerplate(std::size_t widest_window, MaskKernel const& kernel, KeySet const& crowded);

  /// Different shingles of the text; without those that stand in boilerplate only, as far as it was looked for.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  [[nodiscard]] std::uint32_t fresh_size() const noexcept { return fresh_size_; }

  [[nodiscard]] std::size_t words() const noexcept { return words_.size(); }

  [[nodiscard]] std::uint64_t word_hash(std::size_t word) const noexcept { return words_.hashes[word]; }

  /// Bytes of the words under a run of shingles.
  [[nodiscard]] std::uint32_t begin_byte(std::size_t shingle) const noexcept { return words_.begin_bytes[shingle]; }

  [[nodiscard]] std::uint32_t end_byte(std::size_t shingle) const noexcept;

 private:
  friend class TextComparison;

  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  static constexpr unsigned kFilterShift = 40;

  /// False only where the text surely lacks the shingle: a look at one bit, which spares most searches.
  [[nodiscard]] bool may_have(std::uint64_t shingle) const noexcept {
    auto const bit = shingle >> kFilterShift & filter_mask_;
    return (filter_[bit / 64] >> (bit % 64) & 1U) != 0;
  }

  /// Where a shingle first stands in the text, or kNone.
  [[nodiscard]] std::uint32_t first_place(std::uint64_t shingle) const noexcept;

  void fill_table();
  void find_crowded_places(std::size_t window, MaskKernel const& kernel, KeySet const& crowded);
  void count_fresh(std::size_t gap);

  ByteWords words_;
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint32_t> slots_;   // places of shingles, by hash; a power of two
  std::vector<std::uint64_t> filter_;  // of each shingle one bit, by other bits of its hash; eight bits a shingle
  std::uint64_t filter_mask_ = 0;
  std::vector<std::uint32_t> crowded_places_;  // of crowded anchors among the shingles, rising
  std::vector<std::uint64_t> anchors_;
  std::uint32_t size_ = 0;
  std::uint32_t fresh_size_ = 0;
  bool is_boilerplate_known_ = false;
};

/// Compares texts two by two. Linear in the right text; along a run that both share it only looks at the next shingle.
class TextComparison {
 public:
  /// Nothing is taken for boilerplate yet.
  [[nodiscard]] SharedShingles compare(CountedText const& left, CountedText const& right);

  /// Takes the boilerplate out of what is fresh in two texts that were compared last, and in which it was looked for.
  void discount_boilerplate(
    CountedText const& left, CountedText const& right, std::size_t widest_window, SharedShingles& found
  );

 private:
  /// Whether a place of the left text is met for the first time in this comparison.
  bool is_first_visit(std::vector<std::uint32_t>& visits, std::uint32_t place) noexcept;
  static void keep_run(SharedRun const& run, std::vector<SharedRun>& runs);
  void count_fresh(
    SharedRun const& run,
    CountedText const& left,
    CountedText const& right,
    std::size_t widest_window,
    SharedShingles& found
  );

  std::vector<std::uint32_t> visits_;        // of each place of the left text: the last comparison that met it
  std::vector<std::uint32_t> fresh_visits_;  // the same, outside of boilerplate
  std::vector<SharedRun> runs_;              // all of the last comparison
  std::vector<char> marks_;
  std::uint32_t comparison_ = 0;
};

}  // namespace stemma
