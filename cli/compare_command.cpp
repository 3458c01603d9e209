// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Shows two texts side by side: what one has from the other, word for word, and which facts differ.\n"
  "\n"
  "Each PATH is a file that holds one document. Two documents of one file of records: its path, and their ids.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma compare wire.txt retelling.txt                   in the terminal, as wide as it is\n"
  "  stemma compare wire.txt retelling.txt -o pair.html      and a page that needs no network\n"
  "  stemma compare dump.jsonl t1 t2 --json - | jq '.passages[0].words'\n"
  "\n"
  "Exit codes: 0 both were read; 2 could not run.";

class CompareCommand final : public Command {
 public:
  explicit CompareCommand(CLI::App& line)
      : Command{line, {"compare", "Show two texts side by side, word for word", kAbout, kFooter}} {
    app().add_option("PATH", request_.texts, "Two files, or a file of records and two ids")->type_name("");
    add_outputs(
      "Write the page of the two; - for standard output", "Write JSON, with every linked word; - for standard output"
    );
    app().add_flag("--quiet", is_quiet_, "Print nothing")->group("Output");
    app().add_flag("--no-pager", has_no_pager_, "Print all at once, also on a terminal")->group("Output");
    add_file("--gazetteer", request_.options.gazetteer, "Place names from this file instead of the built-in ones");
    add_file("--thesaurus", request_.options.thesaurus, "Synonyms from this file instead of the built-in ones");
    add_file("--vectors", request_.options.vectors, "Word vectors, in GloVe's or word2vec's text form");
  }

  [[nodiscard]] Request request() override {
    if (request_.texts.size() < 2 || request_.texts.size() > 3) {
      return refusal("compare needs two files, or a file of records and two ids.", name());
    }
    if (auto refused = refusal_of_outputs()) {
      return std::move(*refused);
    }
    request_.page = page();
    request_.json = json();
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    request_.has_pager = !has_no_pager_;
    return std::move(request_);
  }

 private:
  void add_file(char const* option, std::string& path, char const* what) {
    app().add_option(option, path, what)->type_name("FILE");
  }

  CompareRequest request_;
  bool is_quiet_ = false;
  bool has_no_pager_ = false;
};

}  // namespace

std::unique_ptr<Command> make_compare_command(CLI::App& line) {
  return std::make_unique<CompareCommand>(line);
}

}  // namespace stemma::cli
