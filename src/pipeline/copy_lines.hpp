// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stemma/text_comparer.hpp"

namespace stemma {

/// Adds a line of links.jsonl; the pair is turned round where `is_swapped`. See docs/dedup.md.
void add_link_line(
  std::string& lines, std::string_view left_id, std::string_view right_id, TextLink const& pair, bool is_swapped
);

/// Begins a line of clusters.jsonl, without its number, which is known only when it is written: `{"cluster": N, ` comes before.
void begin_cluster_line(std::string& lines, std::string_view representative, Representative reason);
void add_cluster_member(std::string& lines, std::string_view id, bool is_first);
void end_cluster_line(std::string& lines);

/// summary.json, whole.
[[nodiscard]] std::string summary_text(DedupSummary const& summary);

}  // namespace stemma
