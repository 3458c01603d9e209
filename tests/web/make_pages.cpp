// SPDX-License-Identifier: Apache-2.0
// Writes the reports on which the page is tested, each as NAME.html and NAME.json, into the folder named on the command line:
//   rich     every sign that a stemma can show: two origins, a lost source, a merge, unknown direction, no time, non-ASCII
//   hostile  texts that try to be more than text, in every field that comes from outside; as .dot, .graphml and .tei, too
//   copies   several documents with one text; sentences moved, dropped and added
//   many     a story of 250 tellings
//   pile     1,501 stories, the first of two long texts
//   empty    nothing was read
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "report_builder.hpp"

namespace {

using namespace stemma;         // NOLINT(google-build-using-namespace): a test program
using namespace stemma::pages;  // NOLINT(google-build-using-namespace)

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
  story.grouped = Grouping{0.41, {"Vranjevo", "Tisza", "Novi Bečej", "1,140"}};
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

void write(Report const& report, std::filesystem::path const& folder, std::string const& name) {
  std::ofstream page{folder / (name + ".html"), std::ios::binary};
  write_page(report, page);
  std::ofstream json{folder / (name + ".json"), std::ios::binary};
  write_json(report, json);
  if (!page.flush() || !json.flush()) {
    throw std::runtime_error{"cannot write into " + folder.string()};
  }
}

void write_for_others(Report const& report, std::filesystem::path const& folder, std::string const& name) {
  std::ofstream dot{folder / (name + ".dot"), std::ios::binary};
  write_dot(report, dot);
  std::ofstream graphml{folder / (name + ".graphml"), std::ios::binary};
  write_graphml(report, graphml);
  std::ofstream tei{folder / (name + ".tei"), std::ios::binary};
  write_tei(report, tei);
  if (!dot.flush() || !graphml.flush() || !tei.flush()) {
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
  write_for_others(rich_report(), folder, "rich");
  write(hostile_report(), folder, "hostile");
  write_for_others(hostile_report(), folder, "hostile");
  write(copies_report(), folder, "copies");
  write(many_report(), folder, "many");
  write(pile_report(), folder, "pile");
  write(stemma::Report{}, folder, "empty");
}
