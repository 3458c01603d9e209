// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/token_text.hpp"

namespace stemma {

/// Meaning vectors: here are two words, tell me how near they are by vectors that somebody learned.
///
/// In    a text file, one word and its numbers a line, parted by blanks (GloVe; word2vec's text format, whose first line has
///       two numbers only and is passed over).
/// Errors  `Error` where the file cannot be read, or a line is not of this form: it is named by its number.
/// Cost  holds the file's numbers, four bytes each.
class MeaningVectors {
 public:
  using Vector = std::span<float const>;

  /// The vectors of this path; none for an empty path.
  [[nodiscard]] static std::shared_ptr<MeaningVectors const> open(std::string const& path);

  /// Reads the bytes of a file; `path` is for messages only.
  MeaningVectors(std::string_view bytes, std::string const& path);

  /// Empty where the word is not known. Of unit length otherwise.
  [[nodiscard]] Vector vector_of(Token const& token) const;

  /// −1…1; 0 where one is empty.
  [[nodiscard]] static float cosine(Vector left, Vector right);

 private:
  /// Adds the numbers of a line; the line's number is for messages.
  void read_line(std::string_view line, std::size_t number, std::string const& path);

  std::size_t dimensions_ = 0;
  std::vector<float> numbers_;
  std::unordered_map<std::uint64_t, std::size_t> places_;  // by hash of the folded word: where its numbers begin
};

}  // namespace stemma
