// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "stemma/stemma.hpp"

namespace stemma::cli {

/// Shows how far a run is, in one line of standard error that rewrites itself; removes the line when it ends.
class ProgressLine {
 public:
  ProgressLine() = default;
  ~ProgressLine();
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;

  void show(Progress const& progress);

  /// Any text, which is made only when it is time to show something; it is given the seconds since the stage began.
  void show(std::string_view stage, std::function<std::string(double)> const& text);

 private:
  using Clock = std::chrono::steady_clock;

  std::string stage_;
  Clock::time_point stage_begin_;
  Clock::time_point last_shown_;
  bool is_shown_ = false;
};

/// "facts  12 of 40  (8 a second)".
[[nodiscard]] std::string progress_text(Progress const& progress, double seconds);

}  // namespace stemma::cli
