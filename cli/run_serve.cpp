// SPDX-License-Identifier: Apache-2.0
#include "cli/run_serve.hpp"

#include <csignal>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "cli/gist_words.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "serve/archive_site.hpp"
#include "serve/report_site.hpp"

namespace stemma::cli {

namespace {

constexpr std::chrono::seconds kPatience{5};

std::string address_of(serve::ServerOptions const& options, std::uint16_t port) {
  bool const is_six = options.address.find(':') != std::string::npos;
  return "http://" + (is_six ? "[" + options.address + "]" : options.address) + ":" + std::to_string(port) + "/";
}

struct Served {
  std::unique_ptr<serve::Site> site;
  std::string size;  ///< In words.
};

Served served_by(ServeRequest const& request) {
  if (std::filesystem::is_directory(request.source)) {
    auto const stats = Archive{request.source}.stats();
    return {
      std::make_unique<serve::ArchiveSite>(request.source, request.options.threads),
      "an archive of " + counted(stats.documents, "document", "documents")};
  }
  auto site = std::make_unique<serve::ReportSite>(request.source);
  auto const& index = site->index();
  auto size =
    counted(index.story_count(), "story", "stories") + ", " + counted(index.document_count(), "document", "documents");
  return {std::move(site), std::move(size)};
}

}  // namespace

int run_serve(ServeRequest const& request) {
  // Before any thread is made, so that none takes a signal that this one waits for.
  sigset_t endings;
  sigemptyset(&endings);
  sigaddset(&endings, SIGINT);
  sigaddset(&endings, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);

  Served const served = served_by(request);
  serve::HttpServer server{*served.site, request.options};
  if (request.talk == Talk::Normal) {
    write_standard_output([&](std::ostream& out) {
      std::string const address = address_of(request.options, server.port());
      out << "Serving " << printable(request.source.native()) << " (" << served.size << ")\n"
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
