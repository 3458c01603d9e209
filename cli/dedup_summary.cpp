// SPDX-License-Identifier: Apache-2.0
#include "cli/dedup_summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "cli/gist_words.hpp"
#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

constexpr double kLeastSecondsForRate = 0.5;

std::string with_decimal(double value) {
  std::array<char, 32> space{};
  static_cast<void>(std::snprintf(space.data(), space.size(), value < 10 ? "%.1f" : "%.0f", value));
  return space.data();
}

/// "12 kB", "3.4 GB": powers of 1000, as disks are sold and rates are quoted.
std::string size_text(double bytes) {
  constexpr std::array<std::string_view, 5> kUnits{"bytes", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < kUnits.size(); ++unit) {
    bytes /= 1000;
  }
  return (unit == 0 ? std::to_string(std::lround(bytes)) : with_decimal(bytes)) + " " + std::string{kUnits.at(unit)};
}

std::string time_text(double seconds) {
  if (seconds < 60) {
    return seconds < 10 ? with_decimal(seconds) + " s" : std::to_string(std::lround(seconds)) + " s";
  }
  long const minutes = std::lround(seconds / 60);
  return minutes < 120 ? std::to_string(minutes) + " min"
                       : std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  double const percent = whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return with_decimal(percent) + " %";
}

}  // namespace

std::string dedup_summary(DedupRun const& run, double seconds, std::filesystem::path const& output, bool has_kept) {
  DedupSummary const& found = run.found;
  std::string const folder = printable(output.native());
  std::string text = counted(found.documents, "document", "documents") + " read, " +
                     size_text(static_cast<double>(run.input_bytes)) + " in " + time_text(seconds);
  if (seconds >= kLeastSecondsForRate) {
    text += " (" + size_text(static_cast<double>(run.input_bytes) / seconds) + "/s)";
  }
  text += ".\n";
  if (run.skipped > 0) {
    text += counted(run.skipped, "document was", "documents were") + " skipped; " + folder +
            "/skipped.jsonl says which and why.\n";
  }
  if (run.notices > 0) {
    text += counted(run.notices, "note", "notes") + " on what was read with a doubt in " + folder + "/notices.jsonl.\n";
  }
  std::uint64_t const links =
    found.exact_links + found.reformatted_links + found.edited_links + found.contained_links + found.partial_links;
  text += counted(links, "pair", "pairs") + " of copies: " + counted(found.exact_links, "exact", "exact") + ", " +
          counted(found.reformatted_links, "reformatted", "reformatted") + ", " +
          counted(found.edited_links, "edited", "edited") + ", " +
          counted(found.contained_links, "contained", "contained") + ", " +
          counted(found.partial_links, "in part", "in part") + ".\n";
  text += counted(found.clusters, "cluster", "clusters") + " with " +
          counted(found.clustered_documents, "document", "documents") + "; " +
          counted(run.redundant, "document", "documents") + " (" + share_text(run.redundant, found.documents) +
          ") could go, for another stands for each.\n";
  if (found.crowded_documents > 0) {
    text += counted(found.crowded_documents, "document is", "documents are") +
            " alike to so many that each was compared with a few only.\n";
  }
  text += "written: " + folder + "/links.jsonl, clusters.jsonl, summary.json";
  text += has_kept ? "; kept/ (" + counted(run.kept_files, "file", "files") + ")\n" : "\n";
  return text;
}

std::string shard_summary(std::uint64_t documents, DedupShard const& shard, std::filesystem::path const& work) {
  return "shard " + std::to_string(shard.number) + " of " + std::to_string(shard.count) + ": " +
         counted(documents, "document", "documents") + " read into " + printable(work.native()) +
         "; when all shards are: stemma dedup merge\n";
}

std::string dedup_progress(DedupProgress const& progress, double seconds) {
  bool const is_reading = progress.stage == "read";
  auto const done = static_cast<double>(progress.done);
  auto const total = static_cast<double>(progress.total);
  std::string text = is_reading ? "reading" : progress.stage == "pair" ? "pairing" : "comparing";
  if (is_reading) {
    text += "  " + size_text(done) + (progress.total > 0 ? " of " + size_text(total) : "");
    text += ", " + counted(progress.documents, "document", "documents");
  } else {
    text += "  " + std::to_string(progress.done) + " of " + std::to_string(progress.total) + " parts";
  }
  if (seconds >= kLeastSecondsForRate && progress.done > 0) {
    text += is_reading ? ", " + size_text(done / seconds) + "/s" : "";
    text += progress.total >= progress.done && progress.total > 0
              ? ", " + time_text((total - done) * seconds / done) + " left in this stage"
              : "";
  }
  return text;
}

}  // namespace stemma::cli
