// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace stemma::follow {

/// Takes SIGINT and SIGTERM from all threads that are made later, so that work ends where it is whole.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(StopSignal const&) = delete;
  StopSignal& operator=(StopSignal const&) = delete;

  /// Whether one has come.
  [[nodiscard]] bool has_come() const noexcept;

  /// Readable when one has come.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Waits until a signal comes, `other` is readable (-1 for none), or the time is over.
void wait_for(StopSignal const& stop, int other, std::chrono::milliseconds most);

}  // namespace stemma::follow
