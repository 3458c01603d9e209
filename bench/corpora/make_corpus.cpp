// SPDX-License-Identifier: Apache-2.0
// Writes made news with planted copies and traps as JSONL, and the truth about them beside it (NAME.truth.jsonl).
// The same arguments give the same bytes on every machine.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "bench/corpora/planted_corpus.hpp"
#include "bench/corpora/record_line.hpp"

namespace {

using stemma::bench::PlantedCorpus;
using stemma::bench::TextLength;

constexpr std::size_t kBufferBytes = 4U << 20U;
constexpr std::string_view kUsage =
  "usage: make_corpus (--documents N | --bytes N) [--seed N] [--short] [--no-truth] FILE.jsonl\n"
  "Writes FILE.jsonl and, unless --no-truth, FILE.truth.jsonl. N may end in k, M or G (thousands, millions, ...).\n";

struct Request {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t seed = 2026;
  TextLength length = TextLength::News;
  bool with_truth = true;
  std::filesystem::path file;
};

std::uint64_t count_of(std::string const& text) {
  char* end = nullptr;
  auto const count = std::strtoull(text.c_str(), &end, 10);
  switch (*end) {
    case 'k':
      return count * 1'000;
    case 'M':
      return count * 1'000'000;
    case 'G':
      return count * 1'000'000'000;
    default:
      return count;
  }
}

bool read_request(int argc, char** argv, Request& request) {
  for (int i = 1; i < argc; ++i) {
    std::string_view const argument = argv[i];
    auto const number = [&] { return i + 1 < argc ? count_of(argv[++i]) : 0; };
    if (argument == "--documents") {
      request.documents = number();
    } else if (argument == "--bytes") {
      request.bytes = number();
    } else if (argument == "--seed") {
      request.seed = number();
    } else if (argument == "--short") {
      request.length = TextLength::Short;
    } else if (argument == "--no-truth") {
      request.with_truth = false;
    } else if (!argument.starts_with("-") && request.file.empty()) {
      request.file = argument;
    } else {
      return false;
    }
  }
  return !request.file.empty() && (request.documents == 0) != (request.bytes == 0);
}

/// How many documents are about so many bytes: from the mean of the first ones.
std::uint64_t documents_in(Request const& request) {
  constexpr std::uint64_t sample = 4000;
  PlantedCorpus const corpus{sample, request.seed, request.length};
  std::string lines;
  for (std::uint64_t place = 0; place < sample; ++place) {
    auto const document = corpus.document(place);
    append_record(document, corpus.outlets()[document.outlet], lines);
  }
  return request.bytes * sample / lines.size() + 1;
}

/// Writes `count` lines that `append` makes one after another.
template <typename Append>
bool write_lines(std::filesystem::path const& path, std::uint64_t count, Append const& append) {
  std::ofstream file{path, std::ios::binary};
  std::string lines;
  for (std::uint64_t i = 0; i < count; ++i) {
    append(i, lines);
    if (lines.size() >= kBufferBytes || i + 1 == count) {
      file.write(lines.data(), static_cast<std::streamsize>(lines.size()));
      lines.clear();
    }
  }
  file.close();
  if (!file) {
    std::cerr << "make_corpus: cannot write " << path << '\n';
  }
  return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  if (!read_request(argc, argv, request)) {
    std::cerr << kUsage;
    return 2;
  }
  auto const documents = request.documents != 0 ? request.documents : documents_in(request);
  PlantedCorpus const corpus{documents, request.seed, request.length};
  auto const is_written = write_lines(request.file, corpus.documents(), [&](std::uint64_t place, std::string& lines) {
    auto const document = corpus.document(place);
    append_record(document, corpus.outlets()[document.outlet], lines);
  });
  if (!is_written) {
    return 1;
  }
  if (!request.with_truth) {
    return 0;
  }
  auto truth = request.file;
  truth.replace_extension(".truth.jsonl");
  return write_lines(
           truth, corpus.groups(),
           [&](std::uint64_t group, std::string& lines) {
             append_truth(corpus.story(group), corpus.trap(group), lines);
           }
         )
           ? 0
           : 1;
}
