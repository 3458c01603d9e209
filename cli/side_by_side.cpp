// SPDX-License-Identifier: Apache-2.0
#include "cli/side_by_side.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/gist_words.hpp"
#include "cli/marked_text.hpp"
#include "cli/printable.hpp"

namespace stemma::cli {

namespace {

constexpr double kFactChanged = 0.5;
constexpr std::size_t kLongestMark = 160;  ///< Bytes; a longer reading is listed, not marked.
constexpr std::size_t kGutter = 4;         ///< Columns.
constexpr std::size_t kMostListed = 40;

using Bytes = std::pair<std::size_t, std::size_t>;

MarkInk ink_of(VariationKind kind) {
  switch (kind) {
    case VariationKind::Place:
    case VariationKind::Person:
    case VariationKind::Organisation:
      return MarkInk::Name;
    case VariationKind::Number:
    case VariationKind::Date:
      return MarkInk::Number;
    case VariationKind::Quote:
      return MarkInk::Quote;
    case VariationKind::Attribution:
    case VariationKind::Modality:
    case VariationKind::Contradiction:
    case VariationKind::Detail:
      break;
  }
  return MarkInk::Claim;
}

/// One side of the comparison: its text, what is marked in it, and which parts stand in passages.
struct Side {
  Document const* document = nullptr;
  std::vector<Mark> marks;
  std::vector<Bytes> passages;  ///< In the order of Comparison::passages, with the signs behind them.
};

/// Whether the bytes hold more than blanks and ASCII signs.
bool has_words(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_letter || static_cast<unsigned char>(c) >= 0x80;
  });
}

void sort_and_part(std::vector<Mark>& marks) {
  std::stable_sort(marks.begin(), marks.end(), [](Mark const& a, Mark const& b) {
    return a.begin_byte < b.begin_byte;
  });
  std::vector<Mark> kept;
  for (Mark& mark : marks) {
    if (kept.empty() || kept.back().end_byte <= mark.begin_byte) {
      kept.push_back(std::move(mark));
    }
  }
  marks = std::move(kept);
}

/// Adds marks that overlap none of those that are there.
void add_beneath(std::vector<Mark>& marks, std::vector<Mark> beneath) {
  std::size_t const above = marks.size();
  for (Mark& mark : beneath) {
    auto const at = std::lower_bound(
      marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(above), mark.begin_byte,
      [](Mark const& m, std::size_t begin) { return m.end_byte <= begin; }
    );
    if (at == marks.begin() + static_cast<std::ptrdiff_t>(above) || at->begin_byte >= mark.end_byte) {
      marks.push_back(std::move(mark));
    }
  }
  sort_and_part(marks);
}

class SideBySide {
 public:
  SideBySide(Comparison const& comparison, Display const& display, std::ostream& out)
      : comparison_{comparison}, display_{display}, out_{out} {
    sides_[0].document = &comparison.report.documents[index_of(comparison.left)];
    sides_[1].document = &comparison.report.documents[index_of(comparison.right)];
    number_facts();
    for (std::size_t s = 0; s < 2; ++s) {
      mark_facts(s);
      mark_words(s);
      find_passages(s);
    }
    find_moved();
  }

  void print() {
    print_heading();
    print_rows();
    print_facts();
    for (InputNote const& note : comparison_.report.notices) {
      out_ << "\nNote: " << printable(note.source) << ": " << printable(note.reason) << '\n';
    }
  }

 private:
  [[nodiscard]] std::string_view text_of(std::size_t s) const { return sides_[s].document->text; }

  void number_facts() {
    for (FactDifference const& difference : comparison_.differences) {
      if (difference.severity >= kFactChanged) {
        facts_.push_back(&difference);
      }
    }
  }

  void mark_facts(std::size_t s) {
    auto& marks = sides_[s].marks;
    for (std::size_t f = 0; f < facts_.size(); ++f) {
      std::string const number = std::to_string(f + 1);
      for (Span const& span : s == 0 ? facts_[f]->left : facts_[f]->right) {
        if (span.end_byte - span.begin_byte <= kLongestMark) {
          marks.push_back(
            {span.begin_byte, span.end_byte, ink_of(facts_[f]->kind), "[" + number + ":", "]", "[" + number + "]"}
          );
        }
      }
    }
    sort_and_part(marks);
  }

  /// What was reworded and what only this side has, within passages.
  void mark_words(std::size_t s) {
    std::vector<Mark> marks;
    for (ComparedPassage const& passage : comparison_.passages) {
      for (LinkedWords const& match : passage.words) {
        Span const& span = s == 0 ? match.left : match.right;
        // Another sign at the same place is no other wording.
        bool const is_same = match.kind == LinkKind::Same ||
                             !has_words(text_of(s).substr(span.begin_byte, span.end_byte - span.begin_byte));
        if (!marks.empty() && marks.back().begin_byte == span.begin_byte && marks.back().end_byte == span.end_byte) {
          marks.back().ink = is_same ? MarkInk::Plain : marks.back().ink;
          continue;
        }
        marks.push_back({span.begin_byte, span.end_byte, is_same ? MarkInk::Plain : MarkInk::Reworded, "_", "_", ""});
      }
      for (Span const& span : s == 0 ? passage.only_left : passage.only_right) {
        marks.push_back({span.begin_byte, span.end_byte, MarkInk::Only, s == 0 ? "[-" : "{+", s == 0 ? "-]" : "+}", ""}
        );
      }
    }
    std::stable_sort(marks.begin(), marks.end(), [](Mark const& a, Mark const& b) {
      return std::pair{a.begin_byte, a.ink} <
             std::pair{b.begin_byte, b.ink};  // a word that is the same at all is plain
    });
    std::vector<Mark> joined;
    for (Mark& mark : marks) {
      if (!joined.empty() && joined.back().end_byte > mark.begin_byte) {
        continue;
      }
      bool const touches =
        !joined.empty() && joined.back().ink == mark.ink && mark.ink == MarkInk::Reworded &&
        !has_words(text_of(s).substr(joined.back().end_byte, mark.begin_byte - joined.back().end_byte)) &&
        mark.begin_byte - joined.back().end_byte <= 1;
      if (touches) {
        joined.back().end_byte = mark.end_byte;
      } else {
        joined.push_back(std::move(mark));
      }
    }
    std::erase_if(joined, [](Mark const& mark) { return mark.ink == MarkInk::Plain; });
    add_beneath(sides_[s].marks, std::move(joined));
  }

  /// The passages of a side; signs and blanks behind one go along with it.
  void find_passages(std::size_t s) {
    auto& passages = sides_[s].passages;
    for (ComparedPassage const& passage : comparison_.passages) {
      Span const& span = s == 0 ? passage.passage.left : passage.passage.right;
      passages.emplace_back(span.begin_byte, span.end_byte);
    }
    order_[s].resize(passages.size());
    for (std::size_t p = 0; p < passages.size(); ++p) {
      order_[s][p] = p;
    }
    std::sort(order_[s].begin(), order_[s].end(), [&](std::size_t a, std::size_t b) {
      return passages[a] < passages[b];
    });
    for (std::size_t k = 0; k < order_[s].size(); ++k) {
      Bytes& here = passages[order_[s][k]];
      std::size_t const next = k + 1 < order_[s].size() ? passages[order_[s][k + 1]].first : text_of(s).size();
      if (!has_words(text_of(s).substr(here.second, next - here.second))) {
        here.second = next;
      }
    }
  }

  /// Passages that do not belong to the longest run that keeps the order of both texts.
  void find_moved() {
    auto const& right = sides_[1].passages;
    std::vector<std::size_t> tails;  // tails[k]: the passage with which a run of k + 1 ends farthest to the left
    std::vector<std::size_t> before(right.size(), right.size());
    for (std::size_t const p : order_[0]) {
      auto const at = std::lower_bound(tails.begin(), tails.end(), p, [&](std::size_t a, std::size_t b) {
        return right[a].first < right[b].first;
      });
      if (at != tails.begin()) {
        before[p] = *std::prev(at);
      }
      if (at == tails.end()) {
        tails.push_back(p);
      } else {
        *at = p;
      }
    }
    is_moved_.assign(right.size(), true);
    for (std::size_t p = tails.empty() ? right.size() : tails.back(); p < right.size(); p = before[p]) {
      is_moved_[p] = false;
    }
  }

  void print_heading() {
    std::array<std::string_view, 2> const names{"left   ", "right  "};
    std::array<double, 2> const shares{comparison_.share_left, comparison_.share_right};
    for (std::size_t s = 0; s < 2; ++s) {
      Document const& document = *sides_[s].document;
      std::string const leaning =
        std::to_string(static_cast<int>(100 * shares[s] + 0.5)) + " % of its wording leans on the other";
      std::string line = std::string{names[s]} + printable(document.id);
      if (document.title) {
        line += "  " + printable(*document.title);
      }
      std::size_t const room = display_.columns - std::min(display_.columns, leaning.size() + 2);
      out_ << inked(fitted(line, std::max<std::size_t>(room, 20)), MarkInk::Plain, display_.colour) << "  " << leaning
           << '\n';
    }
    std::array<std::size_t, 3> kinds{};
    for (ComparedPassage const& passage : comparison_.passages) {
      ++kinds.at(static_cast<std::size_t>(passage.passage.kind));
    }
    out_ << counted(comparison_.passages.size(), "passage", "passages") << ": " << kinds[0] << " verbatim, " << kinds[1]
         << " edited, " << kinds[2] << " reworded; " << counted(facts_.size(), "fact differs", "facts differ") << '\n';
    if (display_.colour == Colour::Plain) {
      out_ << "_reworded_  [-only left-]  {+only right+}  [1:a fact that differs]";
    } else {
      out_ << inked("reworded", MarkInk::Reworded, display_.colour) << "  "
           << inked("only here", MarkInk::Only, display_.colour)
           << "  differing: " << inked("name", MarkInk::Name, display_.colour) << "  "
           << inked("number", MarkInk::Number, display_.colour) << "  "
           << inked("quote", MarkInk::Quote, display_.colour) << "  "
           << inked("claim", MarkInk::Claim, display_.colour);
    }
    out_ << "\n= verbatim  ≈ edited  ~ reworded  - only left  + only right  * moved\n\n";
  }

  void print_rows() {
    std::array<MarkedText, 2> const texts{
      MarkedText{text_of(0), sides_[0].marks, display_.colour},
      MarkedText{text_of(1), sides_[1].marks, display_.colour}};
    print_gap(texts, 1, 0, order_[1].empty() ? text_of(1).size() : sides_[1].passages[order_[1][0]].first);
    std::vector<std::size_t> place(order_[1].size());
    for (std::size_t k = 0; k < order_[1].size(); ++k) {
      place[order_[1][k]] = k;
    }
    std::size_t left_at = 0;
    for (std::size_t const p : order_[0]) {
      Bytes const left = sides_[0].passages[p];
      Bytes const right = sides_[1].passages[p];
      print_gap(texts, 0, left_at, left.first);
      left_at = left.second;
      static constexpr std::array<std::string_view, 3> kSigns{"=", "≈", "~"};
      std::string const sign{kSigns.at(static_cast<std::size_t>(comparison_.passages[p].passage.kind))};
      print_row(
        texts[0].lines(left.first, left.second, column()), texts[1].lines(right.first, right.second, column()),
        sign + (is_moved_[p] ? "*" : " ")
      );
      std::size_t const k = place[p];
      std::size_t const next =
        k + 1 < order_[1].size() ? sides_[1].passages[order_[1][k + 1]].first : text_of(1).size();
      print_gap(texts, 1, right.second, next);
    }
    print_gap(texts, 0, left_at, text_of(0).size());
  }

  [[nodiscard]] std::size_t column() const { return (display_.columns - kGutter) / 2; }

  /// What stands in one text only.
  void print_gap(std::array<MarkedText, 2> const& texts, std::size_t s, std::size_t begin, std::size_t end) {
    if (begin < end && has_words(text_of(s).substr(begin, end - begin))) {
      auto lines = texts[s].lines(begin, end, column());
      s == 0 ? print_row(lines, {}, "- ") : print_row({}, lines, "+ ");
    }
  }

  void print_row(std::vector<std::string> const& left, std::vector<std::string> const& right, std::string const& sign) {
    std::string const empty(column(), ' ');
    for (std::size_t k = 0; k < std::max(left.size(), right.size()); ++k) {
      std::string line =
        (k < left.size() ? left[k] : empty) + (k == 0 ? " " + sign + " " : "    ") + (k < right.size() ? right[k] : "");
      line.erase(line.find_last_not_of(' ') + 1);
      out_ << line << '\n';
    }
    out_ << '\n';
  }

  void print_facts() {
    if (facts_.empty()) {
      return;
    }
    out_ << "Where they differ in fact\n";
    for (std::size_t f = 0; f < std::min(facts_.size(), kMostListed); ++f) {
      std::string const head = "  " + std::to_string(f + 1) + "  " + std::string{name_of(facts_[f]->kind)} + "  ";
      std::size_t const room = (display_.columns - std::min(display_.columns / 2, columns_of(head) + 3)) / 2;
      MarkInk const ink = ink_of(facts_[f]->kind);
      out_ << head << inked(fitted(reading(0, facts_[f]->left), room), ink, display_.colour) << " | "
           << inked(fitted(reading(1, facts_[f]->right), room), ink, display_.colour) << '\n';
    }
    if (facts_.size() > kMostListed) {
      out_ << "  and " << counted(facts_.size() - kMostListed, "more", "more") << '\n';
    }
  }

  [[nodiscard]] std::string reading(std::size_t s, std::vector<Span> const& spans) const {
    return spans.empty() ? "(not there)"
                         : printable(text_of(s).substr(spans[0].begin_byte, spans[0].end_byte - spans[0].begin_byte));
  }

  Comparison const& comparison_;
  Display const& display_;
  std::ostream& out_;
  std::array<Side, 2> sides_;
  std::array<std::vector<std::size_t>, 2> order_;  // passages in the order of each side
  std::vector<bool> is_moved_;
  std::vector<FactDifference const*> facts_;
};

}  // namespace

void print_side_by_side(Comparison const& comparison, Display const& display, std::ostream& out) {
  SideBySide{comparison, display, out}.print();
}

}  // namespace stemma::cli
