// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

namespace stemma::cli {

Farewell refusal(std::string const& sentence, std::string const& command) {
  return {
    kCouldNotRun, "stemma: " + sentence + "\nTry `stemma " + (command.empty() ? "" : command + " ") + "--help`.\n"};
}

Command::Command(CLI::App& line, Words const& words)
    : app_{line.add_subcommand(words.name, words.summary)}, about_{words.about} {
  app_->footer(words.footer);
}

std::string Command::help() {
  app_->description(about_);  // Too long for the list of commands, which also prints it.
  return app_->help("stemma");
}

void Command::add_outputs(char const* what_page, char const* what_json) {
  auto const group = "Output";
  app_->add_option("-o,--output", page_, what_page)->type_name("FILE")->group(group);
  app_->add_option("--json", json_, what_json)->type_name("FILE")->group(group);
}

void Command::add_fields(FieldNames& fields) {
  auto const add = [&](char const* option, std::string& name, char const* what) {
    app_->add_option(option, name, what)->type_name("NAME")->capture_default_str()->group("Fields of a record");
  };
  add("--id-field", fields.id, "What the document is called");
  add("--title-field", fields.title, "Its title");
  add("--published-field", fields.published, "When it appeared (ISO 8601, or seconds since 1970)");
  add("--outlet-field", fields.outlet, "Who published it");
  add("--text-field", fields.text, "Its text; the only field that must be there");
}

void Command::add_threads(unsigned& threads, std::string const& promise) {
  app_->add_option("--threads", threads, "Threads, 1 to 256; 0 for all" + promise)
    ->type_name("N")
    ->capture_default_str()
    ->group("Running");
}

std::optional<std::filesystem::path> Command::page() const {
  return app_->count("--output") > 0 ? std::optional<std::filesystem::path>{page_} : std::nullopt;
}

std::optional<std::filesystem::path> Command::json() const {
  return app_->count("--json") > 0 ? std::optional<std::filesystem::path>{json_} : std::nullopt;
}

std::optional<Farewell> Command::refusal_of_outputs() const {
  if ((page() && page_.empty()) || (json() && json_.empty())) {
    return refusal("-o and --json need the name of a file, or - for standard output.", name());
  }
  if (page() && json() && page_ == json_) {
    return refusal("the page and the JSON cannot go to the same place; give -o and --json different names.", name());
  }
  return {};
}

std::vector<std::unique_ptr<Command>> all_commands(CLI::App& line) {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_trace_command(line));
  commands.push_back(make_compare_command(line));
  commands.push_back(make_dedup_command(line));
  commands.push_back(make_archive_command(line));
  commands.push_back(make_follow_command(line));
  commands.push_back(make_names_command(line));
  commands.push_back(make_serve_command(line));
  return commands;
}

}  // namespace stemma::cli
