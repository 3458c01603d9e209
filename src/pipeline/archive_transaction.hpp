// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

#include "archive/archive_store.hpp"

namespace stemma {

/// Writing to an archive that comes to nothing unless it is committed.
class ArchiveTransaction {
 public:
  explicit ArchiveTransaction(ArchiveStore& store) : store_{store} {
    store_.catalogue().begin_writing();
    static_cast<void>(store_.refresh());
  }

  ~ArchiveTransaction() {
    if (!is_committed_) {
      store_.catalogue().end();
      std::error_code ignored;
      std::filesystem::remove(file_, ignored);
    }
  }

  ArchiveTransaction(ArchiveTransaction const&) = delete;
  ArchiveTransaction& operator=(ArchiveTransaction const&) = delete;

  /// Deletes this file where the writing comes to nothing.
  void owns(std::filesystem::path file) { file_ = std::move(file); }

  void commit() {
    store_.catalogue().commit();
    is_committed_ = true;
  }

 private:
  ArchiveStore& store_;
  std::filesystem::path file_;
  bool is_committed_ = false;
};

}  // namespace stemma
