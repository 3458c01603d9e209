// SPDX-License-Identifier: Apache-2.0
#include "base/parallel_for.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace stemma {

void parallel_for(std::size_t count, unsigned threads, std::function<void(std::size_t)> const& work) {
  std::size_t const wanted = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
  std::size_t const workers = std::min(wanted, count);
  if (workers <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      work(i);
    }
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex failure_mutex;
  std::size_t failed_at = count;
  std::exception_ptr failure;
  std::atomic<bool> has_failed{false};
  auto const run = [&] {
    // Nothing new is begun after a failure. Whatever comes before it was begun before it, so which one is first stays the same.
    while (!has_failed.load(std::memory_order_relaxed)) {
      std::size_t const i = next++;
      if (i >= count) {
        return;
      }
      try {
        work(i);
      } catch (...) {
        has_failed.store(true, std::memory_order_relaxed);
        std::scoped_lock const lock{failure_mutex};
        if (i < failed_at) {
          failed_at = i;
          failure = std::current_exception();
        }
      }
    }
  };
  {
    std::vector<std::jthread> team;
    team.reserve(workers - 1);
    for (std::size_t worker = 1; worker < workers; ++worker) {
      team.emplace_back(run);
    }
    run();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace stemma
