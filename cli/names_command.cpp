// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Says how alike two names are, in any script, and why. Exit codes: 0 they may well be one name; 1 rather two names;\n"
  "2 could not run.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma names Vranjevo Vrajnevo\n"
  "  stemma names 'Sergey Lavrov' 'Сергей Лавров'";

class NamesCommand final : public Command {
 public:
  explicit NamesCommand(CLI::App& line)
      : Command{line, {"names", "Say how alike two names are, and why", kAbout, kFooter}} {
    app().add_option("A", request_.first, "A name")->type_name("");
    app().add_option("B", request_.second, "Another name, or the same in another spelling")->type_name("");
  }

  [[nodiscard]] Request request() override {
    if (request_.first.empty() || request_.second.empty()) {
      return refusal("names needs two names; quote a name of several words.", name());
    }
    return std::move(request_);
  }

 private:
  NamesRequest request_;
};

}  // namespace

std::unique_ptr<Command> make_names_command(CLI::App& line) {
  return std::make_unique<NamesCommand>(line);
}

}  // namespace stemma::cli
