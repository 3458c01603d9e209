// SPDX-License-Identifier: Apache-2.0
#include "passages/meaning_vectors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>

#include "base/word_form.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kMostDimensions = 4096;

[[noreturn]] void refuse(std::string const& path, std::string const& why) {
  throw Error{ErrorKind::BadOption, "The vectors " + path + " " + why + "."};
}

/// Takes the next piece off the line; pieces are parted by blanks.
std::string_view next_piece(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
  auto const end = std::min(line.find_first_of(" \t\r"), line.size());
  auto const piece = line.substr(0, end);
  line.remove_prefix(end);
  return piece;
}

}  // namespace

std::shared_ptr<MeaningVectors const> MeaningVectors::open(std::string const& path) {
  if (path.empty()) {
    return nullptr;
  }
  std::ifstream in{path, std::ios::binary};
  std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad() || bytes.empty()) {
    refuse(path, "cannot be read, or are empty");
  }
  return std::make_shared<MeaningVectors const>(bytes, path);
}

MeaningVectors::MeaningVectors(std::string_view bytes, std::string const& path) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    auto const end = std::min(bytes.find('\n', at), bytes.size());
    read_line(bytes.substr(at, end - at), ++number, path);
    at = end + 1;
  }
  if (places_.empty()) {
    refuse(path, "hold no word");
  }
}

void MeaningVectors::read_line(std::string_view line, std::size_t number, std::string const& path) {
  auto const word = next_piece(line);
  if (word.empty()) {
    return;
  }
  std::size_t const begin = numbers_.size();
  for (auto piece = next_piece(line); !piece.empty(); piece = next_piece(line)) {
    float value = 0;
    auto const [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value);
    bool const is_number = error == std::errc{} && end == piece.data() + piece.size() && std::isfinite(value);
    if (!is_number || numbers_.size() - begin >= kMostDimensions) {
      refuse(path, "have something else than numbers, or too many, in line " + std::to_string(number));
    }
    numbers_.push_back(value);
  }
  std::size_t const count = numbers_.size() - begin;
  if (number == 1 && count == 1) {  // word2vec's head: how many words, how many numbers each
    numbers_.clear();
    return;
  }
  dimensions_ = dimensions_ == 0 ? count : dimensions_;
  if (count != dimensions_ || count == 0) {
    refuse(
      path, "have " + std::to_string(count) + " numbers in line " + std::to_string(number) + ", not " +
              std::to_string(dimensions_)
    );
  }
  auto const first = numbers_.begin() + static_cast<std::ptrdiff_t>(begin);
  float const length = std::sqrt(std::inner_product(first, numbers_.end(), first, 0.0F));
  std::for_each(first, numbers_.end(), [&](float& value) { value = length > 0 ? value / length : 0; });
  if (!places_.emplace(hash_word(fold_word(word)), begin).second) {
    numbers_.resize(begin);  // the first of several writings of a word stays
  }
}

MeaningVectors::Vector MeaningVectors::vector_of(Token const& token) const {
  auto const known = places_.find(token.word);
  return known == places_.end() ? Vector{} : Vector{numbers_}.subspan(known->second, dimensions_);
}

float MeaningVectors::cosine(Vector left, Vector right) {
  return left.empty() || right.empty() ? 0 : std::inner_product(left.begin(), left.end(), right.begin(), 0.0F);
}

}  // namespace stemma
