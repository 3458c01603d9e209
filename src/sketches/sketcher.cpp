// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

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

}  // namespace

Sketch Sketcher::sketch(std::string_view text) const {
  Sketch sketch;
  this->sketch(text, sketch);
  return sketch;
}

void Sketcher::sketch(std::string_view text, Sketch& sketch) const {
  auto& [words, shingles] = workspace_of_this_thread();
  find_words(text, *kernel_, words);
  make_shingles(words.hashes, *kernel_, shingles);
  sketch.words = static_cast<std::uint32_t>(words.size());
  winnow(shingles, window_of(shingles.size(), widest_window_), *kernel_, sketch.anchors);
}

}  // namespace stemma
