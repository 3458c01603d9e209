// SPDX-License-Identifier: Apache-2.0
#include "report/node_names.hpp"

#include <algorithm>

namespace stemma {

std::vector<std::string> node_names(Report const& report, Stemma const& stemma) {
  std::vector<std::string> names;
  names.reserve(stemma.witnesses.size() + stemma.lost_sources);
  for (DocId const witness : stemma.witnesses) {
    names.push_back(report.documents[index_of(witness)].id);
  }
  auto const witnesses_end = static_cast<std::ptrdiff_t>(names.size());
  std::uint32_t number = 0;
  while (names.size() < stemma.witnesses.size() + stemma.lost_sources) {
    std::string name = "lost-";
    name += std::to_string(++number);
    if (std::find(names.begin(), names.begin() + witnesses_end, name) == names.begin() + witnesses_end) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::vector<std::string> outlets_of(Report const& report, SameTexts const& same) {
  std::vector<std::string> outlets;
  for (DocId const document : same.documents) {
    auto const& outlet = report.documents[index_of(document)].outlet;
    if (outlet && std::find(outlets.begin(), outlets.end(), *outlet) == outlets.end()) {
      outlets.push_back(*outlet);
    }
  }
  return outlets;
}

}  // namespace stemma
