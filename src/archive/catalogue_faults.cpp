// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "archive/catalogue.hpp"

namespace stemma {

std::vector<std::string> Catalogue::faults() {
  std::vector<std::string> faults;
  DatabaseQuery integrity{database_, "PRAGMA integrity_check(20)"};
  while (integrity.next()) {
    if (integrity.text(0) != "ok") {
      faults.push_back("the catalogue is damaged: " + std::string{integrity.text(0)});
    }
  }
  constexpr std::pair<char const*, char const*> kLaws[] = {
    {"documents whose story is that of no document",
     "SELECT count(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM documents o WHERE o.number = d.story)"},
    {"stories whose count of documents is wrong",
     "SELECT count(*) FROM stories s WHERE s.documents <>"
     " (SELECT count(*) FROM documents d WHERE d.story = s.story AND d.story <> d.number) +"
     " (SELECT count(*) FROM documents d WHERE d.number = s.story)"},
    {"stories of several documents that are not listed",
     "SELECT count(DISTINCT story) FROM documents d WHERE story <> number AND"
     " NOT EXISTS (SELECT 1 FROM stories s WHERE s.story = d.story)"},
    {"documents with the id of another", "SELECT count(*) - count(DISTINCT id) FROM documents"},
    {"segments whose count of documents is wrong",
     "SELECT count(*) FROM segments s WHERE s.documents - s.removed <>"
     " (SELECT count(*) FROM documents d WHERE d.number BETWEEN s.first_number AND s.last_number)"},
    {"documents that are in no segment",
     "SELECT count(*) - (SELECT coalesce(sum(documents - removed), 0) FROM segments) FROM documents"},
    {"documents with names that are not listed",
     "SELECT count(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM names n WHERE n.number = d.language)"
     " OR NOT EXISTS (SELECT 1 FROM names n WHERE n.number = d.source)"},
  };
  for (auto const& [what, query] : kLaws) {
    if (auto const count = database_.number(query); count != 0) {
      faults.push_back("the catalogue has " + std::to_string(count) + " " + what);
    }
  }
  return faults;
}

}  // namespace stemma
