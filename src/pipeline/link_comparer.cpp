// SPDX-License-Identifier: Apache-2.0
#include "pipeline/link_comparer.hpp"

#include <algorithm>

#include "base/shingles.hpp"
#include "pairs/pair_judge.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kPieceWords = 20;         // in a huge pile there are very many filled-in forms
constexpr std::uint32_t kPieceOfThreeWords = 14;  // of which hardly any has three long pieces
constexpr std::uint64_t kLooseWords = 1U << 14U;  // a slot may have room for so many more than its text has

LinkKind kind_of(CopyPair const& figures, CopyRule const& rule, bool has_same_words) {
  if (has_same_words) {
    return LinkKind::Reformatted;
  }
  if (is_whole_copy(figures, rule)) {
    return figures.resemblance >= rule.min_resemblance ? LinkKind::Edited : LinkKind::Contained;
  }
  return is_copy(figures, rule) ? LinkKind::Partial : LinkKind::None;
}

}  // namespace

LinkComparer::LinkComparer(
  TextStore const& texts,
  DocumentTable const& documents,
  MaskKernel const& kernel,
  KeySet const& crowded,
  DedupOptions const& options,
  ComparerRoom& room
)
    : texts_{texts},
      documents_{documents},
      kernel_{kernel},
      crowded_{crowded},
      rule_{options.min_resemblance, options.min_containment, options.min_run_words, kPieceWords, kPieceOfThreeWords},
      room_{room} {}

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

ComparedPair LinkComparer::compare(std::uint32_t left, std::uint32_t right) {
  if (std::uint64_t{documents_[left].shingles} + documents_[right].shingles <= room_.words) {
    return compare_slots(left, right);
  }
  std::scoped_lock const lock{room_.large};
  drop_all();
  auto pair = compare_slots(left, right);
  drop_all();
  return pair;
}

ComparedPair LinkComparer::compare_slots(std::uint32_t left, std::uint32_t right) {
  constexpr std::uint32_t nobody = ~0U - 1;
  auto& left_slot = slot_of(left, nobody);
  auto& right_slot = slot_of(right, left);
  make_room(left_slot, right_slot);
  auto& left_text = left_slot.text;
  auto& right_text = right_slot.text;
  ComparedPair pair;
  auto found = comparison_.compare(left_text, right_text);
  pair.figures = figures_of(left_text, right_text, found);
  if (may_be_copy(pair.figures, rule_)) {
    left_text.find_boilerplate(kPileWindow, kernel_, crowded_);
    right_text.find_boilerplate(kPileWindow, kernel_, crowded_);
    comparison_.discount_boilerplate(left_text, right_text, kPileWindow, found);
    pair.figures = figures_of(left_text, right_text, found);
  }
  pair.kind = kind_of(pair.figures, rule_, have_same_words(left_text, right_text));
  pair.is_boilerplate_only =
    pair.kind == LinkKind::None && is_boilerplate_only(pair.figures) &&
    std::max(pair.figures.containment_left, pair.figures.containment_right) >= rule_.min_containment;
  if (pair.kind != LinkKind::None) {
    for (auto const& run : found.runs) {
      auto const last = run.shingles - 1;
      pair.runs.push_back(
        {{left_text.begin_byte(run.left), left_text.end_byte(run.left + last)},
         {right_text.begin_byte(run.right), right_text.end_byte(run.right + last)}}
      );
    }
  }
  return pair;
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
