// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/byte_count.hpp"
#include "cli/command.hpp"

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
  "  stemma dedup --shard 2/5 dumps/ --work /shared/job7      one of five processes or machines; after all of them:\n"
  "  stemma dedup merge dumps/ -o out/ --work /shared/job7    what one run over all would write\n"
  "  zcat dump.gz | stemma dedup - -o out/ --id-field url --text-field body\n"
  "\n"
  "Exit codes: 0 every document was read; 1 finished, but some were skipped, see OUT/skipped.jsonl; 2 could not run.";

class DedupCommand final : public Command {
 public:
  explicit DedupCommand(CLI::App& line)
      : Command{line, {"dedup", "Find which documents are copies of which, in a pile of any size", kAbout, kFooter}} {
    app().add_option("INPUT", paths_, "Files and folders to read, or - for standard input")->type_name("");
    add_results();
    add_rules();
    add_names();
    add_running();
  }

  [[nodiscard]] Request request() override {
    if (!paths_.empty() && paths_.front() == "merge") {
      request_.is_merge = true;
      paths_.erase(paths_.begin());
    }
    if (auto const fault = refusal_of_shards()) {
      return *fault;
    }
    if (paths_.empty()) {
      return refusal("dedup needs files or folders to read, or - for standard input.", name());
    }
    if (output_.empty() && !request_.shard) {
      return refusal("dedup needs a folder for what it finds: -o OUT/.", name());
    }
    static std::map<std::string_view, CopyLevel> const kLevels{
      {"whole", CopyLevel::Whole}, {"partial", CopyLevel::Partial}, {"both", CopyLevel::Both}};
    static std::map<std::string_view, Representative> const kRepresentatives{
      {"earliest", Representative::Earliest}, {"longest", Representative::Longest}, {"first", Representative::First}};
    request_.paths.assign(paths_.begin(), paths_.end());
    request_.output = output_;
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    DedupOptions& options = request_.options;
    options.work = work_;
    options.memory_bytes = bytes_of(memory_, "--memory");
    options.max_document_bytes = bytes_of(max_document_, "--max-document-bytes");
    options.level = kLevels.at(level_);
    options.representative = kRepresentatives.at(representative_);
    return std::move(request_);
  }

 private:
  /// Why the words about shards cannot be meant, where they cannot.
  [[nodiscard]] std::optional<Farewell> refusal_of_shards() {
    if (!shard_.empty()) {
      DedupShard shard;
      int end = 0;
      if (std::sscanf(shard_.c_str(), "%u/%u%n", &shard.number, &shard.count, &end) != 2 ||
          static_cast<std::size_t>(end) != shard_.size()) {
        return refusal("--shard " + shard_ + ": give the number of the shard and of all, as in --shard 2/5.", name());
      }
      request_.shard = shard;
    }
    if (request_.shard && request_.is_merge) {
      return refusal("merge takes all shards; leave out --shard.", name());
    }
    if ((request_.shard || request_.is_merge) && work_.empty()) {
      return refusal("shards need a folder that all of them share: --work DIR.", name());
    }
    if (request_.shard && (!output_.empty() || request_.options.emit)) {
      return refusal("a shard is only read; -o and --emit belong to stemma dedup merge.", name());
    }
    return std::nullopt;
  }

  template <typename Value>
  CLI::Option* add(char const* group, char const* names, Value& value, char const* what, char const* type) {
    return app().add_option(names, value, what)->type_name(type)->group(group)->capture_default_str();
  }

  void add_results() {
    DedupOptions& options = request_.options;
    auto const group = "Output";
    add(group, "-o,--output", output_, "Folder for what is found; made where it is not there", "OUT");
    app()
      .add_flag("--emit", options.emit, "Write the documents that stay to OUT/kept/, in the form of their inputs")
      ->group(group);
    add(
      group, "--representative", representative_, "Which document stands for a cluster: earliest, longest or first",
      "WHICH"
    )
      ->check(CLI::IsMember({"earliest", "longest", "first"}));
    app().add_flag("--quiet", is_quiet_, "Print no summary and no progress")->group(group);
  }

  void add_rules() {
    DedupOptions& options = request_.options;
    auto const group = "What is a copy";
    add(group, "--level", level_, "Copies as a whole, of parts, or both: whole, partial, both", "LEVEL")
      ->check(CLI::IsMember({"whole", "partial", "both"}));
    add(
      group, "--min-resemblance", options.min_resemblance,
      "Whole: least share of all their shingles common to two texts", "0.1-1"
    );
    add(
      group, "--min-containment", options.min_containment,
      "Partial: least share of one text's shingles that another has", "0.1-1"
    );
    add(group, "--min-run-words", options.min_run_words, "Partial: or a run of so many words that both have", "N");
  }

  void add_names() {
    DedupOptions& options = request_.options;
    auto const group = "Fields of a record";
    add(group, "--id-field", options.fields.id, "What the document is called", "NAME");
    add(
      group, "--published-field", options.fields.published, "When it appeared (ISO 8601, or seconds since 1970)", "NAME"
    );
    add(group, "--text-field", options.fields.text, "Its text; the only field that must be there", "NAME");
  }

  void add_running() {
    DedupOptions& options = request_.options;
    auto const group = "Running";
    add(group, "--memory", memory_, "What the process may hold in memory, from 256M; all else goes to disk", "BYTES");
    add(group, "--work", work_, "Folder for the rest; given, a run that was killed goes on from there", "DIR");
    add(group, "--shard", shard_, "Read this shard of N into --work, and no more; then: stemma dedup merge", "I/N");
    add_threads(options.threads, "; the output does not depend on it");
    add(group, "--max-document-bytes", max_document_, "Skip documents that are longer", "BYTES");
    add(
      group, "--max-inflation", options.max_inflation,
      "Stop reading a packed input that unpacks to more than 1 GiB and N times its size; 0 for never", "N"
    );
  }

  DedupRequest request_;
  std::vector<std::string> paths_;
  std::string output_;
  std::string work_;
  std::string shard_;
  std::string memory_ = "4G";
  std::string max_document_ = "64M";
  std::string level_ = "both";
  std::string representative_ = "earliest";
  bool is_quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_dedup_command(CLI::App& line) {
  return std::make_unique<DedupCommand>(line);
}

}  // namespace stemma::cli
