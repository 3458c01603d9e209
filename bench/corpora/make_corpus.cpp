// SPDX-License-Identifier: Apache-2.0
// Writes made news with planted copies and traps as JSONL, one record a line; "copy_of" and "kind" are the truth.
// The same arguments give the same bytes on every machine.  usage: make_corpus DOCUMENTS [SEED=2026] > corpus.jsonl
#include <cstdlib>
#include <iostream>
#include <string>

#include "bench/corpora/planted_corpus.hpp"

namespace {

/// Made texts have no signs that JSON forbids but quotes and line ends.
std::string quoted(std::string const& text) {
  std::string quoted = "\"";
  for (char const sign : text) {
    if (sign == '"' || sign == '\\') {
      quoted += '\\';
    }
    quoted += sign == '\n' ? std::string{"\\n"} : std::string(1, sign);
  }
  return quoted + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: make_corpus DOCUMENTS [SEED=2026] > corpus.jsonl\n";
    return 2;
  }
  using stemma::bench::PlantedCorpus;
  auto const size = std::strtoull(argv[1], nullptr, 10);
  PlantedCorpus const corpus{argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2026};
  for (std::uint64_t group = 0; group * PlantedCorpus::kGroupSize < size; ++group) {
    auto const documents = corpus.group(group);
    for (auto const& document : documents) {
      std::cout << "{\"id\": " << quoted(document.id) << ", \"kind\": " << quoted(document.kind);
      if (document.original != stemma::bench::PlantedDocument::kNone) {
        std::cout << ", \"copy_of\": " << quoted(documents[document.original].id);
      }
      std::cout << ", \"text\": " << quoted(document.text) << "}\n";
    }
  }
  return std::cout ? 0 : 1;
}
