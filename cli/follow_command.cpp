// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "cli/byte_count.hpp"
#include "cli/command.hpp"
#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

constexpr char const* kAbout =
  "Watches folders and feeds, adds what is new to an archive, and tells what is new in which story and which facts\n"
  "changed. A source is a folder (texts, records and saved RSS or Atom feeds in it), a file of these kinds, or, with\n"
  "--network, the address of a feed. Without --network nothing is asked of other machines.\n";

constexpr char const* kFooter =
  "Examples:\n"
  "  stemma follow --archive news/ incoming/                    goes on until Ctrl-C\n"
  "  stemma follow --archive news/ incoming/ saved/feed.xml --once     one round, for cron\n"
  "  stemma follow --archive news/ --network https://example.org/feed.xml --every 30m --json\n"
  "\n"
  "Exit codes: 0 done, or stopped by Ctrl-C or SIGTERM; 1 with --once, something was skipped; 2 could not run.";

constexpr long kLongestEverySeconds = 7L * 24 * 3600;

/// "90", "90s", "15m", "2h"; none where it is not so.
std::optional<std::chrono::seconds> duration_of(std::string text) {
  long unit = 1;
  if (text.ends_with('s') || text.ends_with('m') || text.ends_with('h')) {
    unit = text.back() == 's' ? 1 : text.back() == 'm' ? 60 : 3600;
    text.pop_back();
  }
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) {
    return {};
  }
  auto const seconds = std::stol(text) * unit;
  return seconds <= kLongestEverySeconds ? std::optional{std::chrono::seconds{seconds}} : std::nullopt;
}

class FollowCommand final : public Command {
 public:
  explicit FollowCommand(CLI::App& line)
      : Command{line, {"follow", "Watch folders and feeds, and tell what is new in which story", kAbout, kFooter}} {
    app().add_option("SOURCE", sources_, "Folders, files, and with --network addresses of feeds")->type_name("");
    app()
      .add_option("-a,--archive", archive_, "The archive that grows; made where there is none")
      ->type_name("DIR")
      ->group("Where");
    app().add_flag("--once", request_.is_once, "One round, then stop")->group("Running");
    app().add_flag("--json", request_.is_json, "Lines of JSON, in the form stemma.news/1")->group("Output");
    app().add_flag("--quiet", is_quiet_, "Print nothing but what is wrong")->group("Output");
    app().add_flag("--network", has_network_, "Fetch feeds from addresses, too")->group("Network");
    app()
      .add_option("--every", every_, "Time between two looks at an address: 90s, 15m, 2h")
      ->type_name("TIME")
      ->capture_default_str()
      ->group("Network");
    app()
      .add_option("--timeout", timeout_, "Longest time for one answer")
      ->type_name("TIME")
      ->capture_default_str()
      ->group("Network");
    app()
      .add_option("--max-feed-bytes", max_feed_, "Refuse longer feeds")
      ->type_name("BYTES")
      ->capture_default_str()
      ->group("Running");
    add_fields(request_.options.fields);
    add_threads(request_.options.threads);
  }

  [[nodiscard]] Request request() override {
    if (archive_.empty()) {
      return refusal("follow needs --archive, the folder of an archive.", name());
    }
    auto& follow = request_.follow;
    for (auto const& source : sources_) {
      if (!follow::is_address(source)) {
        follow.paths.emplace_back(source);
      } else if (has_network_) {
        follow.addresses.push_back(source);
      } else {
        return refusal("nothing is fetched unless --network says so: " + printable(source) + ".", name());
      }
    }
    if (follow.paths.empty() && follow.addresses.empty()) {
      return refusal("follow needs folders, files, or with --network addresses of feeds.", name());
    }
    auto const every = duration_of(every_);
    auto const timeout = duration_of(timeout_);
    if (!every || !timeout || timeout->count() == 0) {
      return refusal("--every and --timeout need a time as 90s, 15m or 2h, a week at most.", name());
    }
    follow.every = *every;
    follow.limits.time = *timeout;
    follow.limits.body_bytes = bytes_of(max_feed_, "--max-feed-bytes");
    request_.archive = archive_;
    request_.talk = is_quiet_ ? Talk::Quiet : Talk::Normal;
    return std::move(request_);
  }

 private:
  FollowRequest request_;
  std::vector<std::string> sources_;
  std::string archive_;
  std::string every_ = "15m";
  std::string timeout_ = "30s";
  std::string max_feed_ = "16M";
  bool has_network_ = false;
  bool is_quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_follow_command(CLI::App& line) {
  return std::make_unique<FollowCommand>(line);
}

}  // namespace stemma::cli
