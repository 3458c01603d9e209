// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "python/src/partition_steps.hpp"
#include "stemma/text_comparer.hpp"

namespace stemma::python {

/// What a step has counted; spark.py adds these up in this order.
struct StepCounts {
  std::uint64_t suspect_pairs = 0;
  std::uint64_t boilerplate_anchors = 0;
  std::uint64_t boilerplate_only_pairs = 0;
  std::uint64_t crowded_documents = 0;
  std::uint64_t starred_documents = 0;
  std::array<std::uint64_t, 5> links{};  ///< By kind.
  std::uint64_t clusters = 0;
  std::uint64_t clustered_documents = 0;
  std::uint64_t edges = 0;
  std::uint64_t checksum = 0;  ///< Of the edges: whether a round has changed them.
  std::uint64_t joins = 0;
  std::uint64_t suspect_bytes = 0;  ///< Of the texts that are the right one of a pair.
};

/// A link as it is carried: shares in ten-thousandths, as links.jsonl has them.
inline void put_link(
  std::string& block, std::string_view left_id, std::string_view right_id, TextLink const& link, bool is_swapped
) {
  auto const share = [](double value) { return static_cast<std::uint16_t>(std::lround(value * 10'000)); };
  put_text(block, is_swapped ? right_id : left_id);
  put_text(block, is_swapped ? left_id : right_id);
  put(block, static_cast<std::uint8_t>(link.kind));
  put(block, share(link.resemblance));
  put(block, share(is_swapped ? link.containment_right : link.containment_left));
  put(block, share(is_swapped ? link.containment_left : link.containment_right));
  put(block, link.longest_run_words);
  put(block, static_cast<std::uint8_t>(link.runs.size()));
  for (auto const& run : link.runs) {
    put(block, is_swapped ? run.right : run.left);
    put(block, is_swapped ? run.left : run.right);
  }
}

}  // namespace stemma::python
