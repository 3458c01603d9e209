// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "base/spill_memory.hpp"

namespace stemma {

/// The notice of a document that got a number.
inline constexpr char const* kTakenId = "the id is taken already; a number was put behind it";

/// Gives every document of a stream an id that no other has, without keeping the ids.
///
/// Out   the wanted id where it is new, else "-2", "-3" … behind it: what the same ids in the same order get does not change.
/// How   64 bits of each id in an open table. Two ids of the same 64 bits are taken for one, and the later gets a number too:
///       still unique, and for ten million ids that happens once in 300,000 corpora.
/// Cost  8…16 bytes an id, while the table grows 24.
class IdSet {
 public:
  /// `memory`: none for the heap.
  explicit IdSet(SpillMemory* memory);

  /// 0 where the id is new; else the number that makes it new: 2 stands for "-2".
  [[nodiscard]] std::uint32_t add(std::string_view wanted);

  /// What is kept of an id.
  [[nodiscard]] static std::uint64_t key_of(std::string_view id);

  /// The same for an id of which only the key is known; `wanted` is asked for it where the id is taken.
  [[nodiscard]] std::uint32_t add(std::uint64_t key, std::function<std::string()> const& wanted);

  /// Will be added soon: what that looks at is on its way from memory.
  void expect(std::string_view wanted) const noexcept;

  /// "id" or "id-2".
  [[nodiscard]] static std::string numbered(std::string_view id, std::uint32_t number);

 private:
  [[nodiscard]] bool insert(std::uint64_t key);
  [[nodiscard]] bool contains(std::uint64_t key) const;
  void grow();

  struct LastNumber {
    std::uint64_t key = 0;
    std::uint32_t number = 1;
  };

  void ease_at(std::uint64_t step);

  SpillMemory* memory_;
  std::pmr::vector<std::uint64_t> slots_;  // a power of two; 0 where free
  std::size_t used_ = 0;
  std::vector<LastNumber> last_numbers_;  // of the ids repeated of late; the search for a free number begins there
};

}  // namespace stemma
