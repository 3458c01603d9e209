// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "corpus/corpus_stream.hpp"
#include "corpus/spill_file.hpp"

namespace stemma {

/// The ids that were changed because they were taken, by the places of their documents. In a file, for they may be as many
/// as the documents; made with the first. One thread adds, in the order of the stream; others may look meanwhile.
class NewIds {
 public:
  explicit NewIds(std::filesystem::path path) : path_{std::move(path)} {}

  void add(TextPlace const& place, std::uint32_t number);

  /// The number behind a changed id, 0 for an id that was not changed. One search in the file.
  [[nodiscard]] std::uint32_t number_at(TextPlace const& place) const;

 private:
  struct Entry {
    std::uint64_t begin_byte = 0;
    std::uint32_t input = 0;
    std::uint32_t number = 0;
  };

  std::filesystem::path path_;
  std::optional<SpillFile> file_;
  std::atomic<SpillFile const*> readable_{nullptr};
};

}  // namespace stemma
