// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "report_builder.hpp"

namespace stemma::pages {

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
  for (std::uint32_t i = 0; i < 120; ++i) {
    Reading early{"bridge", all[i], {}};
    Reading late{"closed", all[i + 1], {}};
    for (std::size_t d = 0; d < all.size(); ++d) {
      (d % (i % 40 + 2) == 0 ? late : early)
        .spans.push_back(build.span(all[d], d % (i % 40 + 2) == 0 ? "closed" : "bridge"));
    }
    story.apparatus.push_back(
      {VariationKind::Number, 0.9 - 0.003 * i, "place " + std::to_string(i), {early, late}, std::nullopt}
    );
  }
  for (std::uint32_t root = 0; root < 3; ++root) {
    story.stemma.origin_groups.push_back({NodeId{root}, {all[root]}});
  }
  build.report.stories.push_back(std::move(story));
  return std::move(build.report);
}

Report pile_report() {
  ReportBuilder build;
  for (std::uint32_t i = 0; i < 1501; ++i) {
    std::string const number = std::to_string(1000 + i);
    std::string first_text;
    std::string second_text;
    for (int s = 0; s < (i == 0 ? 400 : 2); ++s) {
      std::string const sentence =
        "Sentence " + std::to_string(s) + " of event " + number + " tells of bridge " + std::to_string(s * 7);
      first_text += sentence + " in full. ";
      second_text += sentence + (s % 5 == 0 ? " in brief. " : " in full. ");
    }
    first_text += "It counted 17 boats.";
    second_text += "It counted 71 boats.";
    DocId const first = build.document("p" + number + "a", "Outlet " + number, "Event " + number, first_text);
    DocId const second =
      build.document("p" + number + "b", "Other " + number, "Event " + number + " again", second_text);
    build.publish(first, 7 * i);
    build.publish(second, 7 * i + 60);
    Story story;
    story.title = "Event " + number;
    story.grouped = Grouping{0.8, {"Event", number}};
    story.stemma.witnesses = {first, second};
    story.stemma.edges = {edge(0, 1, 0.9, 0.9)};
    story.stemma.origin_groups = {{NodeId{0}, {first, second}}};
    story.apparatus = {
      {VariationKind::Number,
       0.9,
       "boats",
       {build.reading("17 boats", first, {first}), build.reading("71 boats", second, {second})},
       std::nullopt}};
    build.report.stories.push_back(std::move(story));
  }
  build.report.nearest_not_merged = {{3, 4, 0.21}, {10, 700, 0.19}};
  return std::move(build.report);
}

}  // namespace stemma::pages
