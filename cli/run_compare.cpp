// SPDX-License-Identifier: Apache-2.0
#include "cli/run_compare.hpp"

#include <ostream>
#include <sstream>
#include <system_error>

#include "cli/output.hpp"
#include "cli/pager.hpp"
#include "cli/printable.hpp"
#include "cli/side_by_side.hpp"
#include "cli/terminal.hpp"
#include "stemma/stemma.hpp"

namespace stemma::cli {

namespace {

Comparison compared(CompareRequest const& request) {
  Pipeline const pipeline{request.options};
  auto const& words = request.texts;
  return words.size() == 3 ? pipeline.compare(std::filesystem::path{words[0]}, words[1], words[2])
                           : pipeline.compare(std::filesystem::path{words[0]}, std::filesystem::path{words[1]});
}

/// An output must not take the place of a text that was read.
void check_inputs_survive(CompareRequest const& request) {
  std::error_code error;
  for (auto const* path : {&request.page, &request.json}) {
    for (std::size_t t = 0; t < (request.texts.size() == 3 ? 1U : 2U); ++t) {
      if (*path && **path != "-" && std::filesystem::equivalent(**path, request.texts[t], error)) {
        throw Error{
          ErrorKind::CannotWrite,
          "cannot write " + printable((*path)->native()) + ": it is one of the texts; choose another name"};
      }
    }
  }
}

void write_one(std::filesystem::path const& path, WriteTo const& write) {
  path == "-" ? write_standard_output(write) : write_file(path, write);
}

}  // namespace

int run_compare(CompareRequest const& request) {
  check_inputs_survive(request);
  bool is_output_taken = false;
  for (auto const* path : {&request.page, &request.json}) {
    if (*path && **path != "-") {
      check_can_write(**path);
    }
    is_output_taken = is_output_taken || (*path && **path == "-");
  }
  Comparison const comparison = compared(request);
  if (request.page) {
    write_one(*request.page, [&](std::ostream& out) { write_page(comparison, out); });
  }
  if (request.json) {
    write_one(*request.json, [&](std::ostream& out) { write_json(comparison, out); });
  }
  if (request.talk == Talk::Quiet || is_output_taken) {
    return 0;
  }
  std::ostringstream shown;
  print_side_by_side(comparison, standard_output_display(), shown);
  if (!request.has_pager || !show_in_pager(shown.str())) {
    write_standard_output([&](std::ostream& out) { out << shown.str(); });
  }
  return 0;
}

}  // namespace stemma::cli
