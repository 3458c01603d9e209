// SPDX-License-Identifier: Apache-2.0
#include "cli/run_dedup.hpp"

#include <chrono>
#include <iostream>
#include <optional>
#include <ostream>

#include "cli/dedup_summary.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"

namespace stemma::cli {

namespace {

/// Calls `work` with a Deduplicator that shows how far it is, where it may.
template <typename Work>
auto with_progress(DedupRequest const& request, Work const& work) {
  if (request.talk == Talk::Quiet || !can_show_progress()) {
    return work(Deduplicator{request.options});
  }
  ProgressLine line;
  auto const show = [&](DedupProgress const& progress) {
    line.show(progress.stage, [&](double seconds) { return dedup_progress(progress, seconds); });
  };
  return work(Deduplicator{request.options, show});
}

int read_shard(DedupRequest const& request) {
  auto const documents = with_progress(request, [&](Deduplicator const& deduplicator) {
    return deduplicator.read_shard(request.paths, *request.shard);
  });
  if (request.talk == Talk::Normal) {
    write_standard_output([&](std::ostream& out) {
      out << shard_summary(documents, *request.shard, request.options.work);
    });
  }
  return 0;
}

}  // namespace

int run_dedup(DedupRequest const& request) {
  if (request.shard) {
    return read_shard(request);
  }
  auto const begin = std::chrono::steady_clock::now();
  DedupRun const run = with_progress(request, [&](Deduplicator const& deduplicator) {
    return request.is_merge ? deduplicator.merge(request.paths, request.output)
                            : deduplicator.run(request.paths, request.output);
  });
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  if (request.talk == Talk::Normal) {
    write_standard_output([&](std::ostream& out) {
      out << dedup_summary(run, took.count(), request.output, request.options.emit);
    });
  }
  return run.skipped == 0 ? 0 : 1;
}

}  // namespace stemma::cli
