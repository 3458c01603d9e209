// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "stemma/options.hpp"

namespace stemma {

class Gazetteer;

/// Facts: here are the tellings of one story, which names, places, numbers, dates, quotes and sources do they give?
///
/// In    all tellings of a story: what is a name in one is a name in all, and places are resolved for the story as a whole.
/// Out   the mentions of each telling, in the order of the tellings; sorted by begin_token, longer first.
///       What one telling says against itself is found too.
/// How   grammars for numbers, dates, quotes, attributions and modality; capital runs and a gazetteer for names.
/// Errors  `Error` where `Options::gazetteer` names a file that is no gazetteer.
/// Cost  linear in the text; places are compared with each other.
class FactReader {
 public:
  explicit FactReader(Options const& options);

  [[nodiscard]] std::vector<Facts> read(StoryTellings const& story) const;

  /// Without a gazetteer places are told apart, but not put on a map.
  [[nodiscard]] bool has_gazetteer() const noexcept { return gazetteer_ != nullptr; }

 private:
  std::shared_ptr<Gazetteer const> gazetteer_;
};

}  // namespace stemma
