// SPDX-License-Identifier: Apache-2.0
#include "cli/archive_words.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "cli/gist_words.hpp"
#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

constexpr std::size_t kNotesShown = 5;
constexpr std::size_t kPassagesShown = 3;

std::string with_decimals(double value, int decimals) {
  std::array<char, 64> space{};
  static_cast<void>(std::snprintf(space.data(), space.size(), "%.*f", decimals, value));
  return space.data();
}

std::string megabytes(std::uint64_t bytes) {
  return with_decimals(static_cast<double>(bytes) / 1e6, bytes < 10'000'000 ? 2 : 0) + " MB";
}

std::string percent(double share) {
  return std::to_string(std::lround(100 * share)) + " %";
}

/// Of the text.
std::string share(std::uint64_t bytes, std::uint64_t text_bytes) {
  return text_bytes == 0
           ? ""
           : " (" + with_decimals(static_cast<double>(bytes) / static_cast<double>(text_bytes), 3) + " of the text)";
}

std::string faults_text(std::span<std::string const> faults) {
  std::string text;
  for (auto const& fault : faults) {
    text += "damaged: " + printable(fault) + "\n";
  }
  return text;
}

}  // namespace

std::string addition_text(ArchiveAddition const& addition, double seconds) {
  std::string text = counted(addition.documents, "document", "documents") + " added, " +
                     megabytes(addition.text_bytes) + " in " + with_decimals(seconds, 1) + " s";
  if (seconds >= 1) {
    text +=
      " (" +
      counted(static_cast<std::size_t>(static_cast<double>(addition.documents) / seconds), "document", "documents") +
      " a second)";
  }
  text += "; " + counted(addition.joined, "belongs", "belong") + " to a story of several.\n";
  if (addition.known > 0) {
    text += counted(addition.known, "was", "were") + " there already.\n";
  }
  if (addition.skipped > 0) {
    text += counted(addition.skipped, "document was", "documents were") + " skipped.\n";
  }
  for (std::size_t i = 0; i < std::min(addition.notes.size(), kNotesShown); ++i) {
    auto const& note = addition.notes[i];
    text += "  " + printable(note.source) + (note.line ? ":" + std::to_string(*note.line) : "") + ": " +
            printable(note.reason) + "\n";
  }
  if (addition.notes.size() > kNotesShown) {
    text += "  and " + counted(addition.notes.size() - kNotesShown, "more note", "more notes") + "\n";
  }
  return text;
}

std::string stats_text(ArchiveStats const& stats) {
  std::string text = "format     " + std::to_string(stats.format) + "\n";
  text += "documents  " + std::to_string(stats.documents);
  text +=
    stats.removed > 0 ? " (and " + std::to_string(stats.removed) + " removed, until `stemma archive compact`)\n" : "\n";
  text += "stories    " + std::to_string(stats.stories) + " of two documents or more\n";
  text += "segments   " + std::to_string(stats.segments) + "\n";
  text += "text       " + megabytes(stats.text_bytes) + "\n";
  text += "packed     " + megabytes(stats.packed_bytes) + share(stats.packed_bytes, stats.text_bytes) + "\n";
  text += "index      " + megabytes(stats.index_bytes) + share(stats.index_bytes, stats.text_bytes) + "\n";
  text += "  anchors    " + megabytes(stats.anchor_bytes) + "\n";
  text += "  keys       " + megabytes(stats.key_bytes) + "\n";
  text += "  words      " + megabytes(stats.word_bytes) + "\n";
  text += "  catalogue  " + megabytes(stats.catalogue_bytes) + "\n";
  auto const all = stats.packed_bytes + stats.index_bytes;
  text += "all        " + megabytes(all) + share(all, stats.text_bytes) + "\n";
  return text + faults_text(stats.damaged);
}

std::string check_text(ArchiveCheck const& check) {
  auto const read = counted(check.documents, "document", "documents") + " in " +
                    counted(check.segments, "segment", "segments") + " read";
  if (check.faults.empty()) {
    return read + "; all is as it was written.\n";
  }
  return read + "; " + counted(check.faults.size(), "fault", "faults") + ":\n" + faults_text(check.faults);
}

void print_answer(ArchiveAnswer const& answer, Display const& display, std::ostream& out) {
  if (answer.matches.empty()) {
    out << "Nothing of it stands in the archive.\n";
  }
  std::size_t place = 0;
  for (auto const& match : answer.matches) {
    auto const& document = match.document;
    out << ++place << ". " << printable(document.id);
    if (document.outlet) {
      out << "  " << printable(*document.outlet);
    }
    out << "  " << moment(document.published) << "  story " << document.story << '\n';
    if (document.title) {
      out << "   " << fitted(printable(*document.title), display.columns - 3) << '\n';
    }
    out << "   has " << percent(match.share_question) << " of it; " << percent(match.share_document)
        << " of this document stands in it\n";
    for (std::size_t i = 0; i < std::min(match.passages.size(), kPassagesShown); ++i) {
      auto const& passage = match.passages[i];
      out << "   " << counted(passage.words, "word", "words") << " at " << passage.question_begin_byte << "-"
          << passage.question_end_byte << ", there at " << passage.document_begin_byte << "-"
          << passage.document_end_byte << '\n';
      out << "     " << fitted(printable(passage.text), display.columns - 5) << '\n';
    }
    if (match.passages.size() > kPassagesShown) {
      out << "   and " << counted(match.passages.size() - kPassagesShown, "more passage", "more passages") << '\n';
    }
  }
  if (answer.suspects > answer.looked_at && !answer.matches.empty()) {
    out << answer.looked_at << " of " << counted(answer.suspects, "document", "documents")
        << " that may share something were compared; --most shows more.\n";
  }
  out << faults_text(answer.damaged);
}

void print_stories(std::span<ArchiveStory const> stories, Display const& display, std::ostream& out) {
  for (auto const& story : stories) {
    auto const line = std::to_string(story.story) + "  " + counted(story.documents, "telling", "tellings") + "  " +
                      moment(story.first_published) + "  ";
    out << line
        << fitted(printable(story.title.value_or("")), display.columns - std::min(display.columns - 20, line.size()))
        << '\n';
  }
}

}  // namespace stemma::cli
