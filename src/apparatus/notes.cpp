// SPDX-License-Identifier: Apache-2.0
#include "apparatus/notes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "apparatus/wording.hpp"

namespace stemma {

namespace {

Mention const* mention_at(Facts const& facts, TokenRange tokens, MentionKind kind) {
  for (Mention const& mention : facts.mentions) {
    if (mention.kind == kind && mention.tokens == tokens) {
      return &mention;
    }
  }
  return nullptr;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (char const letter : text) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    }
  }
  return digits;
}

std::string note_on_numbers(std::string_view before, std::string_view after, Mention const* a, Mention const* b) {
  auto left = digits_of(before);
  auto right = digits_of(after);
  if (left.size() == right.size() && left != right) {
    std::vector<std::size_t> differing;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (left[i] != right[i]) {
        differing.push_back(i);
      }
    }
    if (differing.size() == 2 && left[differing[0]] == right[differing[1]] && left[differing[1]] == right[differing[0]]) {
      return "two digits have changed places";
    }
    if (differing.size() == 1) {
      return "one digit has changed";
    }
  }
  if (a == nullptr || b == nullptr || a->value <= 0 || b->value <= 0) {
    return "";
  }
  auto const ratio = b->value / a->value;
  if (ratio >= 1.5 || ratio <= 1 / 1.5) {
    char text[48];
    auto const times = ratio >= 1 ? ratio : 1 / ratio;
    std::snprintf(text, sizeof text, "%.1f times as %s", times, ratio >= 1 ? "much" : "little");
    return text;
  }
  return "";
}

std::string note_on_place(std::string_view text, Mention const& mention) {
  std::string const name{text};
  if (!mention.place) {
    return "";
  }
  auto const where =
    mention.place->region.empty() ? mention.place->country : mention.place->region + ", " + mention.place->country;
  if (!mention.place->is_exact) {
    return "no place is known to be spelt “" + name + "”; near in spelling to " + mention.place->name + " (" + where +
           ")";
  }
  return name + " is " + mention.place->name + " (" + where + ")";
}

class NoteWriter {
 public:
  NoteWriter(VariationUnit const& unit, StoryTellings const& story, std::span<Facts const> facts)
      : unit_{unit}, story_{story}, facts_{facts} {}

  [[nodiscard]] std::string write(std::span<Change const> changes) const {
    if (unit_.kind == VariationKind::Place) {
      return on_places();
    }
    if (changes.empty()) {
      return unit_.readings.size() == 1 ? "no other telling has it" : "";
    }
    auto const& change = changes.front();
    auto const& before = unit_.readings[change.from_reading].spans.front();
    auto const& after = unit_.readings[change.to_reading].spans.front();
    if (change.route == ChangeRoute::AcrossOrigins) {
      return "tellings of different origin differ";
    }
    switch (unit_.kind) {
      case VariationKind::Number:
        return note_on_numbers(
          text_of(story_, before), text_of(story_, after), mention(before, MentionKind::Number),
          mention(after, MentionKind::Number)
        );
      case VariationKind::Modality:
        return unit_.readings[change.to_reading].key == "plain" ? "the caution is gone" : "caution was added";
      case VariationKind::Quote:
        return unit_.change == ChangeKind::Substitution ? "the same words in another mouth"
                                                        : "words inside the quotation marks changed";
      default:
        return unit_.change == ChangeKind::Spelling ? "one name in several spellings" : "";
    }
  }

 private:
  [[nodiscard]] Mention const* mention(ReadingSpan const& span, MentionKind kind) const {
    return mention_at(facts_[span.witness], span.tokens, kind);
  }

  [[nodiscard]] std::string on_places() const {
    std::string note;
    for (UnitReading const& reading : unit_.readings) {
      auto const* place = mention(reading.spans.front(), MentionKind::Place);
      auto const part = place == nullptr ? "" : note_on_place(text_of(story_, reading.spans.front()), *place);
      if (!part.empty()) {
        note += note.empty() ? "" : "; ";
        note += part;
      }
    }
    return note;
  }

  VariationUnit const& unit_;
  StoryTellings const& story_;
  std::span<Facts const> facts_;
};

}  // namespace

std::optional<std::string> note_of(
  VariationUnit const& unit, std::span<Change const> changes, StoryTellings const& story, std::span<Facts const> facts
) {
  auto note = NoteWriter{unit, story, facts}.write(changes);
  return note.empty() ? std::nullopt : std::optional{std::move(note)};
}

}  // namespace stemma
