// SPDX-License-Identifier: Apache-2.0
#include "cli/gist.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/gist_words.hpp"
#include "cli/printable.hpp"
#include "cli/story_tree.hpp"

namespace stemma::cli {

namespace {

constexpr std::size_t kMostStories = 3;
constexpr std::size_t kMostTellings = 24;
constexpr std::size_t kMostEntries = 6;
constexpr std::size_t kMostCarriers = 8;
constexpr std::size_t kMostNotes = 5;
constexpr std::size_t kReadingColumns = 48;
constexpr std::size_t kLeastHangingColumns = 36;
constexpr double kFactChanged = 0.5;
constexpr double kSureSource = 0.75;  // the band "likely" begins here

enum class Ink { Plain, Strong, Faint, Change };

/// A line in the making: knows how wide it is, whatever its colours.
class Line {
 public:
  Line(Display const& display, std::size_t indent) : display_{display}, hang_{indent + 2} {
    text_.append(indent, ' ');
    used_ = indent;
  }

  /// Adds a piece that is not broken; begins a new line, further in, where the old one has no room for it.
  void add(std::string_view piece, Ink ink = Ink::Plain) {
    if (has_words_ && used_ + columns_of(trimmed_end(piece)) > display_.columns) {
      break_line();
      piece.remove_prefix(std::min(piece.find_first_not_of(' '), piece.size()));
    }
    text_ += coloured(piece, ink);
    used_ += columns_of(piece);
    has_words_ = true;
  }

  /// Adds a text that may be broken between any two words.
  void add_words(std::string_view text) {
    while (!text.empty()) {
      std::size_t const end = std::min(text.find(' '), text.size() - 1) + 1;
      add(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  /// New lines begin here from now on, where that leaves them room.
  void hang_here() {
    if (used_ + kLeastHangingColumns <= display_.columns) {
      hang_ = used_;
    }
  }

  void break_line() {
    drop_spaces();
    text_.append("\n").append(hang_, ' ');
    used_ = hang_;
    has_words_ = false;
  }

  [[nodiscard]] std::string take() {
    drop_spaces();
    return std::move(text_) + "\n";
  }

 private:
  static std::string_view trimmed_end(std::string_view piece) {
    return piece.substr(0, piece.find_last_not_of(' ') + 1);
  }

  void drop_spaces() {
    while (text_.ends_with(' ')) {
      text_.pop_back();
    }
  }

  [[nodiscard]] std::string coloured(std::string_view piece, Ink ink) const {
    constexpr std::array<std::string_view, 4> kCodes{"", "\x1B[1m", "\x1B[2m", "\x1B[33m"};
    if (display_.colour == Colour::Plain || ink == Ink::Plain || piece.empty()) {
      return std::string{piece};
    }
    return std::string{kCodes.at(static_cast<std::size_t>(ink))}.append(piece).append("\x1B[0m");
  }

  Display const& display_;
  std::size_t hang_;
  std::string text_;
  std::size_t used_ = 0;
  bool has_words_ = false;
};

std::string more(std::size_t count, std::string_view one, std::string_view many) {
  return "and " + counted(count, std::string{"more "}.append(one), std::string{"more "}.append(many));
}

/// Prints one story.
class StoryGist {
 public:
  StoryGist(Report const& report, Story const& story, Display const& display, std::ostream& out)
      : report_{report}, story_{story}, display_{display}, out_{out}, tree_{story_tree_of(report, story)} {}

  void print() {
    print_heading();
    print_tree();
    print_entries();
  }

 private:
  void print_heading() {
    Line title{display_, 0};
    title.add(fitted(printable(story_.title), display_.columns), Ink::Strong);
    out_ << '\n' << title.take();
    std::size_t const tellings = story_.stemma.witnesses.size();
    std::size_t const origins = story_.stemma.origin_groups.size();
    Line finding{display_, 0};
    finding.add(counted(tellings, "telling", "tellings"));
    finding.add(", ");
    finding.add(counted(origins, "independent origin", "independent origins"));
    if (std::uint32_t const lost = story_.stemma.lost_sources; lost > 0) {
      finding.add(", ");
      finding.add(counted(lost, "lost source", "lost sources"));
    }
    out_ << finding.take() << '\n';
  }

  void print_tree() {
    std::size_t const shown = std::min(tree_.order.size(), kMostTellings);
    measure(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      print_telling(tree_.order[i]);
    }
    if (shown < tree_.order.size()) {
      out_ << "  " << more(tree_.order.size() - shown, "telling", "tellings") << '\n';
    }
  }

  [[nodiscard]] std::string name_of_node(std::size_t node) const {
    if (node >= story_.stemma.witnesses.size()) {
      return "a lost source";
    }
    Document const& document = report_.documents[index_of(story_.stemma.witnesses[node])];
    return printable(document.outlet ? *document.outlet : document.id);
  }

  [[nodiscard]] std::string time_of_node(std::size_t node) const {
    bool const is_lost = node >= story_.stemma.witnesses.size();
    return is_lost ? "" : moment(report_.documents[index_of(story_.stemma.witnesses[node])].published);
  }

  void measure(std::size_t shown) {
    for (std::size_t i = 0; i < shown; ++i) {
      std::size_t const node = tree_.order[i];
      head_columns_ = std::max(head_columns_, columns_of(tree_.branches[node]) + columns_of(tree_.sigla[node]));
      name_columns_ = std::max(name_columns_, columns_of(name_of_node(node)));
      time_columns_ = std::max(time_columns_, columns_of(time_of_node(node)));
    }
    name_columns_ = std::min(name_columns_, std::max<std::size_t>(12, display_.columns / 4));
  }

  void print_telling(std::size_t node) {
    auto const padded = [](std::string text, std::size_t columns) {
      std::size_t const used = columns_of(text);
      return text.append(columns > used ? columns - used : 0, ' ');
    };
    std::size_t const room = head_columns_ + name_columns_ + time_columns_ + 8;
    bool const is_deep = room + 20 > display_.columns;  // the tree takes the width: no columns then
    Line line{display_, 2};
    line.add(tree_.branches[node], Ink::Faint);
    line.add(tree_.sigla[node], Ink::Strong);
    std::size_t const head = columns_of(tree_.branches[node]) + columns_of(tree_.sigla[node]);
    std::string const name = fitted(name_of_node(node), name_columns_);
    line.add(std::string(is_deep || head_columns_ < head ? 2 : head_columns_ - head + 2, ' '));
    line.add(is_deep ? name : padded(name, name_columns_));
    if (time_columns_ > 0) {
      line.add("  " + (is_deep ? time_of_node(node) : padded(time_of_node(node), time_columns_)), Ink::Faint);
    }
    line.add("  ");
    line.hang_here();
    add_source(line, node);
    out_ << line.take();
  }

  void add_source(Line& line, std::size_t node) const {
    StemmaEdge const* main = tree_.main_edges[node];
    if (main == nullptr) {
      line.add("origin");
      return;
    }
    line.add(main->direction == Direction::Known ? "from " : "with ");
    line.add(tree_.sigla[index_of(main->parent)] + ", ");
    line.add(leaning_share(main->share) + ", ");
    bool const is_open = main->direction == Direction::Unknown;
    line.add(sureness(main->confidence) + (is_open ? "; " : ""));
    if (is_open) {
      line.add("who came first cannot be told");
    }
    for (StemmaEdge const& edge : story_.stemma.edges) {
      if (index_of(edge.child) == node && &edge != main) {
        add_second_source(line, edge);
      }
    }
  }

  void add_second_source(Line& line, StemmaEdge const& edge) const {
    line.break_line();
    line.add(edge.direction == Direction::Known ? "also from " : "also with ");
    line.add(tree_.sigla[index_of(edge.parent)] + ", ");
    line.add(leaning_share(edge.share) + ", ");
    // A second source that is as good as certain is said to be so; a weaker one is never more than possible.
    bool const is_sure = as_shown(edge.confidence) >= kSureSource;
    line.add(is_sure ? sureness(edge.confidence) : "possible " + two_decimals(edge.confidence));
  }

  void print_entries() {
    auto const& entries = story_.apparatus;
    if (entries.empty()) {
      if (story_.stemma.witnesses.size() > 1) {
        out_ << "\nNo name, place, number, date or quote was found to differ.\n";
      }
      return;
    }
    out_ << "\nWhere the tellings differ\n";
    std::size_t const shown = std::min(entries.size(), kMostEntries);
    for (std::size_t i = 0; i < shown; ++i) {
      print_entry(entries[i]);
    }
    if (shown < entries.size()) {
      auto const facts =
        std::count_if(entries.begin() + static_cast<std::ptrdiff_t>(shown), entries.end(), [](auto const& entry) {
          return entry.severity >= kFactChanged;
        });
      out_ << "  " << more(entries.size() - shown, "difference", "differences");
      if (facts > 0) {
        out_ << ", " << counted(static_cast<std::size_t>(facts), "of them in a fact", "of them in facts");
      }
      out_ << '\n';
    }
  }

  void print_entry(ApparatusEntry const& entry) {
    Line line{display_, 2};
    bool is_first = true;
    for (Reading const& reading : entry.readings) {
      line.add(
        fitted(printable(reading.text), std::min(kReadingColumns, display_.columns - 8)),
        is_first ? Ink::Plain : Ink::Change
      );
      line.add(is_first ? "] " : " ");
      line.add(carriers(reading), Ink::Strong);
      line.add("   ");
      is_first = false;
    }
    line.add(name_of(entry.kind), Ink::Faint);
    out_ << line.take();
  }

  [[nodiscard]] std::string carriers(Reading const& reading) const {
    auto const& witnesses = story_.stemma.witnesses;
    std::vector<bool> has_it(witnesses.size());
    for (Span const& span : reading.spans) {
      auto const at = std::find(witnesses.begin(), witnesses.end(), span.document);
      if (at != witnesses.end()) {
        has_it[static_cast<std::size_t>(at - witnesses.begin())] = true;
      }
    }
    std::vector<std::string> letters;
    for (std::size_t const node : tree_.order) {
      if (node < witnesses.size() && has_it[node]) {
        letters.push_back(tree_.sigla[node]);
      }
    }
    std::sort(letters.begin(), letters.end(), [](std::string const& left, std::string const& right) {
      return left.size() != right.size() ? left.size() < right.size() : left < right;
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(letters.size(), kMostCarriers); ++i) {
      text += (i == 0 ? "" : " ") + letters[i];
    }
    return letters.size() > kMostCarriers ? text + " and " + std::to_string(letters.size() - kMostCarriers) + " more"
                                          : text;
  }

  Report const& report_;
  Story const& story_;
  Display const& display_;
  std::ostream& out_;
  StoryTree tree_;
  std::size_t head_columns_ = 0;
  std::size_t name_columns_ = 0;
  std::size_t time_columns_ = 0;
};

void print_notes(
  std::vector<InputNote> const& notes, std::string const& heading, Display const& display, std::ostream& out
) {
  if (notes.empty()) {
    return;
  }
  out << '\n' << heading << '\n';
  std::size_t const shown = std::min(notes.size(), kMostNotes);
  for (std::size_t i = 0; i < shown; ++i) {
    InputNote const& note = notes[i];
    Line line{display, 2};
    std::string place = printable(note.source);
    if (note.line) {
      place.append(":").append(std::to_string(*note.line));
    }
    line.add(place.append(": "));
    line.add_words(printable(note.reason));
    out << line.take();
  }
  if (shown < notes.size()) {
    out << "  and " << notes.size() - shown << " more; the JSON report has all\n";
  }
}

}  // namespace

void print_gist(Report const& report, Display const& display, std::ostream& out) {
  std::size_t told_once = 0;
  std::vector<Story const*> shared;
  for (Story const& story : report.stories) {
    if (story.stemma.witnesses.size() > 1) {
      shared.push_back(&story);
    } else {
      ++told_once;
    }
  }
  out << counted(report.documents.size(), "document", "documents") << ", "
      << counted(report.stories.size(), "story", "stories");
  if (told_once > 0) {
    out << " (" << counted(told_once, "told only once", "told only once") << ")";
  }
  out << '\n';
  std::size_t const shown = std::min(shared.size(), kMostStories);
  for (std::size_t i = 0; i < shown; ++i) {
    StoryGist{report, *shared[i], display, out}.print();
  }
  if (shown < shared.size()) {
    out << '\n'
        << more(shared.size() - shown, "story", "stories") << " with several tellings; the report has them all\n";
  }
  print_notes(report.skipped, counted(report.skipped.size(), "input was skipped", "inputs were skipped"), display, out);
  print_notes(report.notices, "To note", display, out);
}

void print_timings(Report const& report, std::ostream& out) {
  double total = 0;
  out << '\n';
  std::array<char, 64> text{};
  auto const print = [&](std::string_view stage, double seconds) {
    static_cast<void>(std::snprintf(
      text.data(), text.size(), "  %-12.*s %8.3f s\n", static_cast<int>(stage.size()), stage.data(), seconds
    ));
    out << text.data();
  };
  for (StageTiming const& timing : report.timings) {
    print(timing.stage, timing.seconds);
    total += timing.seconds;
  }
  print("all", total);
}

}  // namespace stemma::cli
