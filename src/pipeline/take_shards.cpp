// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "pipeline/copy_search.hpp"

namespace stemma {

namespace {

/// The first document of the whole pile with the bytes of one that was the first of its shard.
std::uint32_t first_alike(CopySearch& search, std::uint32_t number, std::vector<char>& space) {
  auto& documents = search.documents;
  auto const first = documents.first_with_hash(documents[number].text_hash, number);
  if (first == number) {
    return number;
  }
  std::vector<char> other_space;
  auto const text = search.texts.text(documents[number].place, space);
  return text == search.texts.text(documents[first].place, other_space) ? first : number;
}

}  // namespace

void take_shards(CopySearch& search, CorpusStream& stream, std::span<std::filesystem::path const> folders) {
  auto& documents = search.documents;
  std::uint64_t text_bytes = 0;
  std::vector<char> space;
  for (auto const& folder : folders) {
    WorkFolder const work{folder, false, search.options};
    auto state = work.load(&search.memory);
    if (state.stage != SearchState::Stage::Pair) {
      throw Error{ErrorKind::NoInput, folder.native() + " is damaged; run this shard again"};
    }
    auto const begin = documents.size();
    if (begin + state.documents >= kMostPlaces) {
      throw Error{ErrorKind::BadOption, "More than 2147483646 documents; split the input."};
    }
    std::pmr::vector<TextPlace> places{&search.memory};
    places.reserve(state.documents);
    work.each_document(state.documents, [&](DocumentEntry entry) {
      entry.same_as += begin;
      places.push_back(entry.place);
      documents.add() = entry;
    });
    stream.take_part(folder, places);
    for (auto number = begin; number < documents.size(); ++number) {
      auto& entry = documents[number];
      search.memory.ease_at(number);
      if (entry.same_as != number) {
        entry.same_as = documents[entry.same_as].same_as;
      } else if (entry.same_as = first_alike(search, number, space); entry.same_as != number) {
        entry.shingles = entry.different_anchors = 0;  // its figures are those of the first
      }
    }
    text_bytes += state.summary.text_bytes;
    search.shards.push_back(std::make_unique<ShardAnchors>(work.file("anchors"), std::move(state.anchor_blocks), begin)
    );
  }
  search.state.documents = documents.size();
  if (search.state.stage == SearchState::Stage::Read) {
    finish_reading(search, text_bytes);
  }
}

}  // namespace stemma
