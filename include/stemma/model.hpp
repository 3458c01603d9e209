// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.hpp"
#include "stemma/grouping.hpp"
#include "stemma/input_note.hpp"
#include "stemma/place.hpp"

namespace stemma {

/// How the words of two tellings correspond in a passage.
enum class PassageKind { Verbatim, Edited, Reworded };

/// An aligned run of text in two tellings of one story.
struct Passage {
  PassageKind kind = PassageKind::Verbatim;
  double similarity = 0;  ///< 0…1, weighted share of words that correspond.
  Span left;
  Span right;
};

/// What a variation unit is about.
enum class VariationKind {
  Place,
  Person,
  Organisation,
  Number,
  Date,
  Quote,
  Attribution,    ///< Who is said to have said it, or how it became known.
  Modality,       ///< A hedge, a negation or a certainty that changed.
  Detail,         ///< A checkable statement that only some tellings have.
  Contradiction,  ///< One telling says two things that cannot both be so; its readings are these two.
};

/// The kind as reports write it: "place".
[[nodiscard]] constexpr std::string_view name_of(VariationKind kind) noexcept {
  constexpr std::string_view names[] = {"place", "person",      "organisation", "number", "date",
                                        "quote", "attribution", "modality",     "detail", "contradiction"};
  return names[static_cast<std::size_t>(kind)];
}

/// What some tellings have at one place of the story.
struct Reading {
  std::string text;            ///< As its first carrier writes it.
  std::optional<DocId> first;  ///< First carrier on the stemma; none where it cannot be told.
  std::vector<Span> spans;     ///< Where it stands; at least one, sorted by document id, then position.
};

/// One place of the story at which tellings disagree, with all its readings.
struct ApparatusEntry {
  VariationKind kind = VariationKind::Detail;
  double severity = 0;  ///< 0…1; at or above 0.5 a fact changed.
  std::string label;    ///< What the place is about, in a person's words.
  std::vector<Reading> readings;
  std::optional<std::string> note;
};

/// A node of a stemma: below `Stemma::witnesses.size()` a witness, from there on a lost source.
enum class NodeId : std::uint32_t {};

[[nodiscard]] constexpr std::size_t index_of(NodeId id) noexcept {
  return static_cast<std::size_t>(id);
}

/// One reason to believe an edge, in words.
struct Evidence {
  std::string kind;   ///< A short word: "wording", "reading", "quote", "time", "credit", "order".
  std::string text;   ///< One sentence or clause for people.
  double weight = 0;  ///< Log-odds that it adds; negative where it speaks against the edge.
};

enum class Direction { Known, Unknown };

/// The best parent that was not chosen.
struct RunnerUp {
  NodeId parent{};
  double confidence = 0;  ///< Probability, 0…1.
};

/// `child` has `parent` as a source.
struct StemmaEdge {
  NodeId parent{};
  NodeId child{};
  Direction direction = Direction::Known;
  double confidence = 0;  ///< Probability that this edge is right, 0…1.
  double share = 0;       ///< Part of the child's words that lean on this parent, 0…1.
  std::vector<Evidence> evidence;
  std::optional<RunnerUp> runner_up;
};

/// Tellings whose words are the same, word for word: one text that several outlets printed, one node to who draws it.
struct SameTexts {
  NodeId node{};                 ///< The witness that stands for them and has their source: the earliest stamped.
  std::vector<DocId> documents;  ///< Two or more, that of `node` first; the others have no edges but those from it.
};

/// The tellings that go back to one independent telling. A merge stands in several groups.
struct OriginGroup {
  NodeId root{};
  std::vector<DocId> documents;  ///< Sorted; contains the root where it is a document.
};

/// Who copied whom in one story.
struct Stemma {
  std::vector<DocId> witnesses;  ///< Sorted by document id (the string).
  std::uint32_t lost_sources = 0;
  std::vector<StemmaEdge> edges;      ///< Sorted by child, then by falling share.
  std::vector<SameTexts> same_texts;  ///< Sorted by node.
  std::vector<OriginGroup> origin_groups;
};

/// The tellings of one event, and what happened to it on the way.
struct Story {
  std::string title;
  std::optional<Grouping> grouped;  ///< None for a single telling.
  Stemma stemma;
  std::vector<Passage> passages;
  std::vector<ApparatusEntry> apparatus;  ///< Ranked by falling severity.
  std::vector<NamedPlace> places;         ///< Those on the map first, each by name.
};

/// Wall time of one stage.
struct StageTiming {
  std::string stage;
  double seconds = 0;
};

/// Everything that a run found. Written as JSON in the form `stemma.report/1`.
struct Report {
  std::vector<Document> documents;  ///< Sorted by id.
  std::vector<InputNote> skipped;   ///< Documents that could not be read, and why.
  std::vector<InputNote> notices;   ///< Documents that were read with a reservation, and which.
  std::vector<Story> stories;       ///< Largest first, ties by first document id.
  std::vector<NearestStories> nearest_not_merged;
  std::vector<StageTiming> timings;
};

}  // namespace stemma
