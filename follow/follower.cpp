// SPDX-License-Identifier: Apache-2.0
#include "follow/follower.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "stemma/document_rows.hpp"
#include "stemma/error.hpp"
#include "stemma/feed.hpp"

namespace stemma::follow {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kFilesAtOnce = 256;  // between two looks whether to stop
constexpr auto kRest = 1s;

std::int64_t now_seconds() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

std::int64_t nanoseconds(fs::file_time_type time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// Feeds are known by their first bytes, for they have many names.
bool begins_like_feed(fs::path const& path) {
  std::array<char, 64> head{};
  std::ifstream file{path, std::ios::binary};
  file.read(head.data(), head.size());
  std::string_view text{head.data(), static_cast<std::size_t>(file.gcount())};
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  text.remove_prefix(text.starts_with(mark) ? mark.size() : 0);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  auto const extension = path.extension();
  return text.starts_with("<?xml") || text.starts_with("<rss") || text.starts_with("<feed") ||
         text.starts_with("<rdf:RDF") || extension == ".rss" || extension == ".atom" || extension == ".rdf" ||
         extension == ".xml";
}

/// The bytes of a file, no more than so many; none where it is longer or cannot be read.
std::optional<std::string> bytes_of_file(fs::path const& path, std::size_t most) {
  std::ifstream file{path, std::ios::binary};
  std::string bytes;
  std::string chunk(1U << 16U, '\0');
  while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || file.gcount() > 0) {
    bytes.append(chunk, 0, static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > most) {
      return {};
    }
  }
  return file.eof() ? std::optional{std::move(bytes)} : std::nullopt;
}

/// The documents of a feed, as an archive takes them.
class FeedRows final : public DocumentRows {
 public:
  explicit FeedRows(Feed const& feed) : feed_{feed} {}

  [[nodiscard]] std::uint64_t size() const override { return feed_.documents.size(); }

  [[nodiscard]] std::uint64_t text_bytes() const override { return 0; }

  [[nodiscard]] DocumentRow row(std::uint64_t number, std::string&) const override {
    auto const& document = feed_.documents[number];
    DocumentRow row{document.text, document.id, document.title, document.outlet, document.source, {}, {}};
    if (document.published) {
      row.epoch_time = document.published->time_since_epoch().count();
    }
    return row;
  }

  [[nodiscard]] std::string_view text(std::uint64_t number) const override { return feed_.documents[number].text; }

 private:
  Feed const& feed_;
};

}  // namespace

Follower::Follower(fs::path const& folder, Archive& archive, FollowOptions options, StopSignal const& stop)
    : archive_{archive},
      options_{std::move(options)},
      stop_{stop},
      state_path_{folder / "follow.state"},
      state_{FollowState::load(state_path_)},
      watch_{options_.paths} {
  if (!options_.addresses.empty()) {
    fetcher_.emplace(stop_, options_.limits);
  }
}

News Follower::round(bool takes_all) {
  News news;
  first_number_ = 0;
  read_files(takes_all, news);
  fetch_due(news);
  if (first_number_ != 0) {
    tell_news(archive_, first_number_, news);
  }
  state_.save(state_path_);
  return news;
}

void Follower::read_files(bool takes_all, News& news) {
  auto const now = fs::file_time_type::clock::now();
  std::vector<fs::path> texts;
  std::vector<std::pair<std::string, FollowState::File>> read;
  is_any_restless_ = false;
  auto const write = [&] {
    add_paths(std::exchange(texts, {}), news);
    for (auto& [name, seen] : std::exchange(read, {})) {
      state_.files[name] = seen;  // only now: what a stop or an error leaves out is read again
    }
  };
  for (auto const& file : watch_.look()) {
    FollowState::File const seen{file.size, nanoseconds(file.changed)};
    auto const known = state_.files.find(file.path.native());
    if (known != state_.files.end() && known->second.size == seen.size && known->second.changed_ns == seen.changed_ns) {
      continue;
    }
    bool const is_fresh = file.changed > now - kRest && file.changed < now + kRest;
    if (is_fresh && !takes_all) {
      is_any_restless_ = true;
      continue;
    }
    if (stop_.has_come()) {
      break;
    }
    read.emplace_back(file.path.native(), seen);
    if (begins_like_feed(file.path)) {
      read_feed_file(file, news);
    } else {
      texts.push_back(file.path);
    }
    if (texts.size() == kFilesAtOnce) {
      write();
    }
  }
  write();
}

void Follower::add_paths(std::vector<fs::path> const& paths, News& news) {
  if (paths.empty()) {
    return;
  }
  try {
    count(archive_.add(paths), news);
  } catch (Error const& error) {
    if (error.kind() != ErrorKind::NoInput) {
      throw;
    }
    // One of them has gone, or changed while it was read; the others must not suffer for it.
    for (auto const& path : paths) {
      try {
        count(archive_.add(std::array{path}), news);
      } catch (Error const& fault) {
        if (fault.kind() != ErrorKind::NoInput) {
          throw;
        }
        ++news.skipped;
        news.notes.push_back({path.native(), {}, fault.what()});
      }
    }
  }
}

void Follower::read_feed_file(SeenFile const& file, News& news) {
  auto const bytes = bytes_of_file(file.path, options_.limits.body_bytes);
  if (!bytes) {
    ++news.skipped;
    news.notes.push_back(
      {file.path.native(),
       {},
       "cannot be read, or is longer than " + std::to_string(options_.limits.body_bytes) + " bytes"}
    );
    return;
  }
  take_feed(*bytes, file.path.native(), news);
}

void Follower::take_feed(std::string const& bytes, std::string const& source, News& news) {
  auto const feed = read_feed(bytes, source, UtcTime{std::chrono::seconds{now_seconds()}});
  if (feed.fault) {
    ++news.skipped;
    news.notes.push_back({source, {}, *feed.fault});
    return;
  }
  news.skipped += feed.skipped;
  news.notes.insert(news.notes.end(), feed.notes.begin(), feed.notes.end());
  if (!feed.documents.empty()) {
    count(archive_.add(FeedRows{feed}), news);
  }
}

void Follower::count(ArchiveAddition const& addition, News& news) {
  news.documents += addition.documents;
  news.known += addition.known;
  news.skipped += addition.skipped;
  news.notes.insert(news.notes.end(), addition.notes.begin(), addition.notes.end());
  if (first_number_ == 0) {
    first_number_ = addition.first_number;
  }
}

void Follower::fetch_due(News& news) {
  for (auto const& address : options_.addresses) {
    auto& known = state_.addresses[address];
    if (known.not_before > now_seconds() || stop_.has_come()) {
      continue;
    }
    auto fetched = fetcher_->fetch(address, known.memory);
    known.not_before = now_seconds() + std::max(options_.every, fetched.retry_after.value_or(0s)).count();
    switch (fetched.outcome) {
      case Fetched::Outcome::Unchanged:
        break;
      case Fetched::Outcome::New:
        known.memory = std::move(fetched.memory);
        take_feed(fetched.body, address, news);
        break;
      case Fetched::Outcome::Refused:
      case Fetched::Outcome::Failed:
        if (!stop_.has_come()) {
          ++news.skipped;
          news.notes.push_back({address, {}, "not fetched: " + fetched.reason});
        }
        break;
    }
  }
}

void Follower::wait() {
  auto most = watch_.descriptor() < 0 ? options_.look_every : std::chrono::milliseconds{60'000};
  if (is_any_restless_) {
    most = std::min<std::chrono::milliseconds>(most, kRest);
  }
  for (auto const& address : options_.addresses) {
    auto const left = std::chrono::seconds{std::clamp<std::int64_t>(state_.addresses[address].not_before - now_seconds(), 0, 60)};
    most = std::min<std::chrono::milliseconds>(most, left);
  }
  // What changes in a burst is taken together; and a file that is still being written must rest first.
  wait_for(stop_, is_any_restless_ ? -1 : watch_.descriptor(), most);
  if (!stop_.has_come()) {
    wait_for(stop_, -1, 200ms);
  }
}

}  // namespace stemma::follow
