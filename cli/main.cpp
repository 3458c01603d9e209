// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <exception>
#include <iostream>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/run_archive.hpp"
#include "cli/run_compare.hpp"
#include "cli/run_dedup.hpp"
#include "cli/run_follow.hpp"
#include "cli/run_names.hpp"
#include "cli/run_serve.hpp"
#include "cli/run_trace.hpp"

int main(int count, char** words) {
  using namespace stemma::cli;
  std::signal(SIGPIPE, SIG_IGN);  // A reader that has gone is seen where we write.
  try {
    auto const wanted = parse_arguments(count, words);
    if (auto const* farewell = std::get_if<Farewell>(&wanted)) {
      (farewell->exit_code == 0 ? std::cout : std::cerr) << farewell->text << std::flush;
      return farewell->exit_code;
    }
    if (auto const* compare = std::get_if<CompareRequest>(&wanted)) {
      return run_compare(*compare);
    }
    if (auto const* names = std::get_if<NamesRequest>(&wanted)) {
      return run_names(*names);
    }
    if (auto const* dedup = std::get_if<DedupRequest>(&wanted)) {
      return run_dedup(*dedup);
    }
    if (auto const* served = std::get_if<ServeRequest>(&wanted)) {
      return run_serve(*served);
    }
    if (auto const* archive = std::get_if<ArchiveRequest>(&wanted)) {
      return run_archive(*archive);
    }
    if (auto const* follow = std::get_if<FollowRequest>(&wanted)) {
      return run_follow(*follow);
    }
    return run_trace(std::get<TraceRequest>(wanted));
  } catch (ReaderGone const&) {
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "stemma: " << printable(error.what()) << '\n';
    return 2;
  }
}
