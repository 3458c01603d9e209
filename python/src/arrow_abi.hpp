// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// The Arrow C data and stream interfaces: three structures whose layout is fixed for ever, written down from their specification
/// (arrow.apache.org/docs/format/CDataInterface.html), so that no library of Arrow is needed to exchange columns.
extern "C" {

struct ArrowSchema {
  char const* format;
  char const* name;
  char const* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  void const** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  char const* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};
}

namespace stemma::python {

/// Gives back what a structure of Arrow holds when it dies; moves by emptying the other.
template <typename Structure>
class Owned {
 public:
  Owned() = default;

  /// Takes over; leaves the other released, as the interface asks.
  explicit Owned(Structure& other) : structure_{other} { other.release = nullptr; }

  Owned(Owned&& other) noexcept : structure_{other.structure_} { other.structure_.release = nullptr; }

  Owned& operator=(Owned&&) = delete;
  Owned(Owned const&) = delete;
  Owned& operator=(Owned const&) = delete;

  ~Owned() {
    if (structure_.release != nullptr) {
      structure_.release(&structure_);
    }
  }

  [[nodiscard]] Structure* operator->() noexcept { return &structure_; }

  [[nodiscard]] Structure& operator*() noexcept { return structure_; }

  [[nodiscard]] Structure const* operator->() const noexcept { return &structure_; }

  [[nodiscard]] Structure const& operator*() const noexcept { return structure_; }

 private:
  Structure structure_{};
};

}  // namespace stemma::python
