// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace stemma {

/// Lists that stay where they are put, many in one piece of memory: as many pieces of as many sizes as there are lists would leave
/// holes that nothing else fits into, and be sought at length.
template <typename Item>
class Pieces {
 public:
  /// Pieces are of so many bytes, where no list is longer.
  explicit Pieces(std::size_t piece_bytes = std::size_t{64} << 10U) : piece_items_{piece_bytes / sizeof(Item)} {}

  /// Where it lies from now on, until all are cleared.
  std::span<Item const> put(std::span<Item const> list) {
    if (pieces_.empty() || pieces_.back().capacity() - pieces_.back().size() < list.size()) {
      pieces_.emplace_back().reserve(std::max(piece_items_, list.size()));
    }
    auto& piece = pieces_.back();
    piece.insert(piece.end(), list.begin(), list.end());
    items_ += list.size();
    return std::span<Item const>{piece}.last(list.size());
  }

  [[nodiscard]] std::size_t items() const noexcept { return items_; }

  void clear() {
    pieces_.clear();
    items_ = 0;
  }

 private:
  std::size_t piece_items_;
  std::deque<std::vector<Item>> pieces_;  ///< None ever grows beyond what was reserved for it.
  std::size_t items_ = 0;
};

}  // namespace stemma
