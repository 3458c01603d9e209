// SPDX-License-Identifier: Apache-2.0
#include "python/src/listener.hpp"

#include <cstdint>
#include <string_view>

namespace stemma::python {

namespace nb = nanobind;

namespace {

constexpr std::chrono::milliseconds kBetween{
  50};  // taking the lock more often would cost other threads more than it is worth

}  // namespace

bool Listener::is_due() {
  auto const now = std::chrono::steady_clock::now();
  if (now < next_) {
    return false;
  }
  next_ = now + kBetween;
  return true;
}

void Listener::tell(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
  nb::gil_scoped_acquire const lock;
  if (PyErr_CheckSignals() != 0) {
    throw nb::python_error();
  }
  if (!told_.is_none()) {
    told_(nb::str(stage.data(), stage.size()), done, total);
  }
}

}  // namespace stemma::python
