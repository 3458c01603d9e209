// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "cli/byte_count.hpp"
#include "cli/command.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Serves a report or an archive to browsers and programs: the page at /, JSON below /api/v1, which\n"
  "/api/v1/openapi.json describes. An archive is asked there who told a passage before. Only this machine can reach it, unless --host says otherwise; then a token is needed. Nothing is written,\n"
  "and nothing is asked of other machines.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma trace articles/ --json report.json && stemma serve report.json\n"
  "  stemma serve news/                                       an archive: who told this before?\n"
  "  curl -s http://127.0.0.1:8033/api/v1/stories | jq '.[0]'\n"
  "  STEMMA_TOKEN=$(openssl rand -hex 16) stemma serve report.json --host 0.0.0.0 --allow-host desk.example\n"
  "\n"
  "Exit codes: 0 stopped by Ctrl-C or SIGTERM; 2 could not run.";

constexpr std::size_t kShortestToken = 16;

class ServeCommand final : public Command {
 public:
  explicit ServeCommand(CLI::App& line)
      : Command{line, {"serve", "Serve a report or an archive to browsers and programs", kAbout, kFooter}} {
    auto const add = [&](char const* group, char const* name, auto& value, char const* what, char const* type) {
      return app().add_option(name, value, what)->type_name(type)->group(group);
    };
    app()
      .add_option("SOURCE", source_, "A report as JSON, made by `stemma trace --json`, or the folder of an archive")
      ->type_name("");
    add("Where", "--host", request_.options.address, "Address to listen at", "ADDRESS")->capture_default_str();
    add("Where", "--port", request_.options.port, "Port to listen at; 0 for any that is free", "N")
      ->capture_default_str();
    add(
      "Who may ask", "--token", request_.options.token,
      "What must be shown, 16 signs or more; better set as STEMMA_TOKEN", "TOKEN"
    )
      ->envname("STEMMA_TOKEN");
    add(
      "Who may ask", "--allow-host", request_.options.names, "A further name under which browsers reach the server",
      "NAME"
    );
    add("Running", "--max-body", max_body_, "Refuse requests that are longer", "BYTES")->capture_default_str();
    add("Running", "--threads", request_.options.threads, "Questions answered at once, 1 to 256", "N")
      ->capture_default_str();
    app().add_flag("--quiet", is_quiet_, "Print nothing")->group("Running");
  }

  [[nodiscard]] Request request() override {
    ServeRequest& wanted = request_;
    if (source_.empty()) {
      return refusal(
        "serve needs a report or an archive: stemma trace PATH... --json report.json makes a report.", name()
      );
    }
    if (!wanted.options.token.empty() && wanted.options.token.size() < kShortestToken) {
      return refusal("--token needs at least 16 signs; openssl rand -hex 16 makes one.", name());
    }
    if (wanted.options.token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~") != std::string::npos) {
      return refusal("--token takes letters, digits and -._~ only, so that it fits into an address.", name());
    }
    if (wanted.options.threads < 1 || wanted.options.threads > kMostThreads) {
      return refusal("--threads is 1 to 256.", name());
    }
    wanted.options.max_body_bytes = bytes_of(max_body_, "--max-body");
    wanted.source = source_;
    wanted.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    return std::move(request_);
  }

 private:
  static constexpr unsigned kMostThreads = 256;

  ServeRequest request_;
  std::string source_;
  std::string max_body_ = "2M";
  bool is_quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_serve_command(CLI::App& line) {
  return std::make_unique<ServeCommand>(line);
}

}  // namespace stemma::cli
