// SPDX-License-Identifier: Apache-2.0
#include "cli/run_serve.hpp"

#include <csignal>
#include <ostream>
#include <string>

#include "cli/gist_words.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "serve/access.hpp"
#include "serve/report_site.hpp"

namespace stemma::cli {

namespace {

constexpr std::chrono::seconds kPatience{5};

std::string address_of(serve::ServerOptions const& options, std::uint16_t port) {
  bool const is_six = options.address.find(':') != std::string::npos;
  return "http://" + (is_six ? "[" + options.address + "]" : options.address) + ":" + std::to_string(port) + "/";
}

}  // namespace

int run_serve(ServeRequest const& request) {
  // Before any thread is made, so that none takes a signal that this one waits for.
  sigset_t endings;
  sigemptyset(&endings);
  sigaddset(&endings, SIGINT);
  sigaddset(&endings, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);

  serve::ReportSite const site{request.report};
  serve::HttpServer server{site, request.options};
  if (request.talk == Talk::Normal) {
    write_standard_output([&](std::ostream& out) {
      std::string const address = address_of(request.options, server.port());
      out << "Serving " << printable(request.report.native()) << " ("
          << counted(site.index().story_count(), "story", "stories") << ", "
          << counted(site.index().document_count(), "document", "documents") << ")\n"
          << (request.options.token.empty() ? address : address + "?token=" + request.options.token) << '\n'
          << "Ctrl-C stops it.\n";
    });
  }
  int signal = 0;
  sigwait(&endings, &signal);
  server.stop(kPatience);
  return 0;
}

}  // namespace stemma::cli
