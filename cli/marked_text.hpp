// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.hpp"

namespace stemma::cli {

enum class MarkInk { Plain, Faint, Reworded, Only, Name, Number, Quote, Claim };

/// A run of bytes to be marked: by colour where there is colour, by `open` and `close` where there is none.
struct Mark {
  std::size_t begin_byte = 0;
  std::size_t end_byte = 0;
  MarkInk ink = MarkInk::Plain;
  std::string open;   ///< Without colour.
  std::string close;  ///< Without colour.
  std::string tail;   ///< With colour: what stands behind it, faint.
};

/// A text with marks, to be set in a column.
class MarkedText {
 public:
  /// `marks` are sorted and do not overlap.
  MarkedText(std::string_view text, std::vector<Mark> marks, Colour colour)
      : text_{text}, marks_{std::move(marks)}, colour_{colour} {}

  /// Bytes [begin, end) as lines of exactly `columns` columns, fit for a terminal. A new paragraph begins a new line.
  [[nodiscard]] std::vector<std::string> lines(std::size_t begin, std::size_t end, std::size_t columns) const;

 private:
  std::string_view text_;
  std::vector<Mark> marks_;
  Colour colour_;
};

/// `text` in this ink.
[[nodiscard]] std::string inked(std::string_view text, MarkInk ink, Colour colour);

}  // namespace stemma::cli
