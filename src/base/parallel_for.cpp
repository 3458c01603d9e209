// SPDX-License-Identifier: Apache-2.0
#include "base/parallel_for.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <pthread.h>

namespace stemma {

namespace {

/// The calls of one `parallel_for`; several threads take them one after another.
class Job {
 public:
  Job(std::size_t count, std::function<void(std::size_t)> const& work)
      : count_{count}, work_{work}, failed_at_{count} {}

  /// Until nothing is left, or `is_enough()`.
  template <typename IsEnough>
  void run(IsEnough const& is_enough) {
    // Nothing new is begun after a failure. Whatever comes before it was begun before it, so which one is first stays the same.
    while (!has_failed_.load(std::memory_order_relaxed) && !is_enough()) {
      std::size_t const i = next_++;
      if (i >= count_) {
        return;
      }
      try {
        work_(i);
      } catch (...) {
        has_failed_.store(true, std::memory_order_relaxed);
        std::scoped_lock const lock{failure_mutex_};
        if (i < failed_at_) {
          failed_at_ = i;
          failure_ = std::current_exception();
        }
      }
    }
  }

  /// When nobody runs it any more.
  void rethrow_failure() const {
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

 private:
  std::size_t count_;
  std::function<void(std::size_t)> const& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> has_failed_{false};
  std::mutex failure_mutex_;
  std::size_t failed_at_;
  std::exception_ptr failure_;
};

/// Threads that wait for jobs, as many as were ever wanted at once. They are started once and never end: a thread costs as much as
/// the work of a tenth of a millisecond, and what it keeps for itself (thread_local) would be made anew for each job.
class Team {
 public:
  /// Runs the job together with up to `helpers` threads, and returns when all is done. From within a job, too. Who waits for
  /// helpers helps them meanwhile with the jobs that they made from within this one.
  void run(Job& job, std::size_t helpers) {
    Offer offer{&job, within, helpers};
    {
      std::scoped_lock const lock{mutex_};
      offers_.push_back(&offer);
      for (; size_ < helpers; ++size_) {
        std::thread{[this] { serve(); }}.detach();
      }
      if (waiting_ > 0) {
        is_changed_.notify_all();
      }
    }
    for (std::size_t helper = 0; helper < helpers; ++helper) {
      has_offer_.notify_one();
    }
    within = &offer;
    job.run([] { return false; });
    std::unique_lock lock{mutex_};
    std::erase(offers_, &offer);
    while (offer.running > 0) {
      auto* const inner = latest([&](Offer const& one) { return one.is_within(offer); });
      if (inner != nullptr) {
        help(*inner, lock, [&] { return offer.running == 0; });
        continue;
      }
      ++waiting_;
      is_changed_.wait(lock);
      --waiting_;
    }
    within = offer.outer;
  }

 private:
  struct Offer {
    Job* job;
    Offer const* outer;                   // from within whose job it was made
    std::size_t places;                   // for helpers that have not come yet
    std::atomic<std::size_t> running{0};  // helpers at work

    [[nodiscard]] bool is_within(Offer const& other) const {
      auto const* one = outer;
      while (one != nullptr && one != &other) {
        one = one->outer;
      }
      return one != nullptr;
    }
  };

  /// The latest first: it was made from within the others, and they wait for it.
  template <typename IsWanted>
  Offer* latest(IsWanted const& is_wanted) const {
    auto const offer = std::find_if(offers_.rbegin(), offers_.rend(), [&](Offer const* one) {
      return one->places > 0 && is_wanted(*one);
    });
    return offer == offers_.rend() ? nullptr : *offer;
  }

  template <typename IsEnough>
  void help(Offer& taken, std::unique_lock<std::mutex>& lock, IsEnough const& is_enough) {
    --taken.places;
    ++taken.running;
    lock.unlock();
    auto const* const before = std::exchange(within, &taken);
    taken.job->run(is_enough);
    within = before;
    lock.lock();
    if (--taken.running == 0) {
      is_changed_.notify_all();
    }
  }

  void serve() {
    std::unique_lock lock{mutex_};
    while (true) {
      if (auto* const offer = latest([](Offer const&) { return true; })) {
        help(*offer, lock, [] { return false; });
      } else {
        has_offer_.wait(lock);
      }
    }
  }

  static thread_local Offer const* within;  ///< The offer whose job this thread is at.

  std::mutex mutex_;
  std::condition_variable has_offer_;
  std::condition_variable is_changed_;  ///< For those that wait for helpers.
  std::size_t waiting_ = 0;             ///< So many do.
  std::vector<Offer*> offers_;
  std::size_t size_ = 0;
};

thread_local Team::Offer const* Team::within = nullptr;

/// Never destroyed, as its threads never end. A forked process has none of them, and gets a team of its own.
Team& team() {
  static std::atomic<Team*> current{[] {
    pthread_atfork(nullptr, nullptr, [] { current.store(new Team); });
    return new Team;
  }()};
  return *current.load();
}

}  // namespace

void parallel_for(std::size_t count, unsigned threads, std::function<void(std::size_t)> const& work) {
  std::size_t const wanted = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
  std::size_t const workers = std::min(wanted, count);
  if (workers <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      work(i);
    }
    return;
  }
  Job job{count, work};
  team().run(job, workers - 1);
  job.rethrow_failure();
}

}  // namespace stemma
