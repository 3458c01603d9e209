// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string_view>
#include <utility>

#include "cli/byte_count.hpp"
#include "cli/command.hpp"
#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Keeps texts in a folder that grows day by day, and says in milliseconds who has told a passage before.\n"
  "\n"
  "  create DIR              makes an archive\n"
  "  add DIR INPUT...        adds what `stemma trace` could read; what is there already is left out\n"
  "  query DIR FILE          passages of a text (- for standard input, or --text) that stand in the archive\n"
  "  stories DIR             the stories that changed last\n"
  "  story DIR STORY         one story, as `stemma trace` shows it; by its number or the id of one of its documents\n"
  "  remove DIR ID...        removes documents\n"
  "  stats DIR               how much there is, and how large it is\n"
  "  compact DIR             makes one segment of many, without what was removed\n"
  "  check DIR               reads everything, and names what is damaged\n"
  "  export DIR [WHAT]       documents, stories, edges or apparatus, as JSONL or CSV\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma archive create news/\n"
  "  stemma archive add news/ today.jsonl\n"
  "  stemma archive query news/ article.txt --since 2026-01-01 --language en\n"
  "  stemma archive query news/ --text \"the mayor said that the bridge had been closed for three days\"\n"
  "  stemma archive story news/ 4711 -o story.html\n"
  "  stemma archive export news/ edges --csv > edges.csv\n"
  "\n"
  "Exit codes: 0 done; 1 done, but some documents were skipped, or something is damaged; 2 could not run.";

using Verb = ArchiveRequest::Verb;

std::map<std::string_view, Verb> const& verbs() {
  static std::map<std::string_view, Verb> const all{
    {"create", Verb::Create}, {"add", Verb::Add},       {"query", Verb::Query}, {"stories", Verb::Stories},
    {"story", Verb::Story},   {"remove", Verb::Remove}, {"stats", Verb::Stats}, {"compact", Verb::Compact},
    {"check", Verb::Check},   {"export", Verb::Export}};
  return all;
}

class ArchiveCommand final : public Command {
 public:
  explicit ArchiveCommand(CLI::App& line)
      : Command{
          line, {"archive", "Keep texts in an index on disk, and ask it who told a passage before", kAbout, kFooter}} {
    app().add_option("VERB", verb_, "What to do, see above")->type_name("");
    app().add_option("DIR", folder_, "The folder of the archive")->type_name("");
    app().add_option("MORE", request_.words, "Inputs, ids, or what the verb needs")->type_name("");
    add_outputs("story: write the page", "query, story: write JSON");
    add_question();
    app().add_flag("--csv", is_csv_, "export: CSV instead of JSONL")->group("Output");
    app()
      .add_option("--most", request_.most, "query, stories: show so many")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000))
      ->group("Output");
    app().add_flag("--quiet", is_quiet_, "Print no summary and no progress")->group("Output");
    add_fields(request_.options.fields);
    add_threads(request_.options.threads);
    app()
      .add_option("--max-document-bytes", max_document_, "Skip documents that are longer")
      ->type_name("BYTES")
      ->capture_default_str()
      ->group("Running");
  }

  [[nodiscard]] Request request() override {
    auto const verb = verbs().find(verb_);
    if (verb == verbs().end()) {
      return refusal(
        verb_.empty()
          ? "archive needs a verb: create, add, query, stories, story, remove, stats, compact, check, export."
          : "there is no `archive " + printable(verb_) + "`.",
        name()
      );
    }
    if (folder_.empty()) {
      return refusal("archive " + verb_ + " needs the folder of the archive.", name());
    }
    request_.verb = verb->second;
    if (auto refused = refusal_of_words()) {
      return *refused;
    }
    if (auto refused = refusal_of_outputs()) {
      return *refused;
    }
    if (auto refused = refusal_of_times()) {
      return *refused;
    }
    request_.folder = folder_;
    request_.page = page();
    request_.json = json();
    request_.form = is_csv_ ? ArchiveForm::Csv : ArchiveForm::Jsonl;
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    request_.options.max_document_bytes = bytes_of(max_document_, "--max-document-bytes");
    request_.question.most_matches = static_cast<std::uint32_t>(request_.most);
    return std::move(request_);
  }

 private:
  void add_question() {
    auto const group = "Question";
    auto& question = request_.question;
    app().add_option("--text", question.text, "Ask for this text instead of a file's")->type_name("TEXT")->group(group);
    app().add_option("--since", since_, "Only documents published then or later (UTC)")->type_name("DAY")->group(group);
    app().add_option("--until", until_, "Only documents published then or before")->type_name("DAY")->group(group);
    app().add_option("--outlet", question.outlet, "Only documents of this outlet")->type_name("NAME")->group(group);
    app()
      .add_option("--language", question.language, "Only documents in this language, as en")
      ->type_name("CODE")
      ->group(group);
  }

  [[nodiscard]] std::optional<Farewell> refusal_of_words() {
    auto const count = request_.words.size();
    switch (request_.verb) {
      case Verb::Add:
        if (count == 0) {
          return refusal("archive add needs files or folders to read, or - for standard input.", name());
        }
        return {};
      case Verb::Query:
        if (count + (request_.question.text.empty() ? 0 : 1) != 1) {
          return refusal("archive query needs one file, - for standard input, or --text.", name());
        }
        return {};
      case Verb::Story:
        if (count != 1) {
          return refusal("archive story needs the number of a story, or the id of one of its documents.", name());
        }
        return {};
      case Verb::Remove:
        if (count == 0) {
          return refusal("archive remove needs ids of documents.", name());
        }
        return {};
      case Verb::Export:
        return refusal_of_export();
      default:
        if (count != 0) {
          return refusal("archive " + verb_ + " needs nothing but the folder.", name());
        }
        return {};
    }
  }

  [[nodiscard]] std::optional<Farewell> refusal_of_export() {
    static std::map<std::string_view, ArchiveExport> const kinds{
      {"documents", ArchiveExport::Documents},
      {"stories", ArchiveExport::Stories},
      {"edges", ArchiveExport::Edges},
      {"apparatus", ArchiveExport::Apparatus}};
    auto const kind = kinds.find(request_.words.empty() ? "documents" : request_.words.front());
    if (kind == kinds.end() || request_.words.size() > 1) {
      return refusal("archive export writes documents, stories, edges or apparatus.", name());
    }
    request_.what = kind->second;
    return {};
  }

  [[nodiscard]] std::optional<Farewell> refusal_of_times() {
    auto const read = [](std::string const& text, TimeBound bound, std::optional<UtcTime>& time) {
      time = text.empty() ? std::nullopt : read_bound(text, bound);
      return text.empty() || time.has_value();
    };
    if (!read(since_, TimeBound::Since, request_.question.since) || !read(until_, TimeBound::Until, request_.question.until)) {
      return refusal("--since and --until need a day as 2026-01-31, or a time as 2026-01-31T12:30.", name());
    }
    return {};
  }

  ArchiveRequest request_;
  std::string verb_;
  std::string folder_;
  std::string since_;
  std::string until_;
  std::string max_document_ = "64M";
  bool is_csv_ = false;
  bool is_quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_archive_command(CLI::App& line) {
  return std::make_unique<ArchiveCommand>(line);
}

}  // namespace stemma::cli
