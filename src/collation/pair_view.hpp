// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/pair_alignment.hpp"
#include "collation/witness_view.hpp"

namespace stemma {

/// What a token of one side is linked with on the other.
struct Partner {
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t token = none;
  LinkKind kind = LinkKind::Same;

  [[nodiscard]] bool is_there() const noexcept { return token != none; }

  /// Replaced words stand at one place but say different things; all other links agree.
  [[nodiscard]] bool agrees() const noexcept { return is_there() && kind != LinkKind::Replaced; }
};

/// A right sentence that corresponds to a left one. `weight` is the weight of the agreeing words.
struct SentenceLink {
  std::uint32_t left_sentence = 0;
  std::uint32_t right_sentence = 0;
  double weight = 0;
  double similarity = 0;  ///< `weight` as a share of the lighter sentence, 0…1.
};

/// Two witnesses side by side: their word links by token, and how well any two places correspond.
///
/// Cost  linear in tokens and links to make; a question about two places looks at some twenty tokens.
class PairView {
 public:
  PairView(WitnessView const& left, WitnessView const& right, PairAlignment const& alignment);

  [[nodiscard]] WitnessView const& left() const noexcept { return *left_; }

  [[nodiscard]] WitnessView const& right() const noexcept { return *right_; }

  /// A token past the end has no partner.
  [[nodiscard]] Partner right_of(std::uint32_t left_token) const {
    return left_token < right_of_.size() ? right_of_[left_token] : Partner{};
  }

  [[nodiscard]] Partner left_of(std::uint32_t right_token) const {
    return right_token < left_of_.size() ? left_of_[right_token] : Partner{};
  }

  /// All sentences that share words, sorted by left, then right sentence.
  [[nodiscard]] std::span<SentenceLink const> sentence_links() const noexcept { return sentence_links_; }

  [[nodiscard]] double sentence_similarity(std::uint32_t left_sentence, std::uint32_t right_sentence) const;

  /// How well the words around two places correspond, 0…1: the places themselves do not count.
  [[nodiscard]] double context(TokenRange left_place, TokenRange right_place) const;

  /// The share of the weight of `left_place` whose words agree with words of `right_place`, of the lighter of the two.
  [[nodiscard]] double overlap(TokenRange left_place, TokenRange right_place) const;

  /// Whether some word of one place is linked with one of the other, and how; agreement before replacement.
  [[nodiscard]] std::optional<LinkKind> direct_link(TokenRange left_place, TokenRange right_place) const;

 private:
  void link_sentences();

  WitnessView const* left_;
  WitnessView const* right_;
  std::vector<Partner> right_of_;
  std::vector<Partner> left_of_;
  std::vector<SentenceLink> sentence_links_;
};

/// The best similarity that each sentence of a witness has with any sentence of another.
[[nodiscard]] std::vector<float> best_similarity_left(PairView const& pair);
[[nodiscard]] std::vector<float> best_similarity_right(PairView const& pair);

}  // namespace stemma
