// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/nearest_word.hpp"
#include "cli/printable.hpp"
#include "stemma/version.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Stemma reads a pile of texts and shows how a story spread: which texts tell it, which is the source\n"
  "of which, how many independent origins stand behind it, and what changed on the way.\n"
  "It shows what each telling says and how sure it is; it never rules on what is true.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma trace articles/                       the gist, in the terminal\n"
  "  stemma trace articles/ -o report.html        and a page that needs no network\n"
  "  stemma compare a.txt b.txt                   two texts side by side\n"
  "  stemma dedup dump.jsonl -o out/              which documents are copies of which, in a pile of any size\n"
  "  stemma archive query news/ article.txt       has this been told before, by whom?\n"
  "  stemma follow --archive news/ incoming/      what is new in which story, as it comes in\n"
  "  stemma names Vranjevo Vrajnevo               how alike two names are, and why\n"
  "\n"
  "`stemma COMMAND --help` has all options of a command.";

/// The command line as the parser sees it.
class CommandLine {
 public:
  CommandLine() : app_{kAbout, "stemma"}, commands_{all_commands(app_)} {
    app_.footer(kFooter);
    app_.set_version_flag("--version", "stemma " STEMMA_VERSION, "Print the version and stop");
    app_.set_help_flag("-h,--help", "Print this help and stop");
  }

  void parse(int count, char const* const* words) { app_.parse(count, words); }

  /// The command that was typed, where one was.
  [[nodiscard]] Command* wanted() const {
    auto const found = std::ranges::find_if(commands_, [](auto const& command) { return command->is_wanted(); });
    return found == commands_.end() ? nullptr : found->get();
  }

  /// Its name; empty where none was typed.
  [[nodiscard]] std::string wanted_name() const { return wanted() == nullptr ? "" : wanted()->name(); }

  [[nodiscard]] std::string help() const { return wanted() == nullptr ? app_.help() : wanted()->help(); }

  [[nodiscard]] std::vector<std::string> command_names() const {
    std::vector<std::string> names;
    for (auto const& command : commands_) {
      names.push_back(command->name());
    }
    return names;
  }

  /// All that can be typed after a dash: of the command, or of all where none was typed.
  [[nodiscard]] std::vector<std::string> options() const {
    std::vector<std::string> names;
    add_options(app_, names);
    for (auto const& command : commands_) {
      if (wanted() == nullptr || wanted() == command.get()) {
        add_options(command->options(), names);
      }
    }
    return names;
  }

 private:
  static void add_options(CLI::App const& app, std::vector<std::string>& names) {
    for (CLI::Option const* option : app.get_options()) {
      for (std::string const& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
  }

  CLI::App app_;
  std::vector<std::unique_ptr<Command>> commands_;
};

/// Says what is wrong with the first word that makes no sense.
Farewell refusal_of_word(CommandLine const& line, std::string const& word) {
  std::string const shown = printable(word);
  bool const is_option = word.starts_with('-');
  auto const meant = nearest_word(word.substr(0, word.find('=')), is_option ? line.options() : line.command_names());
  std::string sentence = is_option ? "there is no option " + shown : "there is no command \"" + shown + "\"";
  if (meant) {
    sentence += "; did you mean " + *meant + "?";
  } else if (!is_option) {
    sentence += "; to read files, type `stemma trace " + shown + "`";
  }
  return refusal(sentence, line.wanted_name());
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

}  // namespace

std::vector<std::filesystem::path> TraceRequest::outputs() const {
  std::vector<std::filesystem::path> places;
  for (auto const* path : {&page, &json, &dot, &graphml, &newick, &tei}) {
    if (*path) {
      places.push_back(**path);
    }
  }
  return places;
}

Request parse_arguments(int count, char const* const* words) {
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
    return refusal(printable(error.what()), line.wanted_name());
  }
  return line.wanted() == nullptr ? Request{Farewell{kCouldNotRun, line.help()}} : line.wanted()->request();
}

}  // namespace stemma::cli
