// SPDX-License-Identifier: Apache-2.0
#include "trees/credits.hpp"

#include <algorithm>

#include "trees/credit_reader.hpp"

namespace stemma {

namespace {

// Log-odds. Who is named as the source is seldom another; but of a source's many copies one may name it and have it from the next.
constexpr double kNamedInLine = 4;
constexpr double kNamedInPhrase = 3;

/// A credit is handed down with the text.
constexpr double kHandedDown = 0.7;

}  // namespace

Credits::Credits(StoryTellings const& story) {
  PublisherNames names;
  for (Telling const& telling : story.tellings) {
    outlets_.push_back(telling.document->outlet ? names.add(*telling.document->outlet) : std::nullopt);
  }
  for (Telling const& telling : story.tellings) {
    add_papers(*telling.tokens, names);
  }
  is_present_.assign(names.publishers(), false);
  for (auto const& outlet : outlets_) {
    if (outlet) {
      is_present_[*outlet] = true;
    }
  }
  for (WitnessIndex witness = 0; witness < story.tellings.size(); ++witness) {
    auto credits = read_credits(*story.tellings[witness].tokens, names);
    std::erase_if(credits, [&](Credit const& credit) { return outlets_[witness] == credit.publisher; });
    credits_.push_back(std::move(credits));
  }
}

Credit const* Credits::find(WitnessIndex witness, std::uint32_t publisher) const {
  auto const& credits = credits_[witness];
  auto const at = std::ranges::lower_bound(credits, publisher, {}, &Credit::publisher);
  return at != credits.end() && at->publisher == publisher ? &*at : nullptr;
}

std::optional<Credit> Credits::named(WitnessIndex child, WitnessIndex parent) const {
  auto const* const credit = outlets_[parent] ? find(child, *outlets_[parent]) : nullptr;
  return credit == nullptr ? std::nullopt : std::optional{*credit};
}

double Credits::weigh(WitnessIndex child, WitnessIndex parent) const {
  auto const weight_of = [](Credit const& credit) { return credit.is_line ? kNamedInLine : kNamedInPhrase; };
  double sum = 0;
  if (auto const credit = named(child, parent)) {
    sum += weight_of(*credit);
  }
  if (auto const credit = named(parent, child)) {
    sum -= weight_of(*credit);
  }
  bool const share_one = std::ranges::any_of(credits_[child], [&](Credit const& credit) {
    return find(parent, credit.publisher) != nullptr;
  });
  return sum + (share_one ? kHandedDown : 0);
}

template <typename Counts>
std::optional<Credit> Credits::find_absent(WitnessIndex one, WitnessIndex other, Counts const& counts) const {
  for (Credit const& credit : credits_[one]) {
    auto const* const same = counts(credit) && !is_present_[credit.publisher] ? find(other, credit.publisher) : nullptr;
    if (same != nullptr && counts(*same)) {
      return credit;
    }
  }
  return std::nullopt;
}

std::optional<Credit> Credits::shared_absent(WitnessIndex one, WitnessIndex other) const {
  return find_absent(one, other, [](Credit const& credit) { return credit.is_line; });
}

std::optional<Credit> Credits::shared_opening(WitnessIndex one, WitnessIndex other) const {
  return find_absent(one, other, [](Credit const& credit) { return credit.is_opening; });
}

}  // namespace stemma
