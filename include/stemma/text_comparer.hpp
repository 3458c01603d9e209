// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "stemma/dedup.hpp"

namespace stemma {

/// What a link says; the strongest first.
enum class CopyKind : std::uint8_t {
  Exact,        ///< The same bytes.
  Reformatted,  ///< The same words.
  Edited,       ///< Alike as wholes.
  Contained,    ///< One is nearly whole in the other.
  Partial,
  None,  ///< No copies: no link.
};

/// As links.jsonl has it.
[[nodiscard]] std::string_view name_of(CopyKind kind) noexcept;

/// Whether it is a copy of the whole; of such links clusters are made, of partial ones only with `CopyLevel::Partial`.
[[nodiscard]] constexpr bool is_whole(CopyKind kind) noexcept {
  return kind < CopyKind::Partial;
}

/// Two texts that were compared; the fields are those of links.jsonl, where shares have four decimals.
struct TextLink {
  struct Run {
    std::pair<std::uint32_t, std::uint32_t> left;  ///< Bytes [first, second) of the text.
    std::pair<std::uint32_t, std::uint32_t> right;
  };

  CopyKind kind = CopyKind::None;
  double resemblance = 0;
  double containment_left = 0;
  double containment_right = 0;
  std::uint32_t longest_run_words = 0;
  std::vector<Run> runs;             ///< The longest eight, longest first; of a link only.
  bool is_boilerplate_only = false;  ///< No link, but would be one if boilerplate counted.
};

/// Two texts of a batch, by their places in it, left before right in the order of the input.
using TextPair = std::pair<std::uint32_t, std::uint32_t>;

/// A cluster of texts of a batch, by their places.
struct TextCluster {
  std::uint32_t representative = 0;
  std::vector<std::uint32_t> members;  ///< Rising, the representative among them.
};

struct TextClusters {
  std::vector<TextCluster> clusters;  ///< In the order of their first members; each has two members at least.
  /// Pairs that had not been compared before, left before right: those that join are links like the others.
  std::vector<std::pair<TextPair, TextLink>> compared;
};

/// Compares texts word by word. May be used by several threads at once.
class TextComparer {
 public:
  /// Of the options those count that say what is a copy. `crowded`: anchors of crowds, of the texts to come at least, in any order.
  explicit TextComparer(DedupOptions const& options, std::span<std::uint64_t const> crowded = {});
  ~TextComparer();
  TextComparer(TextComparer&&) noexcept;
  TextComparer& operator=(TextComparer&&) noexcept;

  /// One link a pair, of any kind, `CopyKind::None` among them. Pairs with a text in common had better stand together.
  [[nodiscard]] std::vector<TextLink> compare(
    std::span<std::string_view const> texts, std::span<TextPair const> pairs, unsigned threads = 1
  ) const;

  /// In     the different texts of one component (what strong evidence joins) in the order of the input, their links that join (see
  ///        `is_whole`), and for each text a rank: of two texts, that of lesser rank had better stand for others. A text with exact
  ///        copies has the rank of the best of them.
  /// Out    clusters, as docs/dedup.md says. Exact copies join the cluster of their text, or are one by themselves.
  [[nodiscard]] TextClusters cluster(
    std::span<std::string_view const> texts, std::span<TextPair const> links, std::span<std::uint64_t const> ranks
  ) const;

 private:
  struct State;
  std::unique_ptr<State const> state_;
};

}  // namespace stemma
