// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

#include "base/document_stream.hpp"
#include "corpus/spill_file.hpp"

namespace stemma {

/// The ids that were changed because they were taken; in a file, for they may be as many as the documents.
/// One thread adds, in the order of the stream; any number may ask.
class NewIds {
 public:
  explicit NewIds(std::filesystem::path path) : path_{std::move(path)} {}

  /// `number` was put behind the id of the document there.
  void add(TextPlace const& place, std::uint32_t number) {
    if (!file_) {
      file_.emplace(path_);
      readable_.store(&*file_, std::memory_order_release);
    }
    NewId const entry{place.begin_byte, place.input, number};
    file_->append(bytes_of(std::span{&entry, 1}));
  }

  /// The number behind the id, 0 for an id that was not changed.
  [[nodiscard]] std::uint32_t number_at(TextPlace const& place) const {
    SpillFile const* const file = readable_.load(std::memory_order_acquire);
    if (file == nullptr) {
      return 0;
    }
    auto const key = std::pair{place.input, place.begin_byte};
    std::uint64_t first = 0;
    std::uint64_t count = file->size() / sizeof(NewId);
    while (count > 0) {
      std::uint64_t const half = count / 2;
      NewId entry;
      file->read((first + half) * sizeof(NewId), space_of(std::span{&entry, 1}));
      auto const found = std::pair{entry.input, entry.begin_byte};
      if (found == key) {
        return entry.number;
      }
      first = found < key ? first + half + 1 : first;
      count = found < key ? count - half - 1 : half;
    }
    return 0;
  }

 private:
  struct NewId {
    std::uint64_t begin_byte = 0;
    std::uint32_t input = 0;
    std::uint32_t number = 0;
  };

  std::filesystem::path path_;
  std::optional<SpillFile> file_;
  std::atomic<SpillFile const*> readable_{nullptr};
};

}  // namespace stemma
