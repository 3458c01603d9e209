// SPDX-License-Identifier: Apache-2.0
#include "cli/marked_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Bytes of the character at the front, with the marks that stand upon it.
std::size_t character_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
    ++bytes;
  }
  return bytes;
}

/// A part of a word in one ink.
struct Piece {
  std::string text;
  MarkInk ink = MarkInk::Plain;
};

/// Fills lines of a fixed width.
class Setter {
 public:
  Setter(std::size_t columns, Colour colour) : columns_{columns}, colour_{colour} {}

  /// `joins` is the ink of the space before the word.
  void add_word(std::vector<Piece> const& pieces, MarkInk joins) {
    std::size_t width = 0;
    for (Piece const& piece : pieces) {
      width += columns_of(piece.text);
    }
    if (used_ > 0 && used_ + 1 + width > columns_) {
      end_line();
    }
    if (used_ > 0) {
      add(" ", joins);
    }
    for (Piece const& piece : pieces) {
      add_breakable(piece);
    }
  }

  void end_line() {
    line_.append(columns_ - std::min(columns_, used_), ' ');
    lines_.push_back(std::exchange(line_, {}));
    used_ = 0;
  }

  [[nodiscard]] std::vector<std::string> take() {
    if (used_ > 0) {
      end_line();
    }
    return std::move(lines_);
  }

 private:
  void add(std::string_view text, MarkInk ink) {
    line_ += inked(text, ink, colour_);
    used_ += columns_of(text);
  }

  /// A word that is longer than a line is broken between characters.
  void add_breakable(Piece const& piece) {
    std::string_view rest = piece.text;
    while (!rest.empty()) {
      std::size_t fitting = 0;
      std::size_t width = 0;
      while (fitting < rest.size()) {
        std::size_t const bytes = character_bytes(rest.substr(fitting));
        std::size_t const wider = width + columns_of(rest.substr(fitting, bytes));
        if (used_ + wider > columns_) {
          break;
        }
        width = wider;
        fitting += bytes;
      }
      if (fitting == 0) {
        if (used_ == 0) {
          return;  // not even one character has room
        }
        end_line();
        continue;
      }
      add(rest.substr(0, fitting), piece.ink);
      rest.remove_prefix(fitting);
    }
  }

  std::size_t columns_;
  Colour colour_;
  std::string line_;
  std::size_t used_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::string inked(std::string_view text, MarkInk ink, Colour colour) {
  constexpr std::array<std::string_view, 8> kCodes{"",           "\x1B[2m",    "\x1B[36m",   "\x1B[34m",
                                                   "\x1B[1;35m", "\x1B[1;33m", "\x1B[1;32m", "\x1B[1;31m"};
  if (colour == Colour::Plain || ink == MarkInk::Plain || text.empty()) {
    return std::string{text};
  }
  return std::string{kCodes.at(static_cast<std::size_t>(ink))}.append(text).append("\x1B[0m");
}

std::vector<std::string> MarkedText::lines(std::size_t begin, std::size_t end, std::size_t columns) const {
  Setter setter{columns, colour_};
  auto mark = std::lower_bound(marks_.begin(), marks_.end(), begin, [](Mark const& m, std::size_t at) {
    return m.end_byte <= at;
  });
  MarkInk space = MarkInk::Plain;
  for (std::size_t at = begin; at < end;) {
    if (is_blank(text_[at])) {
      std::size_t feeds = 0;
      while (at < end && is_blank(text_[at])) {
        feeds += text_[at] == '\n' ? 1U : 0U;
        ++at;
      }
      if (feeds > 1) {
        setter.end_line();
      }
      continue;
    }
    std::vector<Piece> word;
    while (at < end && !is_blank(text_[at])) {
      while (mark != marks_.end() && mark->end_byte <= at) {
        ++mark;
      }
      bool const is_marked = mark != marks_.end() && mark->begin_byte <= at;
      std::size_t const limit = std::min(
        end, is_marked              ? mark->end_byte
             : mark == marks_.end() ? end
                                    : mark->begin_byte
      );
      std::size_t stop = at;
      while (stop < limit && !is_blank(text_[stop])) {
        ++stop;
      }
      bool const is_plain = colour_ == Colour::Plain;
      if (is_marked && is_plain && (at == mark->begin_byte || at == begin)) {
        word.push_back({mark->open, MarkInk::Plain});
      }
      word.push_back({printable(text_.substr(at, stop - at)), is_marked ? mark->ink : MarkInk::Plain});
      bool const is_end = is_marked && (stop == mark->end_byte || stop == end);
      if (is_end) {
        word.push_back({is_plain ? mark->close : mark->tail, is_plain ? MarkInk::Plain : MarkInk::Faint});
      }
      at = stop;
    }
    setter.add_word(word, space);
    bool const goes_on = mark != marks_.end() && mark->begin_byte < at && at < mark->end_byte;
    space = goes_on ? mark->ink : MarkInk::Plain;
  }
  return setter.take();
}

}  // namespace stemma::cli
