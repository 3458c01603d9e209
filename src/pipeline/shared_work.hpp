// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/parallel_for.hpp"

namespace stemma {

/// Takes up what tasks have come to, one after another in the order of the tasks, while later ones are still at work: no thread waits.
class InTurn {
 public:
  /// `take(task)` is called by one thread at a time.
  InTurn(std::size_t tasks, std::function<void(std::size_t)> take) : take_{std::move(take)}, is_done_(tasks) {}

  /// By the thread that has done a task.
  void done(std::size_t task) {
    {
      std::scoped_lock const lock{done_mutex_};
      is_done_[task] = true;
    }
    take_up();
  }

  /// Once more at the end, when all are done: the last to come may have found another one at it.
  void take_up() {
    std::unique_lock const turn{turn_mutex_, std::try_to_lock};
    while (turn && is_next_done()) {
      take_(next_++);
    }
  }

 private:
  [[nodiscard]] bool is_next_done() {
    std::scoped_lock const lock{done_mutex_};
    return next_ < is_done_.size() && is_done_[next_];
  }

  std::function<void(std::size_t)> take_;
  std::mutex turn_mutex_;
  std::size_t next_ = 0;
  std::mutex done_mutex_;
  std::vector<bool> is_done_;
};

/// One item for each thread that works at the same time; kept from task to task.
template <typename Item>
class Pool {
 public:
  explicit Pool(std::function<std::unique_ptr<Item>()> make) : make_{std::move(make)} {}

  /// Calls `work(item)` with an item that nobody else has.
  template <typename Work>
  void with_item(Work const& work) {
    auto item = take();
    work(*item);
    std::scoped_lock const lock{mutex_};
    free_.push_back(std::move(item));
  }

  /// While no item is in use.
  template <typename Work>
  void for_each(unsigned threads, Work const& work) {
    parallel_for(free_.size(), threads, [&](std::size_t i) { work(*free_[i]); });
  }

 private:
  std::unique_ptr<Item> take() {
    std::scoped_lock const lock{mutex_};
    if (free_.empty()) {
      return make_();
    }
    auto item = std::move(free_.back());
    free_.pop_back();
    return item;
  }

  std::function<std::unique_ptr<Item>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Item>> free_;
};

}  // namespace stemma
