// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace stemma {

/// Room for many strings that die together: taking one costs no allocation, and none moves.
class ByteArena {
 public:
  [[nodiscard]] std::string_view keep(std::string_view bytes) {
    if (bytes.size() > left_) {
      grow(bytes.size());
    }
    char* const place = at_;
    std::memcpy(place, bytes.data(), bytes.size());
    at_ += bytes.size();
    left_ -= bytes.size();
    return {place, bytes.size()};
  }

  /// Forgets all strings; the first piece of room stays for the next.
  void clear() {
    pieces_.resize(std::min<std::size_t>(pieces_.size(), first_bytes_ <= kMostKept ? 1 : 0));
    at_ = pieces_.empty() ? nullptr : pieces_.front().get();
    left_ = pieces_.empty() ? 0 : first_bytes_;
  }

 private:
  static constexpr std::size_t kPieceBytes = 320UL << 10U;  // what a part of a block comes to
  static constexpr std::size_t kMostKept = 4UL << 20U;

  void grow(std::size_t bytes) {
    std::size_t const size = std::max(bytes, kPieceBytes);
    pieces_.push_back(std::make_unique_for_overwrite<char[]>(size));
    first_bytes_ = pieces_.size() == 1 ? size : first_bytes_;
    at_ = pieces_.back().get();
    left_ = size;
  }

  std::vector<std::unique_ptr<char[]>> pieces_;
  std::size_t first_bytes_ = 0;
  char* at_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace stemma
