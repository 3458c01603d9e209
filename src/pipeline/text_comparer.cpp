// SPDX-License-Identifier: Apache-2.0
#include "stemma/text_comparer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "clusters/copy_clusterer.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/text_link.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskPairs = 512;  // compared by one thread at a time

/// The texts of a batch that were looked at last, ready to be compared.
class CountedTexts {
 public:
  CountedTexts(std::span<std::string_view const> texts, MaskKernel const& kernel) : texts_{texts}, kernel_{kernel} {}

  /// The text of a place; that of `keep` stays where it is.
  CountedText& at(std::uint32_t place, std::uint32_t keep) {
    if (place >= texts_.size()) {
      throw Error{
        ErrorKind::BadOption,
        "a pair speaks of text " + std::to_string(place) + " of " + std::to_string(texts_.size())};
    }
    auto const of_place = place % kSlots;
    auto& slot = slots_[of_place == keep % kSlots && place != keep ? (of_place + 1) % kSlots : of_place];
    if (slot.place != place) {
      slot.place = place;
      slot.text.count(texts_[place], kernel_);
    }
    return slot.text;
  }

  [[nodiscard]] TextComparison& comparison() noexcept { return comparison_; }

 private:
  struct Slot {
    std::uint32_t place = ~0U;
    CountedText text;
  };

  static constexpr std::size_t kSlots = 64;

  std::span<std::string_view const> texts_;
  MaskKernel const& kernel_;
  std::array<Slot, kSlots> slots_;
  TextComparison comparison_;
};

}  // namespace

struct TextComparer::State {
  DedupOptions options;
  MaskKernel const& kernel;
  KeySet crowded;
  CopyRule rule;

  [[nodiscard]] TextLink compare(CountedTexts& texts, TextPair pair) const {
    auto& left = texts.at(pair.first, pair.first);
    auto& right = texts.at(pair.second, pair.first);
    return link_of(left, right, texts.comparison(), {kernel, kPileWindow, crowded}, rule);
  }
};

TextComparer::TextComparer(DedupOptions const& options, std::span<std::uint64_t const> crowded) {
  check_copy_rule(options);
  state_ = std::make_unique<State>(State{options, chosen_mask_kernel(), KeySet{crowded}, rule_of(options)});
}

TextComparer::~TextComparer() = default;
TextComparer::TextComparer(TextComparer&&) noexcept = default;
TextComparer& TextComparer::operator=(TextComparer&&) noexcept = default;

std::vector<TextLink> TextComparer::compare(
  std::span<std::string_view const> texts, std::span<TextPair const> pairs, unsigned threads
) const {
  std::vector<TextLink> links(pairs.size());
  parallel_for((pairs.size() + kTaskPairs - 1) / kTaskPairs, threads, [&](std::size_t task) {
    CountedTexts counted{texts, state_->kernel};
    for (auto i = task * kTaskPairs; i < std::min(pairs.size(), (task + 1) * kTaskPairs); ++i) {
      links[i] = state_->compare(counted, pairs[i]);
    }
  });
  return links;
}

TextClusters TextComparer::cluster(
  std::span<std::string_view const> texts, std::span<TextPair const> links, std::span<std::uint64_t const> ranks
) const {
  if (ranks.size() != texts.size()) {
    throw Error{ErrorKind::BadOption, "there must be one rank for each text"};
  }
  TextClusters found;
  CountedTexts counted{texts, state_->kernel};
  std::vector<CopyLink> joining;
  for (auto const& [left, right] : links) {
    if (std::max(left, right) >= texts.size()) {
      throw Error{ErrorKind::BadOption, "a link speaks of a text that is not there"};
    }
    joining.push_back({left, right});
  }
  CopyClusterer const clusterer{
    [&](std::uint32_t place) {
      return CopyRank{ranks[place], place};
    },
    [&](std::uint32_t representative, std::uint32_t other) {
      TextPair const pair = std::minmax(representative, other);
      auto const& link = found.compared.emplace_back(pair, state_->compare(counted, pair)).second;
      return does_join(link.kind, state_->options.level);
    }};
  for (auto const& cluster : clusterer.cluster(joining)) {
    found.clusters.push_back({cluster.representative, {cluster.members.begin(), cluster.members.end()}});
  }
  return found;
}

}  // namespace stemma
