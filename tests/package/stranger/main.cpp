// SPDX-License-Identifier: Apache-2.0
// A program of someone else: knows nothing of Stemma but its installed headers and library.
#include <iostream>
#include <sstream>
#include <utility>
#include <vector>

#include <stemma/stemma.hpp>

namespace {

stemma::Document document(char const* id, char const* text) {
  stemma::Document document;
  document.id = id;
  document.text = text;
  document.source = id;
  return document;
}

}  // namespace

int main() {
  std::vector<stemma::Document> documents;
  documents.push_back(document(
    "first",
    "The old bridge at Marlow was closed on Monday after an engineer found a crack in its eastern pier. "
    "Some 40 lorries a day will take the road through Bourne End, the county council said."
  ));
  documents.push_back(document(
    "second",
    "The old bridge at Marlow was closed on Monday after an engineer found a crack in its eastern pier. "
    "Some 400 lorries a day will take the road through Bourne End, the county council said."
  ));
  stemma::Report const report = stemma::Pipeline{{}}.run(std::move(documents));
  std::ostringstream json;
  stemma::write_json(report, json);
  std::cout << json.str().size() << " bytes of report, " << report.stories.size() << " story\n";
  return report.documents.size() == 2 && report.stories.size() == 1 ? 0 : 1;
}
