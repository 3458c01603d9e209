// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "report_builder.hpp"

namespace stemma::pages {

Report copies_report() {
  ReportBuilder build;
  std::string const wire_text =
    "The ferry Kyra ran aground off Adamas at dawn on Tuesday. Some 187 passengers were on board. Tugs drew it free by "
    "evening.\n"
    "\"We saw the rocks too late,\" the mate said. Nobody was hurt. The harbour stays closed until Friday.";
  std::string const retold_text =
    "Some 178 passengers were on board. The ferry Kyra ran aground off Adamas at dawn, its bow on the rocks. Divers will "
    "look at the hull on Wednesday.\n"
    "Nobody was hurt. Tugs drew it free by evening. \"We saw the rocks too late,\" the mate said. The harbour stays "
    "closed until Friday.";
  DocId const wire = build.document("wire", "Harbour Agency", "Ferry aground off Adamas", wire_text);
  DocId const boats = build.document(
    "boats", "Orbit Bulletin", "Boats to the rescue",
    "A ferry sits on the rocks off Adamas. The owners, Hellas Lines, gave no comment. In all 187 people were taken off in "
    "boats."
  );
  DocId const paper = build.document("paper", "Metro Lantern", "Ferry aground off Adamas", wire_text);
  DocId const retold = build.document("retold", "NewsRiver", "Ferry on the rocks", retold_text);
  DocId const mixed = build.document(
    "mixed", "Today24", "What we know of the ferry",
    "The ferry Kyra ran aground off Adamas at dawn on Tuesday. Divers will look at the hull on Wednesday. Tugs drew it "
    "free by night.\n"
    "Nobody was hurt. The owners, Hellas Lines, gave no comment. Some 178 passengers were on board."
  );
  DocId const radio = build.document("radio", "Coast Radio", "Ferry aground off Adamas", wire_text);
  DocId const again = build.document("again", "PulseWire", "Ferry on the rocks", retold_text);
  DocId const site = build.document("site", std::nullopt, "Ferry aground off Adamas", wire_text);
  build.publish(wire, 0);
  build.publish(boats, 60);
  build.publish(paper, 150);
  build.publish(retold, 300);
  build.publish(mixed, 600);
  build.publish(radio, 720);
  build.publish(again, 900);

  Story story;
  story.title = "Ferry aground off Adamas";
  story.stemma.witnesses = {again, boats, mixed, paper, radio, retold, site, wire};  // by id
  story.stemma.edges = {edge(5, 0, 1, 1),   edge(5, 2, 0.9, 0.7),  edge(1, 2, 0.6, 0.2), edge(7, 3, 1, 1),
                        edge(7, 4, 0.5, 1), edge(7, 5, 0.97, 0.8), edge(7, 6, 0.33, 1)};
  story.stemma.edges[6].direction = Direction::Unknown;
  story.stemma.same_texts = {{NodeId{5}, {retold, again}}, {NodeId{7}, {wire, paper, radio, site}}};
  story.stemma.origin_groups = {
    {NodeId{7}, {again, mixed, paper, radio, retold, site, wire}}, {NodeId{1}, {boats, mixed}}};
  story.apparatus = {
    {VariationKind::Number,
     0.9,
     "passengers on board",
     {build.reading("187", wire, {wire, paper, radio, site, boats}),
      build.reading("178", retold, {retold, again, mixed})},
     std::nullopt},
    {VariationKind::Detail,
     0.5,
     "when tugs drew it free",
     {build.reading("by evening", wire, {wire, paper, radio, site, retold, again}),
      build.reading("by night", mixed, {mixed})},
     std::nullopt}};
  build.report.stories.push_back(std::move(story));
  return std::move(build.report);
}

}  // namespace stemma::pages
