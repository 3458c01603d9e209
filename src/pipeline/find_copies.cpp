// SPDX-License-Identifier: Apache-2.0
#include "pipeline/find_copies.hpp"

#include <fstream>

#include "pipeline/copy_lines.hpp"
#include "pipeline/copy_search.hpp"

namespace stemma {

namespace {

/// Gives a finished file its name; where the name is there already, an earlier call did so.
void give_name(std::filesystem::path const& path) {
  auto part = path;
  part += ".part";
  if (std::filesystem::exists(part)) {
    std::filesystem::rename(part, path);
  }
}

void write_summary(std::filesystem::path const& path, DedupSummary const& summary) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  out << summary_text(summary);
  out.close();
  if (!out) {
    throw Error{ErrorKind::CannotWrite, "Cannot write " + path.string() + ": is the disk full?"};
  }
}

std::vector<bool> read_redundant(std::filesystem::path const& path, SearchState const& state) {
  std::vector<bool> is_redundant(state.documents);
  std::ifstream in{path, std::ios::binary};
  for (std::uint64_t i = 0; i < state.redundant_documents; ++i) {
    std::uint32_t number = 0;
    in.read(reinterpret_cast<char*>(&number), sizeof(number));
    if (!in || number >= is_redundant.size()) {
      throw Error{ErrorKind::BadOption, "The work folder is damaged; give an empty folder."};
    }
    is_redundant[number] = true;
  }
  return is_redundant;
}

/// Pairs and compares what was read.
FoundCopies finish(CopySearch& search) {
  if (search.state.stage == SearchState::Stage::Pair) {
    search.announce("pair", search.state.next_share, BlockSpill::kShares);
    pair_documents(search);
  }
  if (search.state.stage == SearchState::Stage::Compare) {
    search.announce("compare", search.state.next_share, BlockSpill::kShares);
    compare_documents(search);
  }
  give_name(search.paths.output / "links.jsonl");
  give_name(search.paths.output / "clusters.jsonl");
  write_summary(search.paths.output / "summary.json", search.state.summary);
  return {search.state.summary, read_redundant(search.folder.file("redundant"), search.state)};
}

CopySearch search_for(SearchRequest const& request, TextStore const& texts, CheckpointPace const& pace) {
  return {
    texts,
    request.options,
    plan_memory(request.options),
    request.memory,
    request.paths,
    request.listener,
    pace,
    chosen_mask_kernel(),
    WorkFolder{request.paths.work, request.paths.is_lasting, request.options},
    SearchState{&request.memory},
    DocumentTable{&request.memory},
    {}};
}

}  // namespace

FoundCopies find_copies(
  DocumentStream& stream, TextStore const& texts, SearchRequest const& request, CheckpointPace const& pace
) {
  auto search = search_for(request, texts, pace);
  search.state = search.folder.load(&search.memory);
  search.folder.load_documents(search.documents, search.state.documents);
  read_documents(search, stream);
  return finish(search);
}

std::uint64_t read_shard(CorpusStream& stream, SearchRequest const& request) {
  // What is half done is done again: the state is written once.
  constexpr CheckpointPace never{~std::uint64_t{0}};
  auto search = search_for(request, stream, never);
  read_documents(search, stream);
  stream.finish_part();
  return search.documents.size();
}

FoundCopies find_copies_of_shards(
  CorpusStream& stream, std::span<std::filesystem::path const> shards, SearchRequest const& request
) {
  constexpr CheckpointPace pace;
  auto search = search_for(request, stream, pace);
  search.state = search.folder.load(&search.memory);
  take_shards(search, stream, shards);
  return search.documents.size() == 0 ? FoundCopies{} : finish(search);
}

}  // namespace stemma
