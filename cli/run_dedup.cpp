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

DedupRun searched(DedupRequest const& request) {
  if (request.talk == Talk::Quiet || !can_show_progress()) {
    return Deduplicator{request.options}.run(request.paths, request.output);
  }
  ProgressLine line;
  auto const show = [&](DedupProgress const& progress) {
    line.show(progress.stage, [&](double seconds) { return dedup_progress(progress, seconds); });
  };
  return Deduplicator{request.options, show}.run(request.paths, request.output);
}

}  // namespace

int run_dedup(DedupRequest const& request) {
  auto const begin = std::chrono::steady_clock::now();
  DedupRun const run = searched(request);
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  if (request.talk == Talk::Normal) {
    write_standard_output([&](std::ostream& out) {
      out << dedup_summary(run, took.count(), request.output, request.options.emit);
    });
  }
  return run.skipped == 0 ? 0 : 1;
}

}  // namespace stemma::cli
