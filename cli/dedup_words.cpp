// SPDX-License-Identifier: Apache-2.0
#include "cli/dedup_words.hpp"

#include <charconv>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/printable.hpp"
#include "stemma/error.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Finds which documents of a pile are copies of which, whole or in part, each pair checked against the texts.\n"
  "\n"
  "INPUT is a JSONL file, plain or packed (.gz, .zst), a folder of texts (read with all below it) or - for standard\n"
  "input. The pile may be much larger than the memory. OUT/ gets links.jsonl (each pair of copies, with the passages\n"
  "they share), clusters.jsonl (what belongs together, and which document stands for it), summary.json, skipped.jsonl\n"
  "(what could not be read, and why) and notices.jsonl (what was read with a doubt).\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma dedup dump.jsonl -o out/                         which are copies of which\n"
  "  stemma dedup shards/*.jsonl.zst -o out/ --emit          and out/kept/ with one of each, packed as before\n"
  "  stemma dedup articles/ -o out/ --level whole --representative longest\n"
  "  stemma dedup dump.jsonl.gz -o out/ --memory 16G --work /scratch/job7     goes on after a kill\n"
  "  zcat dump.gz | stemma dedup - -o out/ --id-field url --text-field body\n"
  "\n"
  "Exit codes: 0 every document was read; 1 finished, but some were skipped, see OUT/skipped.jsonl; 2 could not run.";

struct Unit {
  std::string_view name;
  unsigned shift;
};

constexpr Unit kUnits[] = {{"", 0},     {"B", 0},  {"K", 10},  {"KB", 10},  {"KiB", 10}, {"M", 20},  {"MB", 20},
                           {"MiB", 20}, {"G", 30}, {"GB", 30}, {"GiB", 30}, {"T", 40},   {"TB", 40}, {"TiB", 40}};

}  // namespace

struct DedupWords::Typed {
  DedupRequest request;
  std::vector<std::string> paths;
  std::string output;
  std::string work;
  std::string memory = "4G";
  std::string max_document = "64M";
  std::string level = "both";
  std::string representative = "earliest";
  bool is_quiet = false;
};

DedupWords::DedupWords(CLI::App& program) : typed_{std::make_unique<Typed>()} {
  Typed& typed = *typed_;
  DedupOptions& options = typed.request.options;
  app_ = program.add_subcommand("dedup", "Find which documents are copies of which, in a pile of any size");
  app_->footer(kFooter);
  app_->add_option("INPUT", typed.paths, "Files and folders to read, or - for standard input")->type_name("");

  auto const add = [&](char const* group, char const* names, auto& value, char const* what, char const* type) {
    return app_->add_option(names, value, what)->type_name(type)->group(group)->capture_default_str();
  };
  char const* group = "Output";
  add(group, "-o,--output", typed.output, "Folder for what is found; made where it is not there", "OUT");
  app_->add_flag("--emit", options.emit, "Write the documents that stay to OUT/kept/, in the form of their inputs")
    ->group(group);
  add(
    group, "--representative", typed.representative, "Which document stands for a cluster: earliest, longest or first",
    "WHICH"
  )
    ->check(CLI::IsMember({"earliest", "longest", "first"}));
  app_->add_flag("--quiet", typed.is_quiet, "Print no summary and no progress")->group(group);

  group = "What is a copy";
  add(group, "--level", typed.level, "Copies as a whole, of parts, or both: whole, partial, both", "LEVEL")
    ->check(CLI::IsMember({"whole", "partial", "both"}));
  add(
    group, "--min-resemblance", options.min_resemblance, "Whole: least share of all their shingles common to two texts",
    "0.1-1"
  );
  add(
    group, "--min-containment", options.min_containment, "Partial: least share of one text's shingles that another has",
    "0.1-1"
  );
  add(group, "--min-run-words", options.min_run_words, "Partial: or a run of so many words that both have", "N");

  group = "Fields of a record";
  add(group, "--id-field", options.fields.id, "What the document is called", "NAME");
  add(
    group, "--published-field", options.fields.published, "When it appeared (ISO 8601, or seconds since 1970)", "NAME"
  );
  add(group, "--text-field", options.fields.text, "Its text; the only field that must be there", "NAME");

  group = "Running";
  add(group, "--memory", typed.memory, "What may be held in memory, from 256M; the rest goes to disk", "BYTES");
  add(group, "--work", typed.work, "Folder for the rest; given, a run that was killed goes on from there", "DIR");
  add(group, "--threads", options.threads, "Threads, 1 to 256; 0 for all; the output does not depend on it", "N");
  add(group, "--max-document-bytes", typed.max_document, "Skip documents that are longer", "BYTES");
  add(
    group, "--max-inflation", options.max_inflation,
    "Stop reading a packed input that unpacks to more than 1 GiB and N times its size; 0 for never", "N"
  );
}

DedupWords::~DedupWords() = default;

bool DedupWords::is_wanted() const {
  return app_->parsed();
}

CLI::App const& DedupWords::app() const {
  return *app_;
}

std::string DedupWords::help() {
  app_->description(kAbout);  // Too long for the list of commands, which also prints it.
  return app_->help("stemma");
}

DedupRequest DedupWords::request() {
  Typed& typed = *typed_;
  DedupRequest request = std::move(typed.request);
  request.paths.assign(typed.paths.begin(), typed.paths.end());
  request.output = typed.output;
  request.talk = typed.is_quiet ? Talk::Quiet : Talk::Normal;
  DedupOptions& options = request.options;
  options.work = typed.work;
  options.memory_bytes = bytes_of(typed.memory, "--memory");
  options.max_document_bytes = bytes_of(typed.max_document, "--max-document-bytes");
  static std::map<std::string_view, CopyLevel> const kLevels{
    {"whole", CopyLevel::Whole}, {"partial", CopyLevel::Partial}, {"both", CopyLevel::Both}};
  static std::map<std::string_view, Representative> const kRepresentatives{
    {"earliest", Representative::Earliest}, {"longest", Representative::Longest}, {"first", Representative::First}};
  options.level = kLevels.at(typed.level);
  options.representative = kRepresentatives.at(typed.representative);
  return request;
}

std::uint64_t bytes_of(std::string const& typed, std::string const& option) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  std::string_view const unit{end, static_cast<std::size_t>(typed.data() + typed.size() - end)};
  for (Unit const& known : kUnits) {
    bool const fits = number <= (std::numeric_limits<std::uint64_t>::max() >> known.shift);
    if (error == std::errc{} && unit == known.name && fits) {
      return number << known.shift;
    }
  }
  throw Error{ErrorKind::BadOption, option + " " + printable(typed) + ": give bytes, such as 512M or 8G"};
}

}  // namespace stemma::cli
