// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// Who chose a document's id.
enum class IdOrigin {
  Stated,   ///< A record says it: two equal ids mean one document.
  Derived,  ///< Taken from a file's name: two equal ids mean two files.
};

/// A document as one input offers it, before its id is settled.
struct Candidate {
  Document document;  ///< `id` is what it would like to be called.
  std::optional<std::uint64_t> line;
  IdOrigin id_origin = IdOrigin::Derived;
};

/// Collects what the files of one run offer, in the order in which they are read.
struct Intake {
  std::vector<Candidate> candidates;
  std::vector<InputNote> skipped;
  std::vector<InputNote> notices;

  /// What may be taken in. A document is counted with all that a trace holds of it on the way: 4 kB, and its text and a quarter more.
  std::uint64_t most_bytes = ~std::uint64_t{0};
  std::uint64_t bytes = 0;

  void add(Candidate candidate);

  void skip(std::string source, std::string reason, std::optional<std::uint64_t> line = {}) {
    skipped.push_back({std::move(source), line, std::move(reason)});
  }

  void notice(std::string source, std::string reason, std::optional<std::uint64_t> line = {}) {
    notices.push_back({std::move(source), line, std::move(reason)});
  }
};

}  // namespace stemma
