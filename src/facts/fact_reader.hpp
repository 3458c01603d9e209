// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Facts: here are the tellings of one story, which names, places, numbers, dates, quotes and sources do they give?
///
/// In    all tellings of a story: what is a name in one is a name in all, and places are resolved for the story as a whole.
/// Out   the mentions of each telling, in the order of the tellings; sorted by begin_token, longer first.
/// How   grammars for numbers, dates, quotes, attributions and modality; capital runs and a gazetteer for names.
/// Cost  linear in the text.
class FactReader {
 public:
  explicit FactReader(Options const& options);

  [[nodiscard]] std::vector<Facts> read(StoryTellings const& story) const;

 private:
  Options options_;
};

}  // namespace stemma
