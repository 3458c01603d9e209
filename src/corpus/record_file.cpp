// SPDX-License-Identifier: Apache-2.0
#include "corpus/record_file.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/line_reader.hpp"
#include "corpus/record.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

namespace {

/// More bad lines of one file than this become one note with their number.
constexpr std::size_t kMostNotesPerFile = 1000;

/// Escapes make a record longer than the text in it; and the JSON library reads at most 4 GiB.
std::size_t longest_line(Options const& options) {
  constexpr std::uint64_t kFieldBytes = 1ULL << 20U;
  constexpr std::uint64_t kMostJsonBytes = 0xFFFF'0000ULL;
  return std::min<std::uint64_t>(2 * options.max_document_bytes + kFieldBytes, kMostJsonBytes);
}

/// Reads the records of one file and keeps count of what cannot be told line by line.
class RecordFile {
 public:
  RecordFile(OpenInput const& input, Options const& options, Intake& intake)
      : input_{input}, options_{options}, intake_{intake}, parser_{options.fields} {}

  void read() {
    LineReader lines{input_.stream, input_.head, longest_line(options_)};
    bool is_first = true;
    while (auto const line = lines.next()) {
      std::string_view const text = trimmed(line->text);
      if (text.empty() && !line->is_too_long) {
        continue;
      }
      if (std::exchange(is_first, false) && is_start_of_another_form(text)) {
        return;
      }
      read_line(*line, text);
    }
    conclude(is_first);
  }

 private:
  /// JSON that is spread over lines would otherwise cost one message a line.
  [[nodiscard]] bool is_start_of_another_form(std::string_view first_line) {
    if (first_line == "{" || first_line.starts_with('[')) {
      intake_.skip(input_.source, "JSON, but not JSONL: each record must stand on a line of its own");
      return true;
    }
    return false;
  }

  void read_line(Line const& line, std::string_view text) {
    if (line.is_too_long) {
      skip(line.number, "the line is longer than " + limit_in_words(longest_line(options_)));
      return;
    }
    Record record = parser_.parse(text);
    if (record.fault) {
      skip(line.number, std::move(*record.fault));
      return;
    }
    if (record.document.text.size() > options_.max_document_bytes) {
      skip(line.number, "the text is longer than " + limit_in_words(options_.max_document_bytes));
      return;
    }
    accept(line.number, std::move(record));
  }

  void accept(std::uint64_t number, Record record) {
    for (std::string& reservation : record.reservations) {
      intake_.notice(input_.source, std::move(reservation), number);
    }
    day_only_ += record.time_precision == TimePrecision::Day ? 1U : 0U;
    if (looks_like_html(record.document.text)) {
      intake_.notice(input_.source, "looks like HTML; its tags are read as words", number);
    }
    IdOrigin const origin = record.id ? IdOrigin::Stated : IdOrigin::Derived;
    record.document.id = record.id ? std::move(*record.id) : input_.name + ":" + std::to_string(number);
    record.document.source = input_.source;
    intake_.add({std::move(record.document), number, origin});
    ++accepted_;
  }

  void skip(std::uint64_t number, std::string reason) {
    if (++bad_lines_ <= kMostNotesPerFile) {
      intake_.skip(input_.source, std::move(reason), number);
    }
  }

  void conclude(bool is_empty) {
    if (auto failure = input_.stream.failure()) {
      intake_.skip(input_.source, std::move(*failure));
    } else if (is_empty) {
      intake_.skip(input_.source, "empty file");
    }
    if (bad_lines_ > kMostNotesPerFile) {
      intake_.skip(
        input_.source, std::to_string(bad_lines_ - kMostNotesPerFile) + " more lines could not be read as documents"
      );
    }
    if (day_only_ > 0) {
      intake_.notice(
        input_.source, std::to_string(day_only_) + " of " + std::to_string(accepted_) +
                         " documents state a day without a time of day; it is taken as midnight UTC"
      );
    }
  }

  OpenInput const& input_;
  Options const& options_;
  Intake& intake_;
  RecordParser parser_;
  std::size_t bad_lines_ = 0;
  std::size_t day_only_ = 0;
  std::size_t accepted_ = 0;
};

}  // namespace

void read_records(OpenInput const& input, Options const& options, Intake& intake) {
  RecordFile{input, options, intake}.read();
}

}  // namespace stemma
