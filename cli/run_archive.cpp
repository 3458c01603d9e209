// SPDX-License-Identifier: Apache-2.0
#include "cli/run_archive.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "cli/archive_words.hpp"
#include "cli/gist.hpp"
#include "cli/gist_words.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"

namespace stemma::cli {

namespace {

using Verb = ArchiveRequest::Verb;

/// A question must be held in memory as a whole.
constexpr std::size_t kLongestQuestion = 16U << 20U;

std::string whole_stream(std::istream& in, std::string const& name) {
  std::string text;
  std::string chunk(1U << 16U, '\0');
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
    text.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > kLongestQuestion) {
      throw Error{ErrorKind::BadOption, printable(name) + " is longer than 16 MiB; ask for a part of it"};
    }
  }
  return text;
}

std::string question_text(ArchiveRequest const& request) {
  if (request.words.empty()) {
    return request.question.text;
  }
  auto const& name = request.words.front();
  if (name == "-") {
    return whole_stream(std::cin, "standard input");
  }
  std::ifstream file{name, std::ios::binary};
  if (!file || std::filesystem::is_directory(name)) {
    throw Error{ErrorKind::NoInput, "cannot read " + printable(name)};
  }
  return whole_stream(file, name);
}

void print(std::string const& text) {
  write_standard_output([&](std::ostream& out) { out << text; });
}

void write_one(std::filesystem::path const& path, WriteTo const& write) {
  path == "-" ? write_standard_output(write) : write_file(path, write);
}

bool is_normal(ArchiveRequest const& request) {
  return request.talk == Talk::Normal;
}

int add(ArchiveRequest const& request, Archive& archive) {
  auto const begin = std::chrono::steady_clock::now();
  std::vector<std::filesystem::path> const paths{request.words.begin(), request.words.end()};
  auto const addition = archive.add(paths);
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  if (addition.documents + addition.known == 0) {
    throw Error{
      ErrorKind::NoInput,
      "no document could be read" + (addition.notes.empty() ? ""
                                                            : ": " + printable(addition.notes.front().source) + ": " +
                                                                addition.notes.front().reason)};
  }
  if (is_normal(request)) {
    print(addition_text(addition, took.count()));
  }
  return addition.skipped == 0 ? 0 : 1;
}

int query(ArchiveRequest const& request, Archive& archive) {
  auto question = request.question;
  question.text = question_text(request);
  auto const answer = archive.query(question);
  if (request.json) {
    write_one(*request.json, [&](std::ostream& out) { write_json(answer, out); });
  }
  if (is_normal(request) && request.json != "-") {
    write_standard_output([&](std::ostream& out) { print_answer(answer, standard_output_display(), out); });
  }
  return answer.damaged.empty() ? 0 : 1;
}

int story(ArchiveRequest const& request, Archive& archive) {
  auto const report = archive.story(request.words.front());
  if (request.page) {
    write_one(*request.page, [&](std::ostream& out) { write_page(report, out); });
  }
  if (request.json) {
    write_one(*request.json, [&](std::ostream& out) { write_json(report, out); });
  }
  if (is_normal(request) && request.page != "-" && request.json != "-") {
    write_standard_output([&](std::ostream& out) { print_gist(report, standard_output_display(), out); });
  }
  return report.skipped.empty() ? 0 : 1;
}

int export_all(ArchiveRequest const& request, Archive& archive) {
  std::vector<std::string> damaged;
  write_standard_output([&](std::ostream& out) { damaged = archive.write(request.what, request.form, out); });
  for (auto const& fault : damaged) {
    std::cerr << "stemma: " << printable(fault) << '\n';
  }
  return damaged.empty() ? 0 : 1;
}

int check(ArchiveRequest const& request, Archive& archive) {
  auto const found = archive.check();
  if (is_normal(request) || !found.faults.empty()) {
    print(check_text(found));
  }
  return found.faults.empty() ? 0 : 1;
}

int run(ArchiveRequest const& request, Archive& archive) {
  switch (request.verb) {
    case Verb::Create:
      break;
    case Verb::Add:
      return add(request, archive);
    case Verb::Query:
      return query(request, archive);
    case Verb::Stories: {
      auto const stories = archive.stories(request.most);
      write_standard_output([&](std::ostream& out) { print_stories(stories, standard_output_display(), out); });
      return 0;
    }
    case Verb::Story:
      return story(request, archive);
    case Verb::Remove: {
      auto const count = archive.remove(request.words);
      if (is_normal(request)) {
        print(counted(count, "document", "documents") + " removed.\n");
      }
      return 0;
    }
    case Verb::Stats: {
      auto const stats = archive.stats();
      print(stats_text(stats));
      return stats.damaged.empty() ? 0 : 1;
    }
    case Verb::Compact:
      archive.compact();
      return 0;
    case Verb::Check:
      return check(request, archive);
    case Verb::Export:
      return export_all(request, archive);
  }
  return 0;
}

}  // namespace

int run_archive(ArchiveRequest const& request) {
  if (request.verb == Verb::Create) {
    Archive::create(request.folder);
    return 0;
  }
  if (!is_normal(request) || !can_show_progress()) {
    Archive archive{request.folder, request.options};
    return run(request, archive);
  }
  ProgressLine line;
  Archive archive{request.folder, request.options, [&](ArchiveProgress const& progress) {
                    line.show({progress.stage, progress.documents, 0});
                  }};
  return run(request, archive);
}

}  // namespace stemma::cli
