// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

#include "corpus/corpus_stream.hpp"
#include "corpus/input_list.hpp"
#include "corpus/spill_file.hpp"

namespace stemma {

/// Which inputs [first, last) are a part: an input belongs to the part in which the middle of its bytes lies.
[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> inputs_of_part(InputList const& inputs, InputPart const& part);

/// A note of a part, before it is known what others say of the same input. Its reason stands behind it.
struct PartNote {
  std::uint64_t documents = 0;  ///< So many documents of the part come before it.
  std::uint64_t line = 0;
  std::uint32_t input = 0;
  std::uint32_t is_skipped = 0;
  std::uint64_t reason_bytes = 0;
};

/// Of each document of a part: what tells its id from others, and its line.
struct PartId {
  std::uint64_t key = 0;
  std::uint64_t line = 0;
};

/// Keeps of a part what can be settled only when all parts are known: ids and notes.
class PartWriter {
 public:
  PartWriter(std::filesystem::path const& folder, std::uint32_t first, std::uint32_t last);

  void add(std::string_view id, std::uint64_t line);
  void note(PartNote note, std::string_view reason);

  [[nodiscard]] std::uint32_t first() const noexcept { return first_; }

  [[nodiscard]] std::uint32_t last() const noexcept { return last_; }

 private:
  std::uint32_t first_;
  std::uint32_t last_;
  SpillFile ids_;
  SpillFile notes_;
};

}  // namespace stemma
