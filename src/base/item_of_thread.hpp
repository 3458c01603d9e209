// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace stemma {

/// Items that no thread has at the moment.
template <typename Item>
class IdleItems {
 public:
  /// Never destroyed: a thread may end after `main` does.
  static IdleItems& all() {
    static auto* const items = new IdleItems;
    return *items;
  }

  [[nodiscard]] std::unique_ptr<Item> take() {
    {
      std::scoped_lock const lock{mutex_};
      if (!idle_.empty()) {
        auto item = std::move(idle_.back());
        idle_.pop_back();
        return item;
      }
    }
    return std::make_unique<Item>();
  }

  void give(std::unique_ptr<Item> item) {
    std::scoped_lock const lock{mutex_};
    idle_.push_back(std::move(item));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Item>> idle_;
};

/// An item for this thread alone, which one that has ended may have used before. Threads live for one `parallel_for`; what an
/// item has learnt, and its memory, outlives them. For items whose answers do not depend on what they have learnt.
template <typename Item>
[[nodiscard]] Item& item_of_thread() {
  struct Loan {
    std::unique_ptr<Item> item = IdleItems<Item>::all().take();

    Loan() = default;

    ~Loan() { IdleItems<Item>::all().give(std::move(item)); }

    Loan(Loan const&) = delete;
    Loan& operator=(Loan const&) = delete;
  };

  thread_local Loan loan;
  return *loan.item;
}

}  // namespace stemma
