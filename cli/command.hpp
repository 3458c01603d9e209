// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "stemma/options.hpp"

namespace stemma::cli {

inline constexpr int kCouldNotRun = 2;

/// "stemma: SENTENCE", and where to read on; `command` is empty where none was typed.
[[nodiscard]] Farewell refusal(std::string const& sentence, std::string const& command);

/// One command: what can be typed after its name, and what that asks for.
class Command {
 public:
  virtual ~Command() = default;
  Command(Command const&) = delete;
  Command& operator=(Command const&) = delete;

  [[nodiscard]] CLI::App const& options() const { return *app_; }

  [[nodiscard]] std::string name() const { return app_->get_name(); }

  [[nodiscard]] bool is_wanted() const { return app_->parsed(); }

  [[nodiscard]] std::string help();

  /// What was typed, understood; a Farewell where it makes no sense. Asked once, after parsing.
  [[nodiscard]] virtual Request request() = 0;

 protected:
  struct Words {
    char const* name;
    char const* summary;  ///< One line, for the list of commands.
    char const* about;    ///< The top of its own help.
    char const* footer;   ///< Examples and exit codes.
  };

  Command(CLI::App& line, Words const& words);

  [[nodiscard]] CLI::App& app() { return *app_; }

  /// -o and --json, as several commands have them.
  void add_outputs(char const* what_page, char const* what_json);

  /// The names of the fields of a record.
  void add_fields(FieldNames& fields);

  /// --threads; `promise` says what does not depend on it.
  void add_threads(unsigned& threads, std::string const& promise = "");

  /// Where the report goes, after parsing.
  [[nodiscard]] std::optional<std::filesystem::path> page() const;
  [[nodiscard]] std::optional<std::filesystem::path> json() const;

  /// Why these two cannot be, where they cannot.
  [[nodiscard]] std::optional<Farewell> refusal_of_outputs() const;

 private:
  CLI::App* app_;
  char const* about_;
  std::string page_;
  std::string json_;
};

/// All commands, in the order in which help lists them.
[[nodiscard]] std::vector<std::unique_ptr<Command>> all_commands(CLI::App& line);

[[nodiscard]] std::unique_ptr<Command> make_trace_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_compare_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_names_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_dedup_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_serve_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_archive_command(CLI::App& line);
[[nodiscard]] std::unique_ptr<Command> make_follow_command(CLI::App& line);

}  // namespace stemma::cli
