// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <future>
#include <utility>

namespace stemma {

/// Work that goes on beside what else is done, and is asked for its result later. Where there may be one thread only, it is done
/// when it is asked for, so that whoever asks sees the same either way.
template <typename Result>
class SideTask {
 public:
  SideTask() = default;

  template <typename Work>
  SideTask(unsigned threads, Work&& work)
      : result_{std::async(threads == 1 ? std::launch::deferred : std::launch::async, std::forward<Work>(work))} {}

  /// Waits for it; once. Throws what it threw. A task that nobody asks is waited for when it goes out of sight.
  [[nodiscard]] Result take() { return result_.get(); }

 private:
  std::future<Result> result_;
};

}  // namespace stemma
