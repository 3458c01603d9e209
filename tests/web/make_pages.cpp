// SPDX-License-Identifier: Apache-2.0
// Writes the reports on which the page is tested, each as NAME.html and NAME.json, into the folder named on the command line:
//   rich     every sign that a stemma can show: two origins, a lost source, a merge, unknown direction, no time, non-ASCII
//   hostile  texts that try to be more than text, in every field that comes from outside
//   many     a story of 250 tellings
//   empty    nothing was read
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "stemma/report_writers.hpp"

namespace {

using namespace stemma;  // NOLINT(google-build-using-namespace): a test program of one file

constexpr std::int64_t DAWN = 20559 * std::int64_t{86400} + 5 * 3600;  // 2026-04-16T05:00:00Z

/// Builds a report from the outside in: documents first, then what was found in them.
class ReportBuilder {
 public:
  DocId document(std::string id, std::optional<std::string> outlet, std::string title, std::string body) {
    Document document;
    document.id = std::move(id);
    document.outlet = std::move(outlet);
    document.text = title + "\n" + std::move(body);
    document.title = std::move(title);
    document.source = "articles/" + document.id + ".txt";
    document.language = "en";
    report.documents.push_back(std::move(document));
    return DocId{static_cast<std::uint32_t>(report.documents.size() - 1)};
  }

  void publish(DocId id, std::int64_t minutes) {
    report.documents[index_of(id)].published = UtcTime{std::chrono::seconds{DAWN + minutes * 60}};
  }

  [[nodiscard]] Span span(DocId id, std::string const& words) const {
    std::size_t const begin = report.documents[index_of(id)].text.find(words);
    if (begin == std::string::npos) {
      throw std::logic_error{"no such words in " + report.documents[index_of(id)].id + ": " + words};
    }
    return {id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
  }

  [[nodiscard]] Reading reading(
    std::string const& words, std::optional<DocId> first, std::vector<DocId> const& carriers
  ) const {
    Reading reading{words, first, {}};
    for (DocId const carrier : carriers) {
      reading.spans.push_back(span(carrier, words));
    }
    return reading;
  }

  Report report;
};

StemmaEdge edge(std::uint32_t parent, std::uint32_t child, double confidence, double share) {
  return {NodeId{parent}, NodeId{child}, Direction::Known, confidence, share, {}, std::nullopt};
}

Report rich_report() {
  ReportBuilder build;
  DocId const wire = build.document(
    "wire", "Harbour Agency", "Levee breaks at Vranjevo",
    "The Tisza broke its levee at Vranjevo – north of Novi Bečej – at 3:40 a.m. on Tuesday. Some 1,140 people were "
    "moved out.\n"
    "Water may have crept along an old culvert, the mayor said. \"It did not wait for us,\" said Ljiljana Terzin."
  );
  DocId const copy = build.document(
    "copy", "Metro Lantern", "Levee breaks, 1,140 moved out",
    "The Tisza broke its levee at Vranjevo – north of Novi Bečej – at 3:40 a.m. on Tuesday. Some 1,140 people were "
    "moved out.\n"
    "Water may have crept along an old culvert, the mayor said."
  );
  DocId const other = build.document(
    "other", "Orbit Bulletin", "Sirens at dawn in Novi Bečej",
    "Sirens woke Novi Bečej before four. People from Vranjevo, 1,140 in all, sleep in a sports hall tonight, the mayor "
    "said."
  );
  DocId const spin = build.document(
    "spin", "PulseWire 🚢", "Forty minutes to flee",
    "Black water in the dark: the river took Vrajnevo, and 1,410 people ran. It tunnelled along a forgotten culvert.\n"
    "\"We should not have waited,\" said Ljiljana Terzin. Analysts call it an accident waiting to happen."
  );
  DocId const merged = build.document(
    "merged", "Today24", "What we know of the levee at Vrajnevo",
    "The river took Vrajnevo, and 1,140 people sleep in a sports hall tonight. Sirens woke Novi Bečej before four."
  );
  DocId const brief = build.document(
    "brief", std::nullopt, "Flood in brief", "The Tisza broke its levee at Vranjevo; 1,140 people were moved out."
  );
  DocId const left = build.document(
    "left", "West Post", "Dyke gives way",
    "A dyke gave way on Tuesday; the fire brigade counted 61 pumps and 1,140 people moved."
  );
  DocId const right = build.document(
    "right", "صوت النهر", "السد ينهار عند النهر",
    "انهار السد يوم الثلاثاء. the fire brigade counted 16 pumps and 1,140 people moved."
  );
  build.publish(wire, 0);
  build.publish(other, 38);
  build.publish(copy, 50);
  build.publish(spin, 840);
  build.publish(merged, 1300);
  build.publish(left, 300);
  build.publish(right, 420);

  Story story;
  story.title = "Levee breaks at Vranjevo";
  story.stemma.witnesses = {brief, copy, left, merged, other, right, spin, wire};  // by id
  story.stemma.lost_sources = 1;
  story.stemma.edges = {edge(7, 0, 0.48, 0.7), edge(7, 1, 0.99, 0.97), edge(8, 2, 0.8, 0.5), edge(6, 3, 0.66, 0.5),
                        edge(4, 3, 0.6, 0.4),  edge(8, 5, 0.7, 0.4),   edge(7, 6, 0.86, 0.3)};
  story.stemma.edges[0].direction = Direction::Unknown;
  story.stemma.edges[0].runner_up = {NodeId{1}, 0.43};
  story.stemma.edges[6].evidence = {
    {"wording", "30% of its words stand in the source", 1.8},
    {"reading", "both name Ljiljana Terzin; the other origin does not", 0.9},
    {"reading", "it writes Vrajnevo where the source has Vranjevo", -0.5}};
  story.stemma.edges[6].runner_up = {NodeId{1}, 0.09};
  story.stemma.origin_groups = {
    {NodeId{7}, {brief, copy, merged, spin, wire}}, {NodeId{4}, {merged, other}}, {NodeId{8}, {left, right}}};
  story.passages = {
    {PassageKind::Verbatim, 1.0, build.span(copy, "The Tisza broke its levee at Vranjevo – north of Novi Bečej"),
     build.span(wire, "The Tisza broke its levee at Vranjevo – north of Novi Bečej")},
    {PassageKind::Edited, 0.8, build.span(merged, "river took Vrajnevo, and"),
     build.span(spin, "river took Vrajnevo, and")}};
  story.apparatus = {
    {VariationKind::Number,
     0.9,
     "people moved out",
     {build.reading("1,140", wire, {wire, copy, other, brief, merged, left, right}),
      build.reading("1,410", spin, {spin})},
     std::nullopt},
    {VariationKind::Number,
     0.8,
     "pumps of the fire brigade",
     {build.reading("61 pumps", std::nullopt, {left}), build.reading("16 pumps", std::nullopt, {right})},
     std::nullopt},
    {VariationKind::Quote,
     0.8,
     "what Ljiljana Terzin said",
     {build.reading("It did not wait for us", wire, {wire}), build.reading("We should not have waited", spin, {spin})},
     "The sense turns."},
    {VariationKind::Place,
     0.7,
     "where the levee broke",
     {build.reading("Vranjevo", wire, {wire, copy, other, brief}), build.reading("Vrajnevo", spin, {spin, merged})},
     std::nullopt},
    {VariationKind::Modality,
     0.6,
     "how sure the cause is",
     {build.reading("may have crept", wire, {wire, copy}), build.reading("tunnelled", spin, {spin})},
     std::nullopt},
    {VariationKind::Detail,
     0.5,
     "who calls it an accident",
     {build.reading("Analysts call it an accident waiting to happen", spin, {spin})},
     std::nullopt},
    {VariationKind::Place,
     0.2,
     "name of the town",
     {build.reading("Novi Bečej", wire, {wire, copy, other, merged})},
     std::nullopt}};
  story.places = {
    {"Novi Bečej", "Vojvodina", "RS", 45.6, 20.13, {build.span(wire, "Novi Bečej"), build.span(other, "Novi Bečej")}},
    {"Serbia", "", "RS", 44.8, 20.47, {build.span(wire, "Tisza")}},
    {"Suva", "Central", "FJ", -18.14, 178.44, {build.span(right, "pumps")}},
    {"Vranje", "Pčinja", "RS", 42.55, 21.9, {build.span(spin, "Vrajnevo"), build.span(merged, "Vrajnevo")}},
    {"Vranjevo",
     "Vojvodina",
     "RS",
     45.61,
     20.12,
     {build.span(wire, "Vranjevo"), build.span(copy, "Vranjevo"), build.span(other, "Vranjevo"),
      build.span(brief, "Vranjevo")}},
    {"Tisza", "", "", 0, 0, {build.span(wire, "Tisza")}}};
  build.report.stories.push_back(std::move(story));

  DocId const one = build.document(
    "undated-1", std::nullopt, "Bell stolen at night", "The bell of 1742 was stolen from the tower; 3 men were seen."
  );
  DocId const two = build.document(
    "undated-2", std::nullopt, "Church bell is gone", "The bell of 1742 was stolen from the tower; 5 men were seen."
  );
  Story undated;
  undated.title = "Bell stolen at night";
  undated.stemma.witnesses = {one, two};
  undated.stemma.edges = {edge(0, 1, 0.9, 0.9)};
  undated.stemma.origin_groups = {{NodeId{0}, {one, two}}};
  undated.apparatus = {
    {VariationKind::Number,
     0.9,
     "men seen",
     {build.reading("3 men", one, {one}), build.reading("5 men", two, {two})},
     std::nullopt}};
  build.report.stories.push_back(std::move(undated));

  DocId const alone =
    build.document("zoo", "Quayside Briefs", "Otter born at the zoo", "An otter was born at the zoo on Sunday.");
  Story single;
  single.title = "Otter born at the zoo";
  single.stemma.witnesses = {alone};
  single.stemma.origin_groups = {{NodeId{0}, {alone}}};
  build.report.stories.push_back(std::move(single));
  build.report.nearest_not_merged = {{0, 1, 0.21}};
  build.report.skipped = {
    {"articles/broken.jsonl", 17, "not UTF-8 at byte 4031"}, {"articles/empty.txt", std::nullopt, "the file is empty"}};
  build.report.notices = {{"articles/odd.jsonl", 3, "the time has no zone; taken as UTC"}};
  return std::move(build.report);
}

/// Each tries to be more than text. The page must show it, and `window.hit` must stay unset.
std::vector<std::string> hostile_texts() {
  std::string zalgo = "Z";
  for (int i = 0; i < 400; ++i) {
    zalgo += "\xCC\x8D\xCC\xBF";
  }
  std::vector<std::string> texts = {
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<iframe src=javascript:window.hit=1></iframe>",
    "<a href=javascript:window.hit=1>x</a>",
    "javascript:window.hit=1",
    "\" onmouseover=\"window.hit=1",
    "' autofocus onfocus='window.hit=1",
    "<style>*{display:none}</style>",
    "</style><style>body{background:url(http://example.invalid/)}</style>",
    "<!--",
    "--><b>",
    "]]>",
    "<![CDATA[",
    "{{constructor.constructor('window.hit=1')()}}",
    "${window.hit=1}",
    "`;window.hit=1;`",
    "\\u003cscript\\u003e",
    "&lt;script&gt;",
    "&#x3C;b&#x3E;",
    "<base href=http://example.invalid/>",
    "<link rel=stylesheet href=http://example.invalid/x.css>",
    "<meta http-equiv=refresh content=0;url=http://example.invalid/>",
    "<form action=http://example.invalid/><input name=q></form>",
    "<object data=x></object>",
    "<math><mtext></mtext></math>",
    "__proto__",
    "constructor",
    "toString",
    std::string{"NUL\0inside", 10},
    "\x1B[31mred\x07",
    "\xE2\x80\xAE"
    "drow desrever",
    "\xE2\x81\xA7"
    "isolate",
    "\xEF\xBB\xBF"
    "BOM",
    zalgo,
    "../../etc/passwd",
    "data:text/html,<script>window.hit=1</script>",
    "%3Cscript%3E",
    "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8",
    "x' OR 1=1 --"};
  return texts;
}

Report hostile_report() {
  ReportBuilder build;
  auto const texts = hostile_texts();
  Story story;
  story.title = "</script><img src=x onerror=window.hit=1>";
  std::vector<DocId> all;
  std::string const huge(1'000'000, 'W');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string const number = std::to_string(100 + i);
    DocId const id = build.document(
      number + texts[i], texts[i], texts[i],
      "In " + number + " it says " + texts[i] + " and no more." + (i == 5 ? " " + huge : "")
    );
    build.report.documents[index_of(id)].source = texts[i];
    build.publish(id, static_cast<std::int64_t>(10 * i));
    story.stemma.witnesses.push_back(id);
    all.push_back(id);
    if (i > 0) {
      StemmaEdge link = edge(
        static_cast<std::uint32_t>((i - 1) / 3), static_cast<std::uint32_t>(i), 0.5 + 0.01 * static_cast<double>(i), 0.5
      );
      link.evidence = {{texts[i], texts[i], 1.0}, {"time", texts[texts.size() - i], -1.0}};
      story.stemma.edges.push_back(link);
    }
  }
  story.stemma.origin_groups = {{NodeId{0}, all}};
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    auto const kind = static_cast<VariationKind>(i % 9);
    story.apparatus.push_back(
      {kind,
       i < 30 ? 0.9 : 0.3,
       texts[i],
       {build.reading(texts[i], all[i], {all[i]}), build.reading(texts[i + 1], all[i + 1], {all[i + 1]})},
       texts[i]}
    );
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    bool const is_known = i % 2 == 0;
    story.places.push_back(
      {texts[i],
       is_known ? texts[texts.size() - 1 - i] : "",
       is_known ? "XX" : "",
       10.0 + static_cast<double>(i),
       179.0,
       {build.span(all[i], texts[i])}}
    );
  }
  story.passages = {{PassageKind::Verbatim, 1.0, build.span(all[0], "it says"), build.span(all[1], "it says")}};
  build.report.stories.push_back(std::move(story));
  for (std::string const& text : texts) {
    build.report.skipped.push_back({text, 1, text});
    build.report.notices.push_back({text + "\xFF\xC0", std::nullopt, text});
  }
  return std::move(build.report);
}

Report many_report() {
  ReportBuilder build;
  Story story;
  story.title = "A story told often";
  std::vector<DocId> all;
  for (std::uint32_t i = 0; i < 250; ++i) {
    std::string const number = std::to_string(1000 + i);
    std::string body;
    for (int s = 0; s < 12; ++s) {
      body += "Sentence " + std::to_string(s) + " tells that bridge " +
              std::to_string((s * 7 + static_cast<int>(i)) % 40) + " was closed by the town. ";
    }
    DocId const id = build.document("m" + number, "Outlet " + number, "Telling " + number, body);
    build.publish(id, 7 * i);
    story.stemma.witnesses.push_back(id);
    all.push_back(id);
    if (i > 2) {
      story.stemma.edges.push_back(edge(i / 4, i, 0.9, 0.6));
    }
  }
  for (std::uint32_t i = 0; i < 40; ++i) {
    Reading early{"bridge", all[i], {}};
    Reading late{"closed", all[i + 1], {}};
    for (std::size_t d = 0; d < all.size(); ++d) {
      (d % (i + 2) == 0 ? late : early).spans.push_back(build.span(all[d], d % (i + 2) == 0 ? "closed" : "bridge"));
    }
    story.apparatus.push_back(
      {VariationKind::Number, 0.9 - 0.01 * i, "place " + std::to_string(i), {early, late}, std::nullopt}
    );
  }
  for (std::uint32_t root = 0; root < 3; ++root) {
    story.stemma.origin_groups.push_back({NodeId{root}, {all[root]}});
  }
  build.report.stories.push_back(std::move(story));
  return std::move(build.report);
}

void write(Report const& report, std::filesystem::path const& folder, std::string const& name) {
  std::ofstream page{folder / (name + ".html"), std::ios::binary};
  write_page(report, page);
  std::ofstream json{folder / (name + ".json"), std::ios::binary};
  write_json(report, json);
  if (!page.flush() || !json.flush()) {
    throw std::runtime_error{"cannot write into " + folder.string()};
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: stemma_test_pages FOLDER\n";
    return 2;
  }
  std::filesystem::path const folder = words[1];
  std::filesystem::create_directories(folder);
  write(rich_report(), folder, "rich");
  write(hostile_report(), folder, "hostile");
  write(many_report(), folder, "many");
  write(stemma::Report{}, folder, "empty");
}
