// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/parallel_for.hpp"
#include "stemma/stemma.hpp"

namespace stemma {

/// Runs the stages of one pipeline: times each, reports progress, and spreads work over items. Nothing else does.
class StageRunner {
 public:
  StageRunner(unsigned threads, ProgressListener const& listener) : threads_{threads}, listener_{listener} {}

  /// Runs `work` as the stage `name` and returns its product.
  template <typename Work>
  auto run(std::string_view name, Work const& work) {
    stage_ = name;
    announce(0, 0);
    auto const start = std::chrono::steady_clock::now();
    auto product = work();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
    timings_.push_back({std::string{name}, took.count()});
    return product;
  }

  /// Within a stage: `make(i)` for every i in [0, count), in parallel; results in order.
  template <typename Make>
  auto each(std::size_t count, Make const& make) {
    std::vector<decltype(make(std::size_t{0}))> products(count);
    std::atomic<std::size_t> done{0};
    auto const caller = std::this_thread::get_id();
    parallel_for(count, threads_, [&](std::size_t i) {
      products[i] = make(i);
      std::size_t const so_far = ++done;
      if (std::this_thread::get_id() == caller) {
        announce(so_far, count);
      }
    });
    return products;
  }

  [[nodiscard]] std::vector<StageTiming> const& timings() const noexcept { return timings_; }

 private:
  void announce(std::size_t done, std::size_t total) const {
    if (listener_) {
      listener_({stage_, done, total});
    }
  }

  unsigned threads_;
  ProgressListener const& listener_;
  std::string stage_;
  std::vector<StageTiming> timings_;
};

}  // namespace stemma
