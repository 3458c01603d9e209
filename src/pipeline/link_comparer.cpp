// SPDX-License-Identifier: Apache-2.0
#include "pipeline/link_comparer.hpp"

#include <algorithm>

#include "base/shingles.hpp"
#include "pipeline/text_link.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kLooseWords = 1U << 14U;  // a slot may have room for so many more than its text has

}  // namespace

LinkComparer::LinkComparer(
  TextStore const& texts,
  DocumentTable const& documents,
  MaskKernel const& kernel,
  KeySet const& crowded,
  DedupOptions const& options,
  ComparerRoom& room
)
    : texts_{texts}, documents_{documents}, kernel_{kernel}, crowded_{crowded}, rule_{rule_of(options)}, room_{room} {}

/// The slot with a document; it takes the place of the one that was used longest ago, but not that of `keep`.
LinkComparer::Slot& LinkComparer::slot_of(std::uint32_t document, std::uint32_t keep) {
  Slot* oldest = nullptr;
  for (auto& slot : slots_) {
    if (slot.document == document) {
      slot.used = ++clock_;
      return slot;
    }
    if (slot.document != keep && (oldest == nullptr || slot.used < oldest->used)) {
      oldest = &slot;
    }
  }
  if (oldest->held_words > documents_[document].shingles + kLooseWords) {
    oldest->text = CountedText{};
    oldest->held_words = 0;
  }
  oldest->document = document;
  oldest->used = ++clock_;
  oldest->text.count(texts_.text(documents_[document].place, space_, oldest->id), kernel_);
  oldest->held_words = std::max<std::uint64_t>(oldest->held_words, oldest->text.words());
  return *oldest;
}

/// Lets go of the texts that were used longest ago, until what is kept is not too much.
void LinkComparer::make_room(Slot const& left, Slot const& right) {
  std::uint64_t held = 0;
  for (auto const& slot : slots_) {
    held += slot.held_words;
  }
  while (held > room_.words) {
    Slot* oldest = nullptr;
    for (auto& slot : slots_) {
      if (slot.held_words > 0 && &slot != &left && &slot != &right && (oldest == nullptr || slot.used < oldest->used)) {
        oldest = &slot;
      }
    }
    if (oldest == nullptr) {
      return;
    }
    held -= oldest->held_words;
    *oldest = Slot{};
  }
}

void LinkComparer::drop_all() {
  slots_.fill({});
  comparison_ = TextComparison{};
  space_ = std::vector<char>{};
}

TextLink LinkComparer::compare(std::uint32_t left, std::uint32_t right) {
  if (std::uint64_t{documents_[left].shingles} + documents_[right].shingles <= room_.words) {
    return compare_slots(left, right);
  }
  std::scoped_lock const lock{room_.large};
  drop_all();
  auto pair = compare_slots(left, right);
  drop_all();
  return pair;
}

TextLink LinkComparer::compare_slots(std::uint32_t left, std::uint32_t right) {
  constexpr std::uint32_t nobody = ~0U - 1;
  auto& left_slot = slot_of(left, nobody);
  auto& right_slot = slot_of(right, left);
  make_room(left_slot, right_slot);
  return link_of(left_slot.text, right_slot.text, comparison_, {kernel_, kPileWindow, crowded_}, rule_);
}

std::string_view LinkComparer::id(std::uint32_t document) {
  for (auto const& slot : slots_) {
    if (slot.document == document && !slot.id.empty()) {
      return slot.id;
    }
  }
  auto& known = known_ids_[document % kKnownIds];
  if (known.document != document) {
    known.id = texts_.id(documents_[document].place, space_);
    known.document = document;
  }
  return known.id;
}

}  // namespace stemma
