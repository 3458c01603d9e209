// SPDX-License-Identifier: Apache-2.0
// The limit of `stemma dedup`: a JSONL file is merely read, with the project's own reader, and the words of its texts are
// found and hashed once, by the fastest kernel that this machine has.  usage: dedup_limit FILE.jsonl
#include <bit>
#include <cstdint>
#include <iostream>
#include <string>

#include "base/byte_words.hpp"
#include "corpus/byte_stream.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/record.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: dedup_limit FILE.jsonl\n";
    return 2;
  }
  constexpr std::size_t longest_bytes = 64U << 20U;
  stemma::FileStream stream{argv[1]};
  stemma::LineReader lines{stream, {}, longest_bytes};
  stemma::RecordParser parser{{}};
  auto const& kernel = stemma::chosen_mask_kernel();
  stemma::ByteWords words;
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;  // printed, so that no compiler leaves the work out
  while (auto const line = lines.next()) {
    auto const record = parser.parse(line->text);
    stemma::find_words(record.document.text, kernel, words);
    for (auto const hash : words.hashes) {
      sum = std::rotl(sum, 5) ^ hash;
    }
    bytes += record.document.text.size();
    ++documents;
  }
  if (stream.failure()) {
    std::cerr << "dedup_limit: " << *stream.failure() << '\n';
    return 1;
  }
  std::cout << documents << " documents, " << bytes << " bytes of text, kernel " << kernel.name << ", sum " << sum
            << '\n';
  return 0;
}
