// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/planted_corpus.hpp"

#include <algorithm>
#include <array>

namespace stemma::bench {

namespace {

constexpr std::uint64_t kForms = 6;
constexpr std::size_t kCopies = 4;
constexpr std::size_t kSecondSource = 1 + kCopies;  // slots of a group
constexpr std::size_t kTraps = kSecondSource + 1;
constexpr std::size_t kOthers = kTraps + 2;
constexpr std::size_t kLeastOriginal = 150;  // words
constexpr std::size_t kLeastTrap = 120;      // in a shorter text a quote would be a good part of it

// Numbers of made texts are taken from ranges that do not meet.
constexpr std::uint64_t kOtherTexts = std::uint64_t{1} << 40U;
constexpr std::uint64_t kHostTexts = std::uint64_t{1} << 41U;
constexpr std::uint64_t kQuoteTexts = std::uint64_t{1} << 42U;
constexpr std::uint64_t kFormTexts = std::uint64_t{1} << 43U;

CopyKind kind_of(std::uint64_t group, std::size_t slot) noexcept {
  return kCopyKinds[(group * kCopies + slot - 1) % std::size(kCopyKinds)];
}

/// The slot of the group's merged copy, or 0.
std::size_t merged_slot(std::uint64_t group) noexcept {
  for (std::size_t slot = 1; slot <= kCopies; ++slot) {
    if (kind_of(group, slot) == CopyKind::Merged) {
      return slot;
    }
  }
  return 0;
}

RandomNumbers random_of(std::uint64_t seed, std::uint64_t group, std::size_t slot) {
  RandomNumbers random{seed ^ ((group * PlantedCorpus::kGroupSize + slot) * 0xD6E8FEB86659FD93ULL)};
  static_cast<void>(random.next());
  return random;
}

/// Within 90 days from 1 January 2026 on.
std::uint64_t published_at(RandomNumbers& random) {
  return 1'767'225'600 + random.below(7'776'000);
}

PairTruth lesser(PairTruth const& left, PairTruth const& right) {
  return {
    std::min(left.resemblance, right.resemblance), std::min(left.containment_left, right.containment_left),
    std::min(left.containment_right, right.containment_right),
    std::min(left.longest_run_words, right.longest_run_words)};
}

}  // namespace

/// A document before its outlet puts its furniture around it.
struct PlantedCorpus::Draft {
  std::string body;
  std::size_t outlet = 0;
  std::uint64_t published = 0;
  bool has_closing = false;
  bool has_promotion = false;
};

std::string_view name_of(TrapKind kind) {
  constexpr std::array<std::string_view, std::size(kTrapKinds)> names = {
    "same boilerplate", "same quote only", "same form, other numbers"};
  return names[static_cast<std::size_t>(kind)];
}

PlantedCorpus::PlantedCorpus(std::uint64_t documents, std::uint64_t seed, TextLength length)
    : maker_{seed, length},
      outlets_{make_outlets(maker_, seed)},
      seed_{seed},
      groups_{std::max<std::uint64_t>((documents + kGroupSize - 1) / kGroupSize, 1)} {}

std::string PlantedCorpus::id_of(std::uint64_t group, std::size_t slot) const {
  constexpr std::string_view digits = "0123456789abcdef";
  auto bits = RandomNumbers{seed_ + group * kGroupSize + slot}.next();  // one to one: no two alike
  std::string id(16, '0');
  for (char& digit : id) {
    digit = digits[bits & 15U];
    bits >>= 4U;
  }
  return id;
}

MadeText PlantedCorpus::original_of(std::uint64_t group) const {
  return maker_.make(group, kLeastOriginal);
}

std::string PlantedCorpus::filled_form(std::uint64_t form, RandomNumbers& random, TextStyle const& style) const {
  auto const full = maker_.make(kFormTexts + form, 300);
  auto filled = part_of(full, 0, 60 + form * 40);
  auto const& pool = maker_.pool();
  RandomNumbers gaps{form};  // the blanks of one form are always the same
  for (auto at = gaps.below(4); at < filled.words(); at += 3 + gaps.below(9)) {
    auto& word = filled.all_words[at].word;
    auto const choice = gaps.below(4);
    word = choice == 0   ? pool.common(random.next())
           : choice == 1 ? pool.surname(random)
           : choice == 2 ? pool.place(random)
                         : pool.number(random);
  }
  return filled.text(style);
}

PlantedCorpus::Draft PlantedCorpus::trap_draft(std::uint64_t group, std::size_t slot) const {
  auto random = random_of(seed_, group, slot);
  Draft draft;
  draft.outlet = random.below(kOutlets);
  auto const body = maker_.make(kOtherTexts + group * kGroupSize + slot, kLeastTrap);
  switch (kTrapKinds[group % std::size(kTrapKinds)]) {
    case TrapKind::Boilerplate:
      draft.outlet = group / std::size(kTrapKinds) % kOutlets;
      draft.has_closing = true;
      draft.has_promotion = true;
      draft.body = body.text(outlets_[draft.outlet].style);
      break;
    case TrapKind::SameQuote: {
      auto const& style = outlets_[draft.outlet].style;
      auto const quote = part_of(maker_.make(kQuoteTexts + group, 60), 0, 10 + group % 17);
      auto const middle = body.paragraph_ends[(body.paragraph_ends.size() - 1) / 2];
      draft.body = part_of(body, 0, middle).text(style);
      draft.body.append(style.paragraph_break).append(style.open_quote).append(quote.text());
      draft.body.append(style.close_quote).append(slot == kTraps ? " he said." : " was the answer.");
      draft.body.append(style.paragraph_break).append(part_of(body, middle, body.words()).text(style));
      break;
    }
    case TrapKind::Template:
      draft.body = filled_form(group / std::size(kTrapKinds) % kForms, random, outlets_[draft.outlet].style);
      break;
  }
  return draft;
}

PlantedCorpus::Draft PlantedCorpus::copy_draft(std::uint64_t group, std::size_t slot, MadeText const& original) const {
  auto random = random_of(seed_, group, slot);
  auto const kind = kind_of(group, slot);
  if (kind == CopyKind::Exact) {
    auto copy = draft(group, 0, original);
    copy.published += 300 + random.below(259'200);
    return copy;
  }
  Draft copy;
  copy.outlet = random.below(kOutlets);
  copy.has_closing = random.below(3) == 0;
  copy.has_promotion = random.below(6) == 0;
  auto const needs_other = kind == CopyKind::Merged || kind == CopyKind::ParagraphQuoted || kind == CopyKind::Updated;
  auto const other = kind == CopyKind::Merged
                       ? maker_.make(kOtherTexts + group * kGroupSize + kSecondSource, kLeastOriginal)
                     : needs_other ? maker_.make(kHostTexts + group * kGroupSize + slot, 60)
                                   : MadeText{};
  copy.body = copy_of(original, other, kind, maker_, random, outlets_[copy.outlet].style);
  auto of_original = random_of(seed_, group, 0);
  copy.published = published_at(of_original) + 300 + random.below(259'200);
  return copy;
}

PlantedCorpus::Draft PlantedCorpus::draft(std::uint64_t group, std::size_t slot, MadeText const& original) const {
  if (slot > 0 && slot <= kCopies) {
    return copy_draft(group, slot, original);
  }
  auto random = random_of(seed_, group, slot);
  auto const published = published_at(random);
  if (slot >= kTraps && slot < kOthers) {
    auto trap = trap_draft(group, slot);
    trap.published = published;
    return trap;
  }
  Draft draft;
  draft.published = published;
  draft.outlet = random.below(kOutlets);
  draft.has_closing = random.below(3) == 0;
  draft.has_promotion = random.below(6) == 0;
  auto const is_source = slot == kSecondSource && merged_slot(group) != 0;
  auto const& style = outlets_[draft.outlet].style;
  draft.body = slot == 0
                 ? original.text(style)
                 : maker_.make(kOtherTexts + group * kGroupSize + slot, is_source ? kLeastOriginal : 0).text(style);
  return draft;
}

std::string PlantedCorpus::furnished(Draft const& draft) const {
  auto const& outlet = outlets_[draft.outlet];
  auto text = draft.has_promotion ? outlet.with_promotion(draft.body) : draft.body;
  return draft.has_closing ? outlet.with_closing(std::move(text)) : text;
}

PlantedDocument PlantedCorpus::document(std::uint64_t place) const {
  // Block after block goes through all groups, and takes another slot of each.
  auto const block = place / groups_;
  auto const group = (place % groups_ * 2'654'435'761ULL + block * 7919) % groups_;
  auto const slot = (block + RandomNumbers{seed_ ^ group}.next() % kGroupSize) % kGroupSize;
  auto const made = draft(group, slot, slot <= kCopies ? original_of(group) : MadeText{});
  PlantedDocument document;
  document.id = id_of(group, slot);
  document.outlet = made.outlet;
  document.text = furnished(made);
  if (place % 25 != 24) {
    document.published = made.published;
  }
  return document;
}

PlantedStory PlantedCorpus::story(std::uint64_t group) const {
  PlantedStory story;
  auto const merged = merged_slot(group);
  auto const original = original_of(group);

  struct Text {
    TruthText whole;
    TruthText bare;
    bool is_furnished = false;
  };

  std::vector<Text> texts;
  for (std::size_t slot = 0; slot < kTraps; ++slot) {
    if (slot == kSecondSource && merged == 0) {
      continue;
    }
    auto const made = draft(group, slot, original);
    TruthText const bare{made.body};
    auto const is_furnished = made.has_closing || made.has_promotion;
    texts.push_back({is_furnished ? TruthText{furnished(made)} : bare, bare, is_furnished});
    auto const kind = slot == 0 ? "original" : slot == kSecondSource ? "second source" : name_of(kind_of(group, slot));
    story.members.push_back({id_of(group, slot), kind});
  }
  for (std::size_t left = 0; left < story.members.size(); ++left) {
    for (auto right = left + 1; right < story.members.size(); ++right) {
      if (right == kSecondSource && left != merged) {
        continue;
      }
      auto const kind = left == 0                ? story.members[right].kind
                        : right == kSecondSource ? story.members[left].kind
                                                 : "siblings";
      auto const truth = texts[left].whole.compare(texts[right].whole);
      auto const is_bare = !texts[left].is_furnished && !texts[right].is_furnished;
      auto const least = is_bare ? truth : lesser(truth, texts[left].bare.compare(texts[right].bare));
      story.pairs.push_back({left, right, kind, least});
    }
  }
  return story;
}

PlantedTrap PlantedCorpus::trap(std::uint64_t group) const {
  return {kTrapKinds[group % std::size(kTrapKinds)], {id_of(group, kTraps), id_of(group, kTraps + 1)}};
}

}  // namespace stemma::bench
