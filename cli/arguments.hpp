// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "follow/follower.hpp"
#include "serve/http_server.hpp"
#include "stemma/archive.hpp"
#include "stemma/dedup.hpp"
#include "stemma/options.hpp"
#include "stemma/report_writers.hpp"

namespace stemma::cli {

enum class Talk { Normal, Quiet };

/// `stemma trace …`, understood.
struct TraceRequest {
  std::vector<std::filesystem::path> paths;
  Options options;
  std::optional<std::filesystem::path> page;  ///< "-" for standard output.
  std::optional<std::filesystem::path> json;  ///< "-" for standard output.
  std::optional<std::filesystem::path> dot;
  std::optional<std::filesystem::path> graphml;
  std::optional<std::filesystem::path> newick;
  std::optional<std::filesystem::path> tei;
  Timings timings = Timings::Omitted;
  Talk talk = Talk::Normal;

  /// Where something is to be written, in the order in which it is.
  [[nodiscard]] std::vector<std::filesystem::path> outputs() const;
};

/// `stemma compare …`, understood.
struct CompareRequest {
  std::vector<std::string> texts;  ///< Two paths; or a path and the ids of two of its documents.
  Options options;
  std::optional<std::filesystem::path> page;  ///< "-" for standard output.
  std::optional<std::filesystem::path> json;  ///< "-" for standard output.
  Talk talk = Talk::Normal;
  bool has_pager = true;
};

/// `stemma names A B`, understood.
struct NamesRequest {
  std::string first;
  std::string second;
};

/// `stemma dedup …`, understood.
struct DedupRequest {
  std::vector<std::filesystem::path> paths;
  DedupOptions options;
  std::filesystem::path output;     ///< Empty where only a shard is read.
  std::optional<DedupShard> shard;  ///< Only this is read.
  bool is_merge = false;            ///< Shards were read before.
  Talk talk = Talk::Normal;
};

/// `stemma serve …`, understood.
struct ServeRequest {
  std::filesystem::path source;  ///< A report as JSON, or the folder of an archive.
  serve::ServerOptions options;
  Talk talk = Talk::Normal;
};

/// `stemma archive VERB DIR …`, understood.
struct ArchiveRequest {
  enum class Verb { Create, Add, Query, Stories, Story, Remove, Stats, Compact, Check, Export };

  Verb verb = Verb::Stats;
  std::filesystem::path folder;
  std::vector<std::string> words;  ///< What stands behind the folder: paths, ids, the name of a story.
  Options options;
  ArchiveQuestion question;                   ///< Its text is empty where it is to be read from a file.
  std::optional<std::filesystem::path> page;  ///< "-" for standard output.
  std::optional<std::filesystem::path> json;  ///< "-" for standard output.
  ArchiveExport what = ArchiveExport::Documents;
  ArchiveForm form = ArchiveForm::Jsonl;
  std::size_t most = 20;  ///< Stories or matches shown.
  Talk talk = Talk::Normal;
};

/// `stemma follow …`, understood.
struct FollowRequest {
  std::filesystem::path archive;
  follow::FollowOptions follow;
  Options options;
  bool is_once = false;
  bool is_json = false;
  Talk talk = Talk::Normal;
};

/// What to say where there is nothing to run: help and version (code 0), or why the words make no sense (code 2).
struct Farewell {
  int exit_code = 0;
  std::string text;
};

/// What one command line asks for.
using Request = std::variant<
  TraceRequest,
  CompareRequest,
  NamesRequest,
  DedupRequest,
  ArchiveRequest,
  FollowRequest,
  ServeRequest,
  Farewell>;

/// Arguments: here is what was typed, tell me what is wanted.
[[nodiscard]] Request parse_arguments(int count, char const* const* words);

}  // namespace stemma::cli
