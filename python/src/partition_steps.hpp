// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nanobind/nanobind.h>

#include "python/src/block_reader.hpp"

// What the steps of a search over many machines are made of (python/stemma/spark.py says how they follow each other). Each step
// turns blocks of bytes into blocks of bytes with an address: which share of which kind they are of. The engine carries
// them; it never looks inside, and no row of it is a document.

namespace stemma::python {

namespace nb = nanobind;

/// Objects with the buffer protocol, held while they are read.
class Blocks {
 public:
  explicit Blocks(nb::handle list) {
    for (nb::handle const item : list) {
      auto held = std::make_unique<Py_buffer>();
      if (PyObject_GetBuffer(item.ptr(), held.get(), PyBUF_SIMPLE) != 0) {
        nb::raise_python_error();
      }
      views_.emplace_back(static_cast<char const*>(held->buf), static_cast<std::size_t>(held->len));
      held_.push_back(std::move(held));
    }
  }

  ~Blocks() {
    for (auto& held : held_) {
      PyBuffer_Release(held.get());
    }
  }

  Blocks(Blocks const&) = delete;
  Blocks& operator=(Blocks const&) = delete;

  [[nodiscard]] std::vector<std::string_view> const& views() const noexcept { return views_; }

 private:
  std::vector<std::unique_ptr<Py_buffer>> held_;
  std::vector<std::string_view> views_;
};

/// A block that is too large to be copied once more: Python gets its bytes where they lie.
struct LargeBlock {
  static constexpr std::size_t kLeastBytes = std::size_t{64} << 10U;

  std::string bytes;
};

[[nodiscard]] inline nb::object block_for_python(std::string block) {
  if (block.size() < LargeBlock::kLeastBytes) {
    return nb::bytes(block.data(), block.size());
  }
  return nb::cast(LargeBlock{std::move(block)});
}

/// Blocks by their addresses, as a step gives them back.
class Letters {
 public:
  [[nodiscard]] std::string& to(std::uint32_t share, int kind) { return blocks_[{share, kind}]; }

  /// A list of (share, kind, bytes), sorted by share. What more will follow on is kept, to be filled further, until all together takes
  /// much, with the room that blocks have taken ahead: so it does not matter how many shares there are.
  [[nodiscard]] nb::list take(bool is_last = true) {
    nb::list list;
    std::size_t held = 0;
    for (auto const& [address, block] : blocks_) {
      held += block.capacity();
    }
    if (!is_last && held < kMuch) {
      return list;
    }
    for (auto& [address, block] : blocks_) {
      if (!block.empty()) {
        list.append(nb::make_tuple(address.first, address.second, block_for_python(std::exchange(block, {}))));
      }
    }
    return list;
  }

 private:
  static constexpr std::size_t kMuch = std::size_t{4} << 20U;

  std::map<std::pair<std::uint32_t, int>, std::string> blocks_;
};

/// Which documents each part of the input has: those of part p are first_of(p) and the following.
class Parts {
 public:
  explicit Parts(std::vector<std::uint32_t> ends) : ends_{std::move(ends)} {}

  [[nodiscard]] std::uint32_t first_of(std::uint32_t part) const { return part == 0 ? 0 : ends_.at(part - 1); }

  [[nodiscard]] std::uint32_t documents() const noexcept { return ends_.empty() ? 0 : ends_.back(); }

  [[nodiscard]] std::uint32_t part_of(std::uint32_t document) const {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(ends_, document) - ends_.begin());
  }

 private:
  std::vector<std::uint32_t> ends_;
};

}  // namespace stemma::python
