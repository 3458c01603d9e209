// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include <nanobind/nanobind.h>

namespace stemma::python {

/// Listens to the core on behalf of Python, from the thread that called, while the interpreter's lock is released: now and then it
/// looks whether Ctrl-C was pressed, and tells a function how far the work is. What either raises ends the work.
class Listener {
 public:
  /// `told`: a function of (stage, done, total), or None. Must outlive this.
  explicit Listener(nanobind::handle told) : told_{told} {}

  template <typename Progress>
  void operator()(Progress const& progress) {
    if (is_due()) {
      tell(progress.stage, progress.done, progress.total);
    }
  }

  void tell(std::string_view stage, std::uint64_t done, std::uint64_t total) const;

  [[nodiscard]] bool is_due();

 private:
  nanobind::handle told_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace stemma::python
