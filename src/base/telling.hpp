// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/token_text.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// A document seen as one telling (witness) of a story. Both pointees outlive the run.
struct Telling {
  DocId id{};
  Document const* document = nullptr;
  TokenText const* tokens = nullptr;
};

/// Position of a telling in `StoryTellings::tellings`.
using WitnessIndex = std::uint32_t;

/// The tellings of one story, sorted by document id (the string), so that nothing depends on input order.
struct StoryTellings {
  std::vector<Telling> tellings;
};

}  // namespace stemma
