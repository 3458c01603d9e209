// SPDX-License-Identifier: Apache-2.0
#include "serve/work_queue.hpp"

#include <utility>

namespace stemma::serve {

WorkQueue::WorkQueue(unsigned workers, std::size_t longest) : longest_{longest} {
  for (unsigned i = 0; i < workers; ++i) {
    workers_.emplace_back([this](std::stop_token const& stop) { run(stop); });
  }
}

void WorkQueue::finish() {
  {
    std::lock_guard const lock{mutex_};
    is_finished_ = true;
  }
  for (auto& worker : workers_) {
    worker.request_stop();
  }
  workers_.clear();
}

bool WorkQueue::offer(std::function<void()> work) {
  {
    std::lock_guard const lock{mutex_};
    if (is_finished_ || waiting_.size() >= longest_) {
      return false;
    }
    waiting_.push_back(std::move(work));
  }
  has_work_.notify_one();
  return true;
}

void WorkQueue::run(std::stop_token const& stop) {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock{mutex_};
      if (!has_work_.wait(lock, stop, [&] { return !waiting_.empty(); })) {
        return;
      }
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace stemma::serve
