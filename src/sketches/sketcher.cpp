// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

#include <vector>

#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "sketches/min_registers.hpp"
#include "sketches/winnow.hpp"

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
  auto& [words, shingles] = workspace_of_this_thread();
  find_words(text, *kernel_, words);
  make_shingles(words.hashes, shingles);
  Sketch sketch;
  sketch.words = static_cast<std::uint32_t>(words.size());
  sketch.registers = min_registers(shingles);
  sketch.anchors = winnow(shingles);
  return sketch;
}

}  // namespace stemma
