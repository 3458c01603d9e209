// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/src/part_rows.hpp"
#include "stemma/text_comparer.hpp"

namespace stemma::python {

/// A text goes to a cell, where it is compared with others.
struct Route {
  std::uint32_t document = 0;
  std::uint32_t cell = 0;
  std::uint32_t flags = 0;

  [[nodiscard]] friend auto operator<=>(Route const&, Route const&) = default;
};

constexpr std::uint32_t kIsAtHome = 1;   ///< Of its cells the one where its cluster is grown.
constexpr std::uint32_t kIsCrossed = 2;  ///< In other cells, too, it may be found to be in a cluster.

/// Where the bytes of a text lie: among those of a part, as its file in the work folder has them.
struct TextPlace {
  std::uint32_t part = 0;
  std::uint32_t bytes = 0;
  std::uint64_t begin = 0;
};

/// A text and what is known of it where it is compared.
struct CellText {
  std::uint32_t number = 0;
  std::uint32_t best = 0;   ///< Of the documents with its bytes that which had better stand for others.
  std::uint64_t rank = 0;   ///< That one's.
  std::uint32_t flags = 0;  ///< Of its route.
  std::string_view id;
  std::string_view best_id;
  std::vector<std::pair<std::uint32_t, std::string_view>> copies;  ///< With the same bytes, if not too many.
  std::vector<std::uint64_t> crowded;                              ///< Its anchors that crowds have.
  std::optional<TextPlace> place;                                  ///< Of one that goes without its bytes.
  std::string_view text;
};

/// Without its bytes where it has a place.
void put_cell_text(std::string& block, CellText const& text);
[[nodiscard]] CellText take_cell_text(BlockReader& reader);

/// The bytes of those texts that came without; `parts` has those of each part.
void find_text(CellText& text, std::vector<std::string_view> const& parts);

/// Ready to be compared: sorted by number, none twice.
class Cell {
 public:
  Cell(std::vector<CellText> texts, DedupOptions const& options);

  [[nodiscard]] std::vector<CellText> const& texts() const noexcept { return texts_; }

  [[nodiscard]] std::vector<std::string_view> const& views() const noexcept { return views_; }

  [[nodiscard]] TextComparer const& comparer() const noexcept { return comparer_; }

  [[nodiscard]] std::uint32_t place_of(std::uint32_t number) const;

  [[nodiscard]] bool is_wanted(CopyKind kind) const noexcept;
  [[nodiscard]] bool does_join(CopyKind kind) const noexcept;

  /// The link of two texts, for all documents with their bytes.
  void tell_link(TextPair pair, TextLink const& link, std::string& block, std::uint64_t& count) const;

 private:
  std::vector<CellText> texts_;
  std::vector<std::string_view> views_;
  CopyLevel level_;
  TextComparer comparer_;
};

[[nodiscard]] DedupOptions copy_options(
  int level, double min_resemblance, double min_containment, std::uint32_t min_run_words
);

struct StepCounts;

/// The clusters of one component, by the places of its texts (rising) and the links that join them.
void tell_clusters(
  Cell const& cell,
  std::vector<std::uint32_t> const& places,
  std::vector<TextPair> const& joining,
  Parts const& parts,
  std::uint32_t share,
  Letters& out,
  StepCounts& counts
);

}  // namespace stemma::python
