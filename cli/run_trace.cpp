// SPDX-License-Identifier: Apache-2.0
#include "cli/run_trace.hpp"

#include <algorithm>
#include <iostream>
#include <ostream>
#include <string_view>
#include <system_error>

#include "cli/gist.hpp"
#include "cli/gist_words.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include "stemma/stemma.hpp"

namespace stemma::cli {

namespace {

bool is_standard_output(std::optional<std::filesystem::path> const& path) {
  return path && *path == "-";
}

void check_outputs(TraceRequest const& request) {
  for (auto const& path : request.outputs()) {
    if (path != "-") {
      check_can_write(path);
    }
  }
}

/// A report must not take the place of one of the texts it is about.
void check_inputs_survive(TraceRequest const& request, Report const& report) {
  namespace fs = std::filesystem;
  for (auto const& path : request.outputs()) {
    std::error_code error;
    if (path == "-" || !fs::is_regular_file(path, error)) {
      continue;
    }
    std::string_view last;  // many records come from one file
    for (Document const& document : report.documents) {
      if (document.source == last) {
        continue;
      }
      last = document.source;
      if (fs::equivalent(path, document.source, error)) {
        throw Error{
          ErrorKind::CannotWrite,
          "cannot write " + printable(path.native()) + ": it is one of the texts that were read; choose another name"};
      }
    }
  }
}

Report traced(TraceRequest const& request) {
  if (request.talk == Talk::Quiet || !can_show_progress()) {
    return Pipeline{request.options}.run(request.paths);
  }
  ProgressLine line;
  return Pipeline{request.options, [&](Progress const& progress) { line.show(progress); }}.run(request.paths);
}

void write_one(std::optional<std::filesystem::path> const& path, WriteTo const& write) {
  if (is_standard_output(path)) {
    write_standard_output(write);
  } else if (path) {
    write_file(*path, write);
  }
}

void print_findings(TraceRequest const& request, Report const& report) {
  write_standard_output([&](std::ostream& out) {
    print_gist(report, standard_output_display(), out);
    if (request.timings == Timings::Written) {
      print_timings(report, out);
    }
    auto const outputs = request.outputs();
    if (!outputs.empty()) {
      out << '\n';
    }
    for (auto const& path : outputs) {
      out << "written: " << printable(path.native());
      auto const on_page = path == request.page ? stories_on_page(report) : report.stories.size();
      if (on_page < report.stories.size()) {
        out << " (" << counted(on_page, "story", "stories") << ", the largest; a page has no room for more, JSON has)";
      }
      out << '\n';
    }
  });
}

}  // namespace

int run_trace(TraceRequest const& request) {
  check_outputs(request);
  Report const report = traced(request);
  check_inputs_survive(request, report);
  write_one(request.page, [&](std::ostream& out) { write_page(report, out); });
  write_one(request.json, [&](std::ostream& out) { write_json(report, out, request.timings); });
  write_one(request.dot, [&](std::ostream& out) { write_dot(report, out); });
  write_one(request.graphml, [&](std::ostream& out) { write_graphml(report, out); });
  write_one(request.newick, [&](std::ostream& out) { write_newick(report, out); });
  write_one(request.tei, [&](std::ostream& out) { write_tei(report, out); });
  auto const outputs = request.outputs();
  bool const is_output_taken = std::ranges::find(outputs, "-") != outputs.end();
  if (request.talk == Talk::Normal && !is_output_taken) {
    print_findings(request, report);
  } else if (request.talk == Talk::Normal && !report.skipped.empty()) {
    std::cerr << "stemma: " << counted(report.skipped.size(), "input was skipped", "inputs were skipped")
              << "; the report says which and why\n";
  }
  return report.skipped.empty() ? 0 : 1;
}

}  // namespace stemma::cli
