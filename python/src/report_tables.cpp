// SPDX-License-Identifier: Apache-2.0
#include "python/src/report_tables.hpp"

#include <array>

namespace stemma::python {

namespace {

using Seconds = NumberColumn<std::int64_t>;
using Count = NumberColumn<std::uint32_t>;
using Share = NumberColumn<double>;

constexpr char const* kTime = "tss:UTC";
constexpr char const* kCount = "I";
constexpr char const* kShare = "g";

std::string_view name_of(PassageKind kind) {
  constexpr std::array<std::string_view, 3> names{"verbatim", "edited", "reworded"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(LinkKind kind) {
  constexpr std::array<std::string_view, 5> names{"same", "inflected", "synonym", "spelling", "replaced"};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<std::int64_t> seconds_of(std::optional<UtcTime> time) {
  return time ? std::optional{static_cast<std::int64_t>(time->time_since_epoch().count())} : std::nullopt;
}

std::optional<std::string_view> view_of(std::optional<std::string> const& text) {
  return text ? std::optional<std::string_view>{*text} : std::nullopt;
}

/// A document by its id; a lost source by its name within the story, as the JSON has it.
std::string node_name(Report const& report, Stemma const& stemma, NodeId node) {
  auto const index = index_of(node);
  return index < stemma.witnesses.size() ? report.documents[index_of(stemma.witnesses[index])].id
                                         : "lost-" + std::to_string(index - stemma.witnesses.size() + 1);
}

/// A span as three columns: id of the document, first byte, byte after the last.
class SpanColumns {
 public:
  explicit SpanColumns(Report const& report) : report_{report} {}

  void add(Span const& span) {
    document_.add(report_.documents[index_of(span.document)].id);
    begin_.add(span.begin_byte);
    end_.add(span.end_byte);
  }

  void finish(std::string const& prefix, std::vector<ArrowNode>& columns) && {
    std::string const before = prefix.empty() ? "" : prefix + "_";
    columns.push_back(std::move(document_).finish(prefix.empty() ? "document" : prefix));
    columns.push_back(std::move(begin_).finish(before + "begin_byte"));
    columns.push_back(std::move(end_).finish(before + "end_byte"));
  }

 private:
  Report const& report_;
  TextColumn document_;
  Count begin_{kCount};
  Count end_{kCount};
};

ArrowTable notes_table(std::vector<InputNote> const& notes) {
  TextColumn source;
  NumberColumn<std::uint64_t> line{"L"};
  TextColumn reason;
  for (InputNote const& note : notes) {
    source.add(note.source);
    line.add(note.line);
    reason.add(note.reason);
  }
  return ArrowTable{
    {std::move(source).finish("source"), std::move(line).finish("line"), std::move(reason).finish("reason")}};
}

}  // namespace

ArrowTable documents_table(Report const& report) {
  std::vector<std::uint32_t> story_of(report.documents.size());
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    for (DocId const id : report.stories[s].stemma.witnesses) {
      story_of[index_of(id)] = static_cast<std::uint32_t>(s);
    }
  }
  TextColumn id;
  Count story{kCount};
  TextColumn title;
  TextColumn outlet;
  Seconds published{kTime};
  TextColumn language;
  TextColumn source;
  TextColumn text;
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    Document const& document = report.documents[i];
    id.add(document.id);
    story.add(story_of[i]);
    title.add(view_of(document.title));
    outlet.add(view_of(document.outlet));
    published.add(seconds_of(document.published));
    language.add(document.language);
    source.add(document.source);
    text.add(document.text);
  }
  return ArrowTable{
    {std::move(id).finish("id"), std::move(story).finish("story"), std::move(title).finish("title"),
     std::move(outlet).finish("outlet"), std::move(published).finish("published"),
     std::move(language).finish("language"), std::move(source).finish("source"), std::move(text).finish("text")}};
}

ArrowTable stories_table(Report const& report) {
  Count story{kCount};
  TextColumn title;
  Count documents{kCount};
  Count origins{kCount};
  Count lost{kCount};
  Count differences{kCount};
  Share similarity{kShare};
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    Story const& found = report.stories[s];
    story.add(static_cast<std::uint32_t>(s));
    title.add(found.title);
    documents.add(static_cast<std::uint32_t>(found.stemma.witnesses.size()));
    origins.add(static_cast<std::uint32_t>(found.stemma.origin_groups.size()));
    lost.add(found.stemma.lost_sources);
    differences.add(static_cast<std::uint32_t>(found.apparatus.size()));
    similarity.add(found.grouped ? std::optional{found.grouped->similarity} : std::nullopt);
  }
  return ArrowTable{
    {std::move(story).finish("story"), std::move(title).finish("title"), std::move(documents).finish("documents"),
     std::move(origins).finish("origins"), std::move(lost).finish("lost_sources"),
     std::move(differences).finish("differences"), std::move(similarity).finish("similarity")}};
}

ArrowTable edges_table(Report const& report) {
  Count story{kCount};
  TextColumn parent;
  TextColumn child;
  Share share{kShare};
  Share confidence{kShare};
  FlagColumn is_direction_known;
  TextColumn runner_up;
  Share runner_up_confidence{kShare};
  ListColumn evidence;
  TextColumn evidence_kind;
  TextColumn evidence_text;
  Share evidence_weight{kShare};
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    Stemma const& stemma = report.stories[s].stemma;
    for (StemmaEdge const& edge : stemma.edges) {
      story.add(static_cast<std::uint32_t>(s));
      parent.add(node_name(report, stemma, edge.parent));
      child.add(node_name(report, stemma, edge.child));
      share.add(edge.share);
      confidence.add(edge.confidence);
      is_direction_known.add(edge.direction == Direction::Known);
      if (edge.runner_up) {
        runner_up.add(node_name(report, stemma, edge.runner_up->parent));
        runner_up_confidence.add(edge.runner_up->confidence);
      } else {
        runner_up.add({});
        runner_up_confidence.add({});
      }
      evidence.add(edge.evidence.size());
      for (Evidence const& reason : edge.evidence) {
        evidence_kind.add(reason.kind);
        evidence_text.add(reason.text);
        evidence_weight.add(reason.weight);
      }
    }
  }
  auto reasons = struct_of(
    "item", {std::move(evidence_kind).finish("kind"), std::move(evidence_text).finish("text"),
             std::move(evidence_weight).finish("weight")}
  );
  return ArrowTable{
    {std::move(story).finish("story"), std::move(parent).finish("parent"), std::move(child).finish("child"),
     std::move(share).finish("share"), std::move(confidence).finish("confidence"),
     std::move(is_direction_known).finish("is_direction_known"), std::move(runner_up).finish("runner_up"),
     std::move(runner_up_confidence).finish("runner_up_confidence"),
     std::move(evidence).finish("evidence", std::move(reasons))}};
}

ArrowTable readings_table(Report const& report) {
  Count story{kCount};
  Count entry{kCount};
  TextColumn kind;
  Share severity{kShare};
  TextColumn label;
  TextColumn text;
  TextColumn first;
  SpanColumns spans{report};
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    auto const& apparatus = report.stories[s].apparatus;
    for (std::size_t e = 0; e < apparatus.size(); ++e) {
      for (Reading const& reading : apparatus[e].readings) {
        for (Span const& span : reading.spans) {
          story.add(static_cast<std::uint32_t>(s));
          entry.add(static_cast<std::uint32_t>(e));
          kind.add(stemma::name_of(apparatus[e].kind));
          severity.add(apparatus[e].severity);
          label.add(apparatus[e].label);
          text.add(reading.text);
          first.add(
            reading.first ? std::optional<std::string_view>{report.documents[index_of(*reading.first)].id}
                          : std::nullopt
          );
          spans.add(span);
        }
      }
    }
  }
  std::vector<ArrowNode> columns{std::move(story).finish("story"), std::move(entry).finish("entry"),
                                 std::move(kind).finish("kind"),   std::move(severity).finish("severity"),
                                 std::move(label).finish("label"), std::move(text).finish("reading"),
                                 std::move(first).finish("first")};
  std::move(spans).finish("", columns);
  return ArrowTable{std::move(columns)};
}

ArrowTable passages_table(Report const& report) {
  Count story{kCount};
  TextColumn kind;
  Share similarity{kShare};
  SpanColumns left{report};
  SpanColumns right{report};
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    for (Passage const& passage : report.stories[s].passages) {
      story.add(static_cast<std::uint32_t>(s));
      kind.add(name_of(passage.kind));
      similarity.add(passage.similarity);
      left.add(passage.left);
      right.add(passage.right);
    }
  }
  std::vector<ArrowNode> columns{
    std::move(story).finish("story"), std::move(kind).finish("kind"), std::move(similarity).finish("similarity")};
  std::move(left).finish("left", columns);
  std::move(right).finish("right", columns);
  return ArrowTable{std::move(columns)};
}

ArrowTable skipped_table(Report const& report) {
  return notes_table(report.skipped);
}

ArrowTable notices_table(Report const& report) {
  return notes_table(report.notices);
}

ArrowTable compared_passages_table(Comparison const& comparison) {
  TextColumn kind;
  Share similarity{kShare};
  SpanColumns left{comparison.report};
  SpanColumns right{comparison.report};
  for (ComparedPassage const& compared : comparison.passages) {
    kind.add(name_of(compared.passage.kind));
    similarity.add(compared.passage.similarity);
    left.add(compared.passage.left);
    right.add(compared.passage.right);
  }
  std::vector<ArrowNode> columns{std::move(kind).finish("kind"), std::move(similarity).finish("similarity")};
  std::move(left).finish("left", columns);
  std::move(right).finish("right", columns);
  return ArrowTable{std::move(columns)};
}

ArrowTable compared_words_table(Comparison const& comparison) {
  Count passage{kCount};
  TextColumn kind;
  SpanColumns left{comparison.report};
  SpanColumns right{comparison.report};
  for (std::size_t p = 0; p < comparison.passages.size(); ++p) {
    for (LinkedWords const& words : comparison.passages[p].words) {
      passage.add(static_cast<std::uint32_t>(p));
      kind.add(name_of(words.kind));
      left.add(words.left);
      right.add(words.right);
    }
  }
  std::vector<ArrowNode> columns{std::move(passage).finish("passage"), std::move(kind).finish("kind")};
  std::move(left).finish("left", columns);
  std::move(right).finish("right", columns);
  return ArrowTable{std::move(columns)};
}

ArrowTable differences_table(Comparison const& comparison) {
  TextColumn kind;
  Share severity{kShare};
  TextColumn label;
  std::array<ListColumn, 2> lists;
  std::array<TextColumn, 2> texts;
  auto const add = [&](std::size_t side, std::vector<Span> const& spans) {
    lists[side].add(spans.size());
    for (Span const& span : spans) {
      std::string_view const text = comparison.report.documents[index_of(span.document)].text;
      texts[side].add(text.substr(span.begin_byte, span.end_byte - span.begin_byte));
    }
  };
  for (FactDifference const& difference : comparison.differences) {
    kind.add(stemma::name_of(difference.kind));
    severity.add(difference.severity);
    label.add(difference.label);
    add(0, difference.left);
    add(1, difference.right);
  }
  return ArrowTable{
    {std::move(kind).finish("kind"), std::move(severity).finish("severity"), std::move(label).finish("label"),
     std::move(lists[0]).finish("left", std::move(texts[0]).finish("item")),
     std::move(lists[1]).finish("right", std::move(texts[1]).finish("item"))}};
}

}  // namespace stemma::python
