// SPDX-License-Identifier: Apache-2.0
#include "base/parallel_for.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stemma {
namespace {

class ParallelFor : public testing::TestWithParam<unsigned> {};

TEST_P(ParallelFor, does_every_item_exactly_once) {
  for (std::size_t const count : {0U, 1U, 2U, 7U, 1000U}) {
    std::vector<int> done(count, 0);
    parallel_for(count, GetParam(), [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(count, 1));
  }
}

TEST_P(ParallelFor, rethrows_the_failure_of_the_lowest_item_after_all_have_stopped) {
  std::vector<int> done(100, 0);
  try {
    parallel_for(done.size(), GetParam(), [&](std::size_t i) {
      if (i == 41 || i == 97) {
        throw std::runtime_error{std::to_string(i)};
      }
      done[i] = 1;
    });
    FAIL() << "nothing was thrown";
  } catch (std::runtime_error const& error) {
    EXPECT_STREQ(error.what(), "41");
  }
}

TEST_P(ParallelFor, begins_nothing_new_after_a_failure) {
  std::atomic<std::size_t> begun{0};
  auto const work = [&](std::size_t i) {
    ++begun;
    if (i == 0) {
      throw std::runtime_error{"enough"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  };
  EXPECT_THROW(parallel_for(1'000'000, GetParam(), work), std::runtime_error);
  EXPECT_LT(begun, 1'000'000);
}

/// Who has done his part and waits for another helps him with what he has to do in parts of its own.
TEST(ParallelFor, who_waits_helps_those_he_waits_for) {
  auto const caller = std::this_thread::get_id();
  std::atomic<bool> has_helper{false};
  std::atomic<int> met{0};
  std::atomic<int> together{0};
  auto const wait_for = [](auto const& is_so) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!is_so() && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  };
  parallel_for(2, 2, [&](std::size_t) {
    if (std::this_thread::get_id() == caller) {
      wait_for([&] { return has_helper.load(); });
      return;
    }
    has_helper = true;
    parallel_for(2, 2, [&](std::size_t) {  // each of the two goes on only when the other has begun
      ++met;
      wait_for([&] { return met >= 2; });
      together += met >= 2 ? 1 : 0;
    });
  });
  EXPECT_EQ(together, 2);
}

TEST_P(ParallelFor, can_be_called_from_within_itself_and_from_several_threads) {
  std::vector<std::atomic<int>> done(4096);
  auto const outer = [&](std::size_t from) {
    parallel_for(16, GetParam(), [&](std::size_t i) {
      parallel_for(64, GetParam(), [&](std::size_t j) { ++done[from + 64 * i + j]; });
    });
  };
  {
    std::vector<std::jthread> callers;
    for (std::size_t caller = 0; caller < 4; ++caller) {
      callers.emplace_back(outer, 1024 * caller);
    }
  }
  for (auto const& count : done) {
    ASSERT_EQ(count, 1);
  }
}

TEST_P(ParallelFor, works_in_a_forked_process) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "the thread sanitizer bears no threads in a forked process";
#endif
  parallel_for(100, GetParam(), [](std::size_t) {});
  auto const child = fork();
  if (child == 0) {
    std::atomic<int> done{0};
    parallel_for(1000, GetParam(), [&](std::size_t) { ++done; });
    _exit(done == 1000 ? 0 : 1);
  }
  auto status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

INSTANTIATE_TEST_SUITE_P(threads, ParallelFor, testing::Values(0U, 1U, 2U, 8U));

}  // namespace
}  // namespace stemma
