// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace stemma::serve {

/// A few workers and a bounded queue before them.
class WorkQueue {
 public:
  WorkQueue(unsigned workers, std::size_t longest);

  ~WorkQueue() { finish(); }

  WorkQueue(WorkQueue const&) = delete;
  WorkQueue& operator=(WorkQueue const&) = delete;

  /// False where the queue is full, or finished.
  [[nodiscard]] bool offer(std::function<void()> work);

  /// Ends what is queued, then the workers.
  void finish();

 private:
  void run(std::stop_token const& stop);

  std::size_t longest_;
  bool is_finished_ = false;
  std::mutex mutex_;
  std::condition_variable_any has_work_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::jthread> workers_;
};

}  // namespace stemma::serve
