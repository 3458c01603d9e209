// SPDX-License-Identifier: Apache-2.0
#include "pipeline/find_copies.hpp"

#include <fstream>

#include "pipeline/copy_lines.hpp"
#include "pipeline/copy_search.hpp"

namespace stemma {

namespace {

/// Gives a finished file its name; where the name is there already, an earlier call did so.
void finish(std::filesystem::path const& path) {
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

}  // namespace

FoundCopies find_copies(
  DocumentStream& stream,
  TextStore const& texts,
  DedupOptions const& options,
  CopySearchPaths const& paths,
  SpillMemory& memory,
  DedupListener const& listener,
  CheckpointPace const& pace
) {
  CopySearch search{
    texts,
    options,
    plan_memory(options),
    memory,
    paths,
    listener,
    pace,
    chosen_mask_kernel(),
    WorkFolder{paths.work, paths.is_lasting, options},
    SearchState{&memory},
    DocumentTable{&memory}};
  search.state = search.folder.load(&memory);
  search.folder.load_documents(search.documents, search.state.documents);
  read_documents(search, stream);
  if (search.state.stage == SearchState::Stage::Pair) {
    search.announce("pair", search.state.next_share, BlockSpill::kShares);
    pair_documents(search);
  }
  if (search.state.stage == SearchState::Stage::Compare) {
    search.announce("compare", search.state.next_share, BlockSpill::kShares);
    compare_documents(search);
  }
  finish(paths.output / "links.jsonl");
  finish(paths.output / "clusters.jsonl");
  write_summary(paths.output / "summary.json", search.state.summary);
  return {search.state.summary, read_redundant(search.folder.file("redundant"), search.state)};
}

}  // namespace stemma
