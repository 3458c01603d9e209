// SPDX-License-Identifier: Apache-2.0
#include "stemma/archive.hpp"

#include <chrono>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/listener.hpp"
#include "python/src/rows.hpp"
#include "stemma/error.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

using Unlocked = nb::call_guard<nb::gil_scoped_release>;

/// An archive that asks Python now and then whether to go on.
class ListeningArchive {
 public:
  ListeningArchive(std::string const& folder, Options options)
      : archive_{folder, std::move(options), [this](ArchiveProgress const& progress) {
                   if (listener_ != nullptr && listener_->is_due()) {
                     listener_->tell(progress.stage, progress.documents, 0);
                   }
                 }} {}

  Archive& operator*() noexcept { return archive_; }

  /// Runs `work(archive)` without the interpreter's lock.
  template <typename Work>
  auto listening(nb::handle told, Work const& work) {
    Listener listener{told};
    listener_ = &listener;

    struct Reset {
      Listener*& listener;

      ~Reset() { listener = nullptr; }
    } const reset{listener_};

    nb::gil_scoped_release const lock;
    return work(archive_);
  }

 private:
  Listener* listener_ = nullptr;
  Archive archive_;
};

UtcTime bound_of(std::string const& written, TimeBound bound) {
  auto const time = read_bound(written, bound);
  if (!time) {
    throw Error{
      ErrorKind::BadOption, "\"" + written + "\" is no time; write it like 2026-04-16 or 2026-04-16T05:12:00Z"};
  }
  return *time;
}

std::string answer_of(Archive& archive, ArchiveQuestion const& question) {
  std::ostringstream out;
  write_json(archive.query(question), out);
  return std::move(out).str();
}

std::optional<std::int64_t> seconds_of(std::optional<UtcTime> time) {
  return time ? std::optional{static_cast<std::int64_t>(time->time_since_epoch().count())} : std::nullopt;
}

nb::dict as_dict(ArchiveAddition const& addition) {
  nb::dict values;
  values["documents"] = addition.documents;
  values["text_bytes"] = addition.text_bytes;
  values["known"] = addition.known;
  values["joined"] = addition.joined;
  values["skipped"] = addition.skipped;
  values["touched"] = addition.touched;
  nb::list notes;
  for (InputNote const& note : addition.notes) {
    notes.append(nb::make_tuple(note.source, note.line, note.reason));
  }
  values["notes"] = notes;
  return values;
}

nb::dict as_dict(ArchiveStory const& story) {
  nb::dict values;
  values["story"] = story.story;
  values["documents"] = story.documents;
  values["first_published"] = seconds_of(story.first_published);
  values["last_published"] = seconds_of(story.last_published);
  values["changed"] = story.changed;
  values["title"] = story.title;
  return values;
}

nb::dict as_dict(ArchiveStats const& stats) {
  nb::dict values;
  values["format"] = stats.format;
  values["documents"] = stats.documents;
  values["removed"] = stats.removed;
  values["stories"] = stats.stories;
  values["segments"] = stats.segments;
  values["text_bytes"] = stats.text_bytes;
  values["packed_bytes"] = stats.packed_bytes;
  values["index_bytes"] = stats.index_bytes;
  values["damaged"] = stats.damaged;
  return values;
}

void bind_reading(nb::class_<ListeningArchive>& bound) {
  bound
    .def(
      "query",
      [](
        ListeningArchive& archive, std::string text, std::optional<std::string> const& since,
        std::optional<std::string> const& until, std::optional<std::string> outlet, std::optional<std::string> language,
        std::uint32_t most
      ) {
        ArchiveQuestion question;
        question.text = std::move(text);
        question.since = since ? std::optional{bound_of(*since, TimeBound::Since)} : std::nullopt;
        question.until = until ? std::optional{bound_of(*until, TimeBound::Until)} : std::nullopt;
        question.outlet = std::move(outlet);
        question.language = std::move(language);
        question.most_matches = most;
        return answer_of(*archive, question);
      },
      nb::arg("text"), nb::arg("since").none(), nb::arg("until").none(), nb::arg("outlet").none(),
      nb::arg("language").none(), nb::arg("most"), Unlocked()
    )
    .def(
      "stories",
      [](ListeningArchive& archive, std::size_t most) {
        std::vector<ArchiveStory> found;
        {
          nb::gil_scoped_release const lock;
          found = (*archive).stories(most);
        }
        nb::list stories;
        for (ArchiveStory const& story : found) {
          stories.append(as_dict(story));
        }
        return stories;
      },
      nb::arg("most")
    )
    .def(
      "story", [](ListeningArchive& archive, std::string const& name) { return (*archive).story(name); },
      nb::arg("name"), Unlocked()
    )
    .def("stats", [](ListeningArchive& archive) { return as_dict((*archive).stats()); })
    .def(
      "export",
      [](ListeningArchive& archive, int what, int form) {
        nb::gil_scoped_release const lock;
        std::ostringstream out;
        auto faults = (*archive).write(static_cast<ArchiveExport>(what), static_cast<ArchiveForm>(form), out);
        return std::pair{std::move(out).str(), std::move(faults)};
      },
      nb::arg("what"), nb::arg("form")
    );
}

}  // namespace

void bind_archive(nb::module_& module) {
  nb::class_<ListeningArchive> bound{module, "Archive"};
  bound
    .def_static(
      "create", [](std::string const& folder) { Archive::create(folder); }, nb::arg("folder")
    )
    .def(nb::init<std::string const&, Options>(), nb::arg("folder"), nb::arg("options"))
    .def(
      "add_rows",
      [](ListeningArchive& archive, Rows const& rows, nb::handle told) {
        return as_dict(archive.listening(told, [&](Archive& one) { return one.add(*rows.rows); }));
      },
      nb::arg("rows"), nb::arg("told").none()
    )
    .def(
      "add_paths",
      [](ListeningArchive& archive, std::vector<std::string> const& names, nb::handle told) {
        std::vector<std::filesystem::path> const paths{names.begin(), names.end()};
        return as_dict(archive.listening(told, [&](Archive& one) { return one.add(paths); }));
      },
      nb::arg("paths"), nb::arg("told").none()
    )
    .def(
      "remove", [](ListeningArchive& archive, std::vector<std::string> const& ids) { return (*archive).remove(ids); },
      nb::arg("ids"), Unlocked()
    )
    .def(
      "compact",
      [](ListeningArchive& archive, nb::handle told) {
        archive.listening(told, [](Archive& one) {
          one.compact();
          return 0;
        });
      },
      nb::arg("told").none()
    )
    .def(
      "check",
      [](ListeningArchive& archive, nb::handle told) {
        ArchiveCheck const check = archive.listening(told, [](Archive& one) { return one.check(); });
        nb::dict values;
        values["documents"] = check.documents;
        values["segments"] = check.segments;
        values["faults"] = check.faults;
        return values;
      },
      nb::arg("told").none()
    );
  bind_reading(bound);
}

}  // namespace stemma::python
