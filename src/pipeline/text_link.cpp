// SPDX-License-Identifier: Apache-2.0
#include "pipeline/text_link.hpp"

#include <algorithm>
#include <array>

namespace stemma {

namespace {

constexpr std::uint32_t kPieceWords = 20;         // in a huge pile there are very many filled-in forms
constexpr std::uint32_t kPieceOfThreeWords = 14;  // of which hardly any has three long pieces

CopyKind kind_of(CopyPair const& figures, CopyRule const& rule, bool has_same_words) {
  if (has_same_words) {
    return CopyKind::Reformatted;
  }
  if (is_whole_copy(figures, rule)) {
    return figures.resemblance >= rule.min_resemblance ? CopyKind::Edited : CopyKind::Contained;
  }
  return is_copy(figures, rule) ? CopyKind::Partial : CopyKind::None;
}

}  // namespace

std::string_view name_of(CopyKind kind) noexcept {
  constexpr std::array<std::string_view, 6> names = {"exact", "reformatted", "edited", "contained", "partial", ""};
  return names[static_cast<std::size_t>(kind)];
}

CopyRule rule_of(DedupOptions const& options) {
  return {options.min_resemblance, options.min_containment, options.min_run_words, kPieceWords, kPieceOfThreeWords};
}

bool is_wanted(CopyKind kind, CopyLevel level) noexcept {
  return kind != CopyKind::None && (level == CopyLevel::Both || is_whole(kind) == (level == CopyLevel::Whole));
}

bool does_join(CopyKind kind, CopyLevel level) noexcept {
  return is_wanted(kind, level) && (is_whole(kind) || level == CopyLevel::Partial);
}

TextLink link_of(
  CountedText& left,
  CountedText& right,
  TextComparison& comparison,
  BoilerplateSearch const& search,
  CopyRule const& rule
) {
  SharedShingles found;
  CopyPair const figures = judge(left, right, comparison, search, rule, found);
  TextLink link;
  link.kind = kind_of(figures, rule, have_same_words(left, right));
  link.resemblance = figures.resemblance;
  link.containment_left = figures.containment_left;
  link.containment_right = figures.containment_right;
  link.longest_run_words = figures.longest_run_words;
  link.is_boilerplate_only = link.kind == CopyKind::None && is_boilerplate_only(figures) &&
                             std::max(figures.containment_left, figures.containment_right) >= rule.min_containment;
  if (link.kind != CopyKind::None) {
    for (auto const& run : found.runs) {
      auto const last = run.shingles - 1;
      link.runs.push_back(
        {{left.begin_byte(run.left), left.end_byte(run.left + last)},
         {right.begin_byte(run.right), right.end_byte(run.right + last)}}
      );
    }
  }
  return link;
}

}  // namespace stemma
