// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus_reader.hpp"

#include <utility>

namespace stemma {

CorpusReader::CorpusReader(Options const& options) : options_{options} {}

Corpus CorpusReader::read(std::span<std::filesystem::path const> /*paths*/) const {
  return {};
}

Corpus CorpusReader::adopt(std::vector<Document> documents) const {
  return {std::move(documents), {}, {}};
}

}  // namespace stemma
