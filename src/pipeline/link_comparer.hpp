// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/copy_rule.hpp"
#include "base/document_stream.hpp"
#include "pairs/counted_text.hpp"
#include "pipeline/document_table.hpp"
#include "stemma/text_comparer.hpp"

namespace stemma {

/// What comparers share.
struct ComparerRoom {
  std::uint64_t words = 0;  ///< Of the texts that each keeps.
  std::mutex large;         ///< Two texts that are longer together are compared by one at a time, and not kept.
};

/// Compares documents by their numbers. Keeps the texts it has read last, and is used by one thread at a time.
class LinkComparer {
 public:
  LinkComparer(
    TextStore const& texts,
    DocumentTable const& documents,
    MaskKernel const& kernel,
    KeySet const& crowded,
    DedupOptions const& options,
    ComparerRoom& room
  );

  [[nodiscard]] TextLink compare(std::uint32_t left, std::uint32_t right);

  /// The id of a document; until the next call.
  [[nodiscard]] std::string_view id(std::uint32_t document);

 private:
  struct Slot {
    std::uint32_t document = ~0U;
    std::uint64_t used = 0;
    CountedText text;
    std::uint64_t held_words = 0;  ///< For so many its lists have room.
    std::string id;                ///< Empty where it came not with the text.
  };

  struct KnownId {
    std::uint32_t document = ~0U;
    std::string id;
  };

  static constexpr std::size_t kSlots = 64;
  static constexpr std::size_t kKnownIds = 256;  // of exact copies, whose ids stand in each link of their text

  Slot& slot_of(std::uint32_t document, std::uint32_t keep);
  void make_room(Slot const& left, Slot const& right);
  [[nodiscard]] TextLink compare_slots(std::uint32_t left, std::uint32_t right);
  void drop_all();

  TextStore const& texts_;
  DocumentTable const& documents_;
  MaskKernel const& kernel_;
  KeySet const& crowded_;
  CopyRule rule_;
  ComparerRoom& room_;
  std::array<Slot, kSlots> slots_;
  std::array<KnownId, kKnownIds> known_ids_;
  TextComparison comparison_;
  std::vector<char> space_;
  std::uint64_t clock_ = 0;
};

}  // namespace stemma
