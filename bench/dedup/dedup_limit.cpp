// SPDX-License-Identifier: Apache-2.0
// The limit of `stemma dedup`: a JSONL file is merely read, with the project's own reader, and the words of its texts are
// found and hashed once, by the fastest kernel that this machine has; one thread.  usage: dedup_limit FILE.jsonl
#include <bit>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <vector>

#include "base/byte_words.hpp"
#include "corpus/corpus_stream.hpp"
#include "stemma/error.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: dedup_limit FILE.jsonl\n";
    return 2;
  }
  try {
    stemma::CorpusStreamOptions options;
    options.threads = 1;
    options.work = std::filesystem::temp_directory_path();
    std::vector<std::filesystem::path> const paths{argv[1]};
    stemma::CorpusStream stream{paths, options, [](stemma::CountedNote const&) {}};
    auto const& kernel = stemma::chosen_mask_kernel();
    stemma::ByteWords words;
    std::uint64_t bytes = 0;
    std::uint64_t sum = 0;  // printed, so that no compiler leaves the work out
    for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
      for (auto const& document : batch) {
        stemma::find_words(document.text, kernel, words);
        for (auto const hash : words.hashes) {
          sum = std::rotl(sum, 5) ^ hash;
        }
        bytes += document.text.size();
      }
    }
    std::cout << stream.documents() << " documents, " << bytes << " bytes of text, kernel " << kernel.name << ", sum "
              << sum << '\n';
  } catch (stemma::Error const& error) {
    std::cerr << "dedup_limit: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
