// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/parallel_for.hpp"
#include "stemma/stemma.hpp"

namespace stemma {

/// How long the parts of one stage took, all threads together.
template <std::size_t kParts>
class PartClock {
 public:
  explicit PartClock(std::array<std::string_view, kParts> names) : names_{names} {}

  /// Does some work of a part; from several threads at once.
  template <typename Work>
  auto time(std::size_t part, Work const& work) {
    auto const start = std::chrono::steady_clock::now();
    auto product = work();
    took_[part] += std::chrono::nanoseconds{std::chrono::steady_clock::now() - start}.count();
    return product;
  }

  /// What each part has of `seconds` that all took.
  [[nodiscard]] std::vector<StageTiming> shares_of(double seconds) const {
    double all = 0;
    for (auto const& took : took_) {
      all += static_cast<double>(took.load());
    }
    std::vector<StageTiming> shares;
    for (std::size_t part = 0; part < kParts; ++part) {
      shares.push_back(
        {std::string{names_[part]}, all > 0 ? seconds * static_cast<double>(took_[part].load()) / all : 0}
      );
    }
    return shares;
  }

 private:
  std::array<std::string_view, kParts> names_;
  std::array<std::atomic<std::int64_t>, kParts> took_{};
};

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

  /// The same for a stage whose parts are told apart: they share its time.
  template <typename Clock, typename Work>
  auto run(std::string_view name, Clock const& parts, Work const& work) {
    auto product = run(name, work);
    auto const shares = parts.shares_of(timings_.back().seconds);
    timings_.pop_back();
    timings_.insert(timings_.end(), shares.begin(), shares.end());
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

  [[nodiscard]] unsigned threads() const noexcept { return threads_; }

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
