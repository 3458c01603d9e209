// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/nearest_word.hpp"
#include "cli/printable.hpp"
#include "stemma/version.hpp"

namespace stemma::cli {

namespace {

constexpr int kCouldNotRun = 2;

constexpr char const* kAbout =
  "Stemma reads a pile of texts and shows how a story spread: which texts tell it, which is the source\n"
  "of which, how many independent origins stand behind it, and what changed on the way.\n"
  "It shows what each telling says and how sure it is; it never rules on what is true.\n";

constexpr char const* kMainFooter =
  "Examples:\n"
  "  stemma trace articles/                       the gist, in the terminal\n"
  "  stemma trace articles/ -o report.html        and a page that needs no network\n"
  "  stemma compare a.txt b.txt                   two texts side by side\n"
  "  stemma names Vranjevo Vrajnevo               how alike two names are, and why\n"
  "\n"
  "`stemma trace --help` and `stemma compare --help` have all options.";

constexpr char const* kTraceAbout =
  "Reads texts and shows how their stories spread.\n"
  "\n"
  "PATH is a file, a folder (read with all below it) or - for standard input. Files ending in .jsonl, .ndjson or\n"
  ".json have one record a line; .txt, .text and .md are plain text, one document each. Any other file is taken as\n"
  "records where it begins with {, and as plain text otherwise.\n";

constexpr char const* kTraceFooter =
  "Examples:\n"
  "  stemma trace articles/                                  the gist, in the terminal\n"
  "  stemma trace a.txt b.txt c.txt -o report.html           and a page that needs no network\n"
  "  stemma trace wire.jsonl --json report.json --quiet      for programs\n"
  "  stemma trace dump.jsonl --id-field url --text-field body --published-field date\n"
  "  zcat dump.jsonl.gz | stemma trace - --json - | jq '.stories[0].apparatus[0]'\n"
  "\n"
  "Exit codes: 0 every document was read; 1 finished, but some were skipped, and the report says which and why;\n"
  "2 could not run.";

constexpr char const* kCompareAbout =
  "Shows two texts side by side: what one has from the other, word for word, and which facts differ.\n"
  "\n"
  "Each PATH is a file that holds one document. Two documents of one file of records: its path, and their ids.\n";

constexpr char const* kCompareFooter =
  "Examples:\n"
  "  stemma compare wire.txt retelling.txt                   in the terminal, as wide as it is\n"
  "  stemma compare wire.txt retelling.txt -o pair.html      and a page that needs no network\n"
  "  stemma compare dump.jsonl t1 t2 --json - | jq '.passages[0].words'\n"
  "\n"
  "Exit codes: 0 both were read; 2 could not run.";

constexpr char const* kNamesAbout =
  "Says how alike two names are, in any script, and why. Exit codes: 0 they may well be one name; 1 rather two names;\n"
  "2 could not run.\n";

constexpr char const* kNamesFooter =
  "Examples:\n"
  "  stemma names Vranjevo Vrajnevo\n"
  "  stemma names 'Sergey Lavrov' 'Сергей Лавров'";

/// The command line as the parser sees it, bound to a request.
class CommandLine {
 public:
  CommandLine() : app_{kAbout, "stemma"} {
    app_.footer(kMainFooter);
    app_.set_version_flag("--version", "stemma " STEMMA_VERSION, "Print the version and stop");
    app_.set_help_flag("-h,--help", "Print this help and stop");
    trace_ = app_.add_subcommand("trace", "Read texts and show how their stories spread");
    trace_->footer(kTraceFooter);
    trace_->add_option("PATH", paths_, "Files and folders to read, or - for standard input")->type_name("");
    add_outputs();
    add_reading();
    add_running();
    add_compare();
    names_ = app_.add_subcommand("names", "Say how alike two names are, and why");
    names_->footer(kNamesFooter);
    names_->add_option("A", name_request_.first, "A name")->type_name("");
    names_->add_option("B", name_request_.second, "Another name, or the same in another spelling")->type_name("");
  }

  void parse(int count, char const* const* words) { app_.parse(count, words); }

  [[nodiscard]] bool has_command() const { return trace_->parsed() || wants_comparison() || wants_names(); }

  [[nodiscard]] bool wants_comparison() const { return compare_->parsed(); }

  [[nodiscard]] bool wants_names() const { return names_->parsed(); }

  /// "trace ", "compare " or "names " where one was typed: for hints.
  [[nodiscard]] std::string command() const {
    return wants_comparison() ? "compare " : wants_names() ? "names " : trace_->parsed() ? "trace " : "";
  }

  [[nodiscard]] NamesRequest name_request() const { return name_request_; }

  [[nodiscard]] bool has_paths() const { return !paths_.empty(); }

  [[nodiscard]] std::string help() {
    if (wants_comparison()) {
      compare_->description(kCompareAbout);
      return compare_->help("stemma");
    }
    if (wants_names()) {
      names_->description(kNamesAbout);
      return names_->help("stemma");
    }
    if (has_command()) {
      trace_->description(kTraceAbout);  // Too long for the list of commands, which also prints it.
      return trace_->help("stemma");
    }
    return app_.help();
  }

  /// All that can be typed after a dash.
  [[nodiscard]] std::vector<std::string> options() const {
    std::vector<std::string> names;
    for (CLI::App const* app :
         {static_cast<CLI::App const*>(&app_), static_cast<CLI::App const*>(trace_),
          static_cast<CLI::App const*>(compare_)}) {
      for (CLI::Option const* option : app->get_options()) {
        for (std::string const& name : option->get_lnames()) {
          names.push_back("--" + name);
        }
      }
    }
    return names;
  }

  [[nodiscard]] TraceRequest request() {
    request_.paths.assign(paths_.begin(), paths_.end());
    if (trace_->count("--output") > 0) {
      request_.page = page_;
    }
    if (trace_->count("--json") > 0) {
      request_.json = json_;
    }
    request_.options.clocks = has_no_times_ ? Clocks::Ignored : Clocks::Used;
    request_.timings = has_timings_ ? Timings::Written : Timings::Omitted;
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    return std::move(request_);
  }

  [[nodiscard]] CompareRequest comparison() {
    comparison_.page = compare_->count("--output") > 0 ? std::optional<std::filesystem::path>{page_} : std::nullopt;
    comparison_.json = compare_->count("--json") > 0 ? std::optional<std::filesystem::path>{json_} : std::nullopt;
    comparison_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    comparison_.has_pager = !has_no_pager_;
    return std::move(comparison_);
  }

 private:
  void add_compare() {
    compare_ = app_.add_subcommand("compare", "Show two texts side by side, word for word");
    compare_->footer(kCompareFooter);
    compare_->add_option("PATH", comparison_.texts, "Two files, or a file of records and two ids")->type_name("");
    compare_->add_option("-o,--output", page_, "Write the page of the two; - for standard output")->type_name("FILE");
    compare_->add_option("--json", json_, "Write JSON, with every linked word; - for standard output")
      ->type_name("FILE");
    compare_->add_flag("--quiet", is_quiet_, "Print nothing");
    compare_->add_flag("--no-pager", has_no_pager_, "Print all at once, also on a terminal");
    compare_
      ->add_option(
        "--gazetteer", comparison_.options.gazetteer, "Place names from this file instead of the built-in ones"
      )
      ->type_name("FILE");
    compare_
      ->add_option("--thesaurus", comparison_.options.thesaurus, "Synonyms from this file instead of the built-in ones")
      ->type_name("FILE");
  }

  void add_outputs() {
    auto const group = "Output";
    trace_->add_option("-o,--output", page_, "Write the report as one HTML page; - for standard output")
      ->type_name("FILE")
      ->group(group);
    trace_->add_option("--json", json_, "Write the report as JSON; - for standard output")
      ->type_name("FILE")
      ->group(group);
    trace_->add_flag("--timings", has_timings_, "Say how long each stage took, also in the JSON")->group(group);
    trace_->add_flag("--quiet", is_quiet_, "Print no gist and no progress")->group(group);
  }

  void add_reading() {
    auto const add = [&](char const* option, std::string& name, char const* what) {
      trace_->add_option(option, name, what)->type_name("NAME")->capture_default_str()->group("Fields of a record");
    };
    FieldNames& fields = request_.options.fields;
    add("--id-field", fields.id, "What the document is called");
    add("--title-field", fields.title, "Its title");
    add("--published-field", fields.published, "When it appeared (ISO 8601, or seconds since 1970)");
    add("--outlet-field", fields.outlet, "Who published it");
    add("--text-field", fields.text, "Its text; the only field that must be there");
  }

  void add_running() {
    auto const group = "Running";
    trace_->add_flag("--no-times", has_no_times_, "Do not take publication times as evidence")->group(group);
    trace_
      ->add_option(
        "--threads", request_.options.threads, "Threads, 1 to 256; 0 for all; the report does not depend on it"
      )
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
    trace_->add_option("--max-document-bytes", request_.options.max_document_bytes, "Skip documents that are longer")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
    trace_
      ->add_option("--gazetteer", request_.options.gazetteer, "Place names from this file instead of the built-in ones")
      ->type_name("FILE")
      ->group(group);
  }

  CLI::App app_;
  CLI::App* trace_ = nullptr;
  CLI::App* compare_ = nullptr;
  CLI::App* names_ = nullptr;
  TraceRequest request_;
  CompareRequest comparison_;
  NamesRequest name_request_;
  std::vector<std::string> paths_;
  std::string page_;
  std::string json_;
  bool has_no_times_ = false;
  bool has_timings_ = false;
  bool is_quiet_ = false;
  bool has_no_pager_ = false;
};

Farewell refusal(std::string const& sentence, std::string const& help) {
  return {kCouldNotRun, "stemma: " + sentence + "\nTry `stemma " + help + "--help`.\n"};
}

/// Says what is wrong with the first word that makes no sense.
Farewell refusal_of_word(CommandLine const& line, std::string const& word) {
  std::string const shown = printable(word);
  bool const is_option = word.starts_with('-');
  std::vector<std::string> const known =
    is_option ? line.options() : std::vector<std::string>{"trace", "compare", "names"};
  auto const meant = nearest_word(word.substr(0, word.find('=')), known);
  std::string const help = line.command();
  std::string sentence = is_option ? "there is no option " + shown : "there is no command \"" + shown + "\"";
  if (meant) {
    sentence += "; did you mean " + *meant + "?";
  } else if (!is_option) {
    sentence += "; to read files, type `stemma trace " + shown + "`";
  }
  return refusal(sentence, help);
}

/// The first typed word that nothing takes.
std::string unexpected_word(CommandLine const& line, std::span<char const* const> words) {
  std::vector<std::string> const known = line.options();
  for (std::string_view const word : words) {
    std::string_view const name = word.substr(0, word.find('='));
    bool const is_known = std::find(known.begin(), known.end(), name) != known.end();
    bool const is_short = name == "-o" || name == "-h" || name == "-";
    if (word.starts_with('-') && !is_known && !is_short) {
      return std::string{word};
    }
  }
  return words.empty() ? "" : words.front();
}

std::optional<Farewell> refusal_of_request(TraceRequest const& request) {
  if (request.paths.empty()) {
    return refusal("trace needs a file or a folder to read, or - for standard input.", "trace ");
  }
  if ((request.page && request.page->empty()) || (request.json && request.json->empty())) {
    return refusal("-o and --json need the name of a file, or - for standard output.", "trace ");
  }
  if (request.page && request.json && *request.page == *request.json) {
    return refusal("the page and the JSON cannot go to the same place; give -o and --json different names.", "trace ");
  }
  return {};
}

std::optional<Farewell> refusal_of_comparison(CompareRequest const& request) {
  if (request.texts.size() < 2 || request.texts.size() > 3) {
    return refusal("compare needs two files, or a file of records and two ids.", "compare ");
  }
  if ((request.page && request.page->empty()) || (request.json && request.json->empty())) {
    return refusal("-o and --json need the name of a file, or - for standard output.", "compare ");
  }
  if (request.page && request.json && *request.page == *request.json) {
    return refusal(
      "the page and the JSON cannot go to the same place; give -o and --json different names.", "compare "
    );
  }
  return {};
}

}  // namespace

std::variant<TraceRequest, CompareRequest, NamesRequest, Farewell> parse_arguments(
  int count, char const* const* words
) {
  CommandLine line;
  try {
    line.parse(count, words);
  } catch (CLI::CallForHelp const&) {
    return Farewell{0, line.help()};
  } catch (CLI::CallForVersion const& version) {
    return Farewell{0, std::string{version.what()} + "\n"};
  } catch (CLI::ExtrasError const&) {
    return refusal_of_word(line, unexpected_word(line, {words + 1, words + count}));
  } catch (CLI::ParseError const& error) {
    return refusal(printable(error.what()), line.command());
  }
  if (!line.has_command()) {
    return Farewell{kCouldNotRun, line.help()};
  }
  if (line.wants_comparison()) {
    CompareRequest request = line.comparison();
    if (auto refused = refusal_of_comparison(request)) {
      return std::move(*refused);
    }
    return request;
  }
  if (line.wants_names()) {
    auto names = line.name_request();
    if (names.first.empty() || names.second.empty()) {
      return refusal("names needs two names; quote a name of several words.", "names ");
    }
    return names;
  }
  TraceRequest request = line.request();
  if (auto refused = refusal_of_request(request)) {
    return std::move(*refused);
  }
  return request;
}

}  // namespace stemma::cli
