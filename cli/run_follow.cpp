// SPDX-License-Identifier: Apache-2.0
#include "cli/run_follow.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>

#include "cli/gist_words.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"

namespace stemma::cli {

namespace {

constexpr std::size_t kChangesShown = 8;
constexpr std::size_t kReadingColumns = 60;

std::string reading(std::string const& text) {
  return text.empty() ? "(left out)" : fitted(printable(text), kReadingColumns);
}

std::string text_of(follow::NewDocument const& added, std::size_t columns) {
  auto const& document = added.document;
  std::string text = "  + " + printable(document.id) + "  ";
  if (document.outlet) {
    text += printable(*document.outlet) + "  ";
  }
  text += moment(document.published) + "\n";
  if (document.title) {
    text += "    " + fitted(printable(*document.title), columns - 4) + "\n";
  }
  for (auto const& source : added.sources) {
    text += "    from " + printable(source.id) + ", " + sureness(source.confidence) + "\n";
  }
  for (std::size_t i = 0; i < std::min(added.changes.size(), kChangesShown); ++i) {
    auto const& change = added.changes[i];
    text += "    " + change.kind + ": " + reading(change.before) + " -> " + reading(change.now) +
            (change.source ? "  (before: " + printable(*change.source) + ")" : "") + "\n";
  }
  if (added.changes.size() > kChangesShown) {
    text += "    and " + counted(added.changes.size() - kChangesShown, "more fact", "more facts") + "\n";
  }
  return text;
}

std::string text_of(follow::News const& news, std::size_t columns) {
  std::string text;
  for (auto const& story : news.stories) {
    text += "story " + std::to_string(story.story) + "  " + counted(story.tellings, "telling", "tellings") + ", " +
            std::to_string(story.added.size()) + " new  " + fitted(printable(story.title), columns / 2) + "\n";
    for (auto const& added : story.added) {
      text += text_of(added, columns);
    }
    if (!story.is_traced) {
      text += "    who took it from whom was not looked at; `stemma archive story` shows it\n";
    }
  }
  if (!news.alone.empty()) {
    text += "told by nobody else so far\n";
    for (auto const& added : news.alone) {
      text += text_of(added, columns);
    }
  }
  if (news.not_told > 0) {
    text += "and " + counted(news.not_told, "more new document", "more new documents") + "\n";
  }
  if (news.documents > 0) {
    text += counted(news.documents, "new document", "new documents") + "\n";
  }
  return text;
}

void tell(follow::News const& news, FollowRequest const& request) {
  if (request.is_json) {
    if (request.is_once || !news.is_empty()) {
      write_standard_output([&](std::ostream& out) { out << json_lines(news); });
    }
    return;
  }
  if (request.talk == Talk::Normal && (request.is_once || news.documents > 0)) {
    auto const columns = std::max<std::size_t>(standard_output_display().columns, 40);
    auto const text = news.documents == 0 ? "Nothing new.\n" : text_of(news, columns);
    write_standard_output([&](std::ostream& out) { out << text; });
  }
  for (auto const& note : news.notes) {
    std::cerr << "stemma: " << printable(note.source) << (note.line ? ":" + std::to_string(*note.line) : "") << ": "
              << printable(note.reason) << '\n';
  }
}

bool is_archive(std::filesystem::path const& folder) {
  std::error_code error;
  return std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error);
}

}  // namespace

int run_follow(FollowRequest const& request) {
  follow::StopSignal const stop;  // before any thread is made
  for (auto const& path : request.follow.paths) {
    if (!std::filesystem::exists(path)) {
      throw Error{ErrorKind::NoInput, printable(path.native()) + ": no such file or folder"};
    }
  }
  if (!is_archive(request.archive)) {
    Archive::create(request.archive);
  }
  Archive archive{request.archive, request.options};
  follow::Follower follower{request.archive, archive, request.follow, stop};
  if (request.is_once) {
    auto const news = follower.round(true);
    tell(news, request);
    return news.skipped == 0 ? 0 : 1;
  }
  if (request.talk == Talk::Normal && !request.is_json) {
    std::cerr << "Following; Ctrl-C stops it.\n";
  }
  while (!stop.has_come()) {
    tell(follower.round(false), request);
    follower.wait();
  }
  return 0;
}

}  // namespace stemma::cli
