// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <mutex>
#include <span>
#include <tuple>
#include <vector>

#include "base/document_stream.hpp"

namespace stemma {

/// In which line a record stands whose id is its line: one mark to some ten kilobytes of them.
/// One thread marks, any number may ask.
class LineNumbers {
 public:
  struct Mark {
    std::uint64_t place = 0;
    std::uint64_t line = 0;
    std::uint32_t input = 0;
  };

  explicit LineNumbers(std::pmr::memory_resource* memory) : marks_{memory} {}

  /// Marks a record if the last mark is far. In the order of the stream.
  void pass(TextPlace const& place, std::uint64_t line) {
    std::scoped_lock const lock{mutex_};
    if (marks_.empty() || marks_.back().input != place.input || place.begin_byte - marks_.back().place >= kSpacing) {
      marks_.push_back({place.begin_byte, line, place.input});
    }
  }

  [[nodiscard]] std::span<Mark const> marks() const noexcept { return marks_; }

  /// Those of inputs behind all that were marked.
  void append(std::span<Mark const> marks) { marks_.insert(marks_.end(), marks.begin(), marks.end()); }

  /// The last mark that is not behind the place of a record that was passed.
  [[nodiscard]] Mark before(TextPlace const& place) const {
    std::scoped_lock const lock{mutex_};
    auto const next = std::upper_bound(marks_.begin(), marks_.end(), place, [](TextPlace const& p, Mark const& mark) {
      return std::tie(p.input, p.begin_byte) < std::tie(mark.input, mark.place);
    });
    return next == marks_.begin() ? Mark{} : *std::prev(next);
  }

 private:
  static constexpr std::uint64_t kSpacing = 32UL << 10U;

  mutable std::mutex mutex_;
  std::pmr::vector<Mark> marks_;
};

}  // namespace stemma
