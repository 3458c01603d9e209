// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "python/src/partition_steps.hpp"

namespace stemma::python {

/// A column of Arrow as (length, offset, validity or None, offsets, bytes); of numbers without the last. Read where it lies.
class Column {
 public:
  explicit Column(nb::handle given) {
    auto const fields = nb::cast<nb::tuple>(given);
    length_ = nb::cast<std::size_t>(fields[0]);
    offset_ = nb::cast<std::size_t>(fields[1]);
    nb::list buffers;
    for (std::size_t i = 2; i < fields.size(); ++i) {
      buffers.append(fields[i].is_none() ? nb::object(nb::bytes("", 0)) : nb::object(fields[i]));
    }
    has_validity_ = !fields[2].is_none();
    blocks_.emplace(buffers);
  }

  [[nodiscard]] std::size_t length() const noexcept { return length_; }

  [[nodiscard]] bool is_null(std::size_t row) const {
    auto const at = offset_ + row;
    return has_validity_ && (static_cast<unsigned char>(buffer(0)[at / 8]) >> (at % 8) & 1U) == 0;
  }

  template <typename Value>
  [[nodiscard]] Value value(std::size_t row) const {
    Value found;
    std::memcpy(&found, buffer(1).substr((offset_ + row) * sizeof(Value), sizeof(Value)).data(), sizeof(Value));
    return found;
  }

  [[nodiscard]] std::string_view text(std::size_t row) const {
    return buffer(2).substr(begin_of(row), begin_of(row + 1) - begin_of(row));
  }

  /// Where a text lies among the bytes of all texts of the column; of the one behind the last, where they end.
  [[nodiscard]] std::size_t begin_of(std::size_t row) const {
    return static_cast<std::size_t>(value<std::int32_t>(row));
  }

 private:
  [[nodiscard]] std::string_view buffer(std::size_t number) const { return blocks_->views()[number]; }

  std::size_t length_ = 0;
  std::size_t offset_ = 0;
  bool has_validity_ = false;
  std::optional<Blocks> blocks_;
};

}  // namespace stemma::python
