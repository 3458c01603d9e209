// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "cli/byte_count.hpp"
#include "cli/command.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Reads texts and shows how their stories spread.\n"
  "\n"
  "PATH is a file, a folder (read with all below it) or - for standard input. Files ending in .jsonl, .ndjson or\n"
  ".json have one record a line; .txt, .text and .md are plain text, one document each. Any other file is taken as\n"
  "records where it begins with {, and as plain text otherwise.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma trace articles/                                  the gist, in the terminal\n"
  "  stemma trace a.txt b.txt c.txt -o report.html           and a page that needs no network\n"
  "  stemma trace wire.jsonl --json report.json --quiet      for programs\n"
  "  stemma trace dump.jsonl --id-field url --text-field body --published-field date\n"
  "  zcat dump.jsonl.gz | stemma trace - --json - | jq '.stories[0].apparatus[0]'\n"
  "\n"
  "Exit codes: 0 every document was read; 1 finished, but some were skipped, and the report says which and why;\n"
  "2 could not run.";

class TraceCommand final : public Command {
 public:
  explicit TraceCommand(CLI::App& line)
      : Command{line, {"trace", "Read texts and show how their stories spread", kAbout, kFooter}} {
    app().add_option("PATH", paths_, "Files and folders to read, or - for standard input")->type_name("");
    add_outputs(
      "Write the report as one HTML page; - for standard output", "Write the report as JSON; - for standard output"
    );
    add_graph_outputs();
    app().add_flag("--timings", has_timings_, "Say how long each stage took, also in the JSON")->group("Output");
    app().add_flag("--quiet", is_quiet_, "Print no gist and no progress")->group("Output");
    add_fields(request_.options.fields);
    add_running();
  }

  [[nodiscard]] Request request() override {
    if (paths_.empty()) {
      return refusal("trace needs a file or a folder to read, or - for standard input.", name());
    }
    if (auto refused = refusal_of_outputs()) {
      return std::move(*refused);
    }
    request_.paths.assign(paths_.begin(), paths_.end());
    request_.page = page();
    request_.json = json();
    for (GraphOutput const& output : graphs_) {
      if (app().count(output.option) > 0) {
        request_.*output.path = output.typed;
      }
    }
    if (auto refused = refusal_of_places()) {
      return std::move(*refused);
    }
    request_.options.memory_bytes = memory_.empty() ? memory_of_machine() : bytes_of(memory_, "--memory");
    request_.options.clocks = has_no_times_ ? Clocks::Ignored : Clocks::Used;
    request_.timings = has_timings_ ? Timings::Written : Timings::Omitted;
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    return std::move(request_);
  }

 private:
  /// One of the forms in which other programs take the stemma.
  struct GraphOutput {
    char const* option;
    char const* what;
    std::optional<std::filesystem::path> TraceRequest::*path;
    std::string typed;
  };

  void add_graph_outputs() {
    for (GraphOutput& output : graphs_) {
      app().add_option(output.option, output.typed, output.what)->type_name("FILE")->group("Output");
    }
  }

  /// Each output needs a place of its own.
  [[nodiscard]] std::optional<Farewell> refusal_of_places() const {
    auto outputs = request_.outputs();
    std::ranges::sort(outputs);
    if (!outputs.empty() && outputs.front().empty()) {
      return refusal("an output needs the name of a file, or - for standard output.", name());
    }
    if (std::ranges::adjacent_find(outputs) != outputs.end()) {
      return refusal("two outputs cannot go to the same place; give them different names.", name());
    }
    return std::nullopt;
  }

  void add_running() {
    auto const group = "Running";
    auto& options = request_.options;
    app().add_flag("--no-times", has_no_times_, "Do not take publication times as evidence")->group(group);
    add_threads(options.threads, "; the report does not depend on it");
    app()
      .add_option("--max-document-bytes", options.max_document_bytes, "Skip documents that are longer")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
    app()
      .add_option("--memory", memory_, "What may be held in memory; what needs more is refused (default: all there is)")
      ->type_name("BYTES")
      ->group(group);
    app()
      .add_option("--gazetteer", options.gazetteer, "Place names from this file instead of the built-in ones")
      ->type_name("FILE")
      ->group(group);
  }

  TraceRequest request_;
  std::vector<std::string> paths_;
  std::array<GraphOutput, 4> graphs_ = {{
    {"--dot", "Write who copied whom for Graphviz", &TraceRequest::dot, {}},
    {"--graphml", "Write who copied whom as GraphML, for programs that take networks", &TraceRequest::graphml, {}},
    {"--newick", "Write who copied whom as Newick, where it is a tree", &TraceRequest::newick, {}},
    {"--tei", "Write the differences as TEI P5, in parallel segmentation", &TraceRequest::tei, {}},
  }};
  std::string memory_;
  bool has_no_times_ = false;
  bool has_timings_ = false;
  bool is_quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_trace_command(CLI::App& line) {
  return std::make_unique<TraceCommand>(line);
}

}  // namespace stemma::cli
