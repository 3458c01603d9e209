// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corpus/byte_stream.hpp"

namespace stemma {

/// Gives so many bytes at a time.
class PieceStream : public ByteStream {
 public:
  PieceStream(std::string_view bytes, std::size_t piece) : rest_{bytes}, piece_{piece} {}

  [[nodiscard]] std::size_t read(std::span<char> space) override {
    std::size_t const count = std::min({rest_.size(), space.size(), piece_});
    std::copy_n(rest_.begin(), count, space.begin());
    rest_.remove_prefix(count);
    return count;
  }

  [[nodiscard]] std::optional<std::string> failure() const override { return {}; }

 private:
  std::string_view rest_;
  std::size_t piece_;
};

}  // namespace stemma
