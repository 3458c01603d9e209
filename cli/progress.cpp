// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <cmath>
#include <cstdio>

namespace stemma::cli {

namespace {

constexpr std::chrono::milliseconds kBetweenShows{100};
constexpr double kLeastSecondsForRate = 0.5;

}  // namespace

std::string progress_text(Progress const& progress, double seconds) {
  std::string text{progress.stage};
  if (progress.total > 0) {
    text += "  " + std::to_string(progress.done) + " of " + std::to_string(progress.total);
  }
  if (progress.done > 0 && seconds >= kLeastSecondsForRate) {
    double const rate = static_cast<double>(progress.done) / seconds;
    text += rate >= 1 ? "  (" + std::to_string(std::lround(rate)) + " a second)"
                      : "  (1 in " + std::to_string(std::lround(1 / rate)) + " seconds)";
  }
  return text;
}

void ProgressLine::show(Progress const& progress) {
  show(progress.stage, [&](double seconds) { return progress_text(progress, seconds); });
}

void ProgressLine::show(std::string_view stage, std::function<std::string(double)> const& text) {
  auto const now = Clock::now();
  if (stage != stage_) {
    stage_ = stage;
    stage_begin_ = now;
  }
  if (now - last_shown_ < kBetweenShows) {
    return;
  }
  last_shown_ = now;
  is_shown_ = true;
  std::chrono::duration<double> const took = now - stage_begin_;
  static_cast<void>(std::fprintf(stderr, "\r\x1B[K%s", text(took.count()).c_str()));
  static_cast<void>(std::fflush(stderr));
}

ProgressLine::~ProgressLine() {
  if (is_shown_) {
    static_cast<void>(std::fputs("\r\x1B[K", stderr));
  }
}

}  // namespace stemma::cli
