// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

#include <algorithm>
#include <vector>

#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "base/winnow.hpp"

namespace stemma {

namespace {

/// Lists that are as long as a text has words; kept by each thread, so that a million texts do not allocate a million times.
struct Workspace {
  ByteWords words;
  std::vector<std::uint64_t> shingles;
};

Workspace& workspace_of_this_thread() {
  thread_local Workspace workspace;
  return workspace;
}

/// So much of a longer text is looked at at once: a sketch needs no more memory for a text of gigabytes.
constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

/// The first place from there on at which no word is cut in two: behind an ASCII sign, or before a character that is a word.
std::size_t cut_of(std::string_view text, std::size_t from) {
  for (auto at = from; at < text.size(); ++at) {
    auto const before = static_cast<unsigned char>(text[at - 1]);
    auto const byte = static_cast<unsigned char>(text[at]);
    auto const lower = before | 0x20U;
    auto const is_sign = before < 0x80 && !(lower >= 'a' && lower <= 'z') && !(before >= '0' && before <= '9');
    if (is_sign || (byte >= 0xE3 && byte <= 0xE9)) {
      return at;
    }
  }
  return text.size();
}

}  // namespace

Sketch Sketcher::sketch(std::string_view text) const {
  Sketch sketch;
  this->sketch(text, sketch);
  sketch.anchors.shrink_to_fit();  // they were sought in room for many more
  return sketch;
}

void Sketcher::sketch(std::string_view text, Sketch& sketch) const {
  if (text.size() > kPieceBytes) {
    sketch_in_pieces(text, sketch);
    return;
  }
  auto& [words, shingles] = workspace_of_this_thread();
  find_words(text, *kernel_, words);
  make_shingles(words.hashes, *kernel_, shingles);
  sketch.words = static_cast<std::uint32_t>(words.size());
  winnow(shingles, window_of(shingles.size(), widest_window_), *kernel_, sketch.anchors);
}

void Sketcher::sketch_in_pieces(std::string_view text, Sketch& sketch) const {
  sketch = {};
  Workspace space;  // of this call: a longest word leaves nothing behind
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint64_t> anchors;
  auto const enough = widest_window_ * kWindows + kShingleWords;  // words, from where on the window is the widest
  auto const carried =
    widest_window_ + kShingleWords - 2;  // words of all windows but one that begin in the piece before
  auto is_going_on = false;
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = cut_of(text, std::min(begin + kPieceBytes, text.size()));
    find_words(text.substr(begin, end - begin), *kernel_, space.words);
    hashes.insert(hashes.end(), space.words.hashes.begin(), space.words.hashes.end());
    sketch.words += static_cast<std::uint32_t>(space.words.size());
    begin = end;
    if (sketch.words < enough && begin < text.size()) {
      continue;
    }
    auto const window = window_of(shingles_in(sketch.words), widest_window_);
    if (is_going_on && shingles_in(hashes.size()) < window) {
      continue;  // no word has come that would end a window
    }
    is_going_on = true;
    make_shingles(hashes, *kernel_, space.shingles);
    winnow(space.shingles, window, *kernel_, anchors);
    auto const is_repeat = !anchors.empty() && !sketch.anchors.empty() && anchors.front() == sketch.anchors.back();
    sketch.anchors.insert(sketch.anchors.end(), anchors.begin() + (is_repeat ? 1 : 0), anchors.end());
    if (hashes.size() > carried) {
      hashes.erase(hashes.begin(), hashes.end() - static_cast<std::ptrdiff_t>(carried));
    }
  }
}

}  // namespace stemma
