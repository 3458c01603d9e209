// SPDX-License-Identifier: Apache-2.0
#include "pipeline/findings.hpp"

#include <algorithm>

namespace stemma {

void expect_texts(
  CopySearch const& search, std::span<std::pmr::vector<Suspect> const> shares, std::span<Task const> tasks
) {
  if (search.state.summary.text_bytes < search.plan.cached_text_bytes) {
    return;
  }
  std::vector<std::uint32_t> documents;
  for (auto const& task : tasks) {
    for (auto const& suspect : std::span{shares[task.share]}.subspan(task.begin, task.end - task.begin)) {
      documents.insert(documents.end(), {suspect.left, suspect.right});
    }
  }
  std::ranges::sort(documents);  // which is the order of their places
  auto const repeats = std::ranges::unique(documents);
  documents.erase(repeats.begin(), repeats.end());
  std::vector<TextPlace> places;
  places.reserve(documents.size());
  for (auto const document : documents) {
    places.push_back(search.documents[document].place);
  }
  search.texts.expect(places);
}

}  // namespace stemma
