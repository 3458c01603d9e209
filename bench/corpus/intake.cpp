// SPDX-License-Identifier: Apache-2.0
// How fast documents come in: from a JSONL file, plain, gzip and zstd, to unescaped and checked texts.
// Checks first that every way gives the same documents as the careful reader of `trace`, and that they can be read again.
//
//     corpus_intake CORPUS.jsonl [THREADS=1]        the file should be in the cache, and of 100 MB or more
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "corpus/byte_stream.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/packing_file.hpp"
#include "corpus/record.hpp"

namespace {

namespace fs = std::filesystem;
using namespace stemma;

constexpr int kRuns = 5;

std::uint64_t mixed(std::uint64_t sum, std::string_view text) {
  return XXH3_64bits_withSeed(text.data(), text.size(), sum);
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Line by line with the parser that `trace` uses.
std::uint64_t slow_sum(fs::path const& path) {
  FileStream file{path.native()};
  LineReader lines{file, "", 1UL << 30U};
  RecordParser parser{FieldNames{.title = "no such field"}};
  std::uint64_t sum = 0;
  while (auto const line = lines.next()) {
    Record const record = parser.parse(line->text);
    sum = record.fault ? sum : mixed(sum, record.document.text);
  }
  return sum;
}

CorpusStream stream_of(fs::path const& path, fs::path const& work, unsigned threads) {
  CorpusStreamOptions options;
  options.threads = threads;
  options.work = work;
  return CorpusStream{std::vector<fs::path>{path}, options, [](CountedNote const&) {}};
}

bool is_right(fs::path const& path, fs::path const& work, unsigned threads, std::uint64_t wanted) {
  CorpusStream stream = stream_of(path, work, threads);
  std::uint64_t sum = 0;
  std::uint64_t sum_again = 0;
  std::vector<char> space;
  for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
    for (StreamedDocument const& document : batch) {
      sum = mixed(sum, document.text);
      sum_again = mixed(sum_again, stream.text(document.place, space));
    }
  }
  return sum == wanted && sum_again == wanted;
}

double median_seconds(auto const& work) {
  std::vector<double> seconds;
  for (int run = 0; run < kRuns; ++run) {
    double const begin = processor_seconds();
    work();
    seconds.push_back(processor_seconds() - begin);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[kRuns / 2];
}

std::uint64_t read_raw(fs::path const& path) {
  FileStream file{path.native()};
  std::vector<char> space(1UL << 20U);
  std::uint64_t bytes = 0;
  for (auto count = file.read(space); count > 0; count = file.read(space)) {
    bytes += count;
  }
  return bytes;
}

void show(std::string_view what, double seconds, std::uint64_t bytes) {
  std::cout << what << ": " << seconds * 1e9 / static_cast<double>(bytes) << " ns a byte, "
            << static_cast<double>(bytes) / seconds / 1e6 << " MB/s of processor time\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: corpus_intake CORPUS.jsonl [THREADS=1]\n";
    return 2;
  }
  fs::path const corpus = argv[1];
  auto const threads = static_cast<unsigned>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1);
  fs::path const work = fs::temp_directory_path() / "stemma-corpus-intake";
  fs::create_directories(work);
  std::array<fs::path, 3> const files{corpus, work / "corpus.jsonl.gz", work / "corpus.jsonl.zst"};
  for (std::size_t i = 1; i < files.size(); ++i) {
    PackingFile packed{files[i], i == 1 ? Packing::Gzip : Packing::Zstd};
    FileStream file{corpus.native()};
    std::vector<char> space(1UL << 20U);
    for (auto count = file.read(space); count > 0; count = file.read(space)) {
      packed.write({space.data(), count});
    }
    packed.finish();
  }
  std::uint64_t const wanted = slow_sum(corpus);
  std::uint64_t const bytes = fs::file_size(corpus);
  show("raw reading", median_seconds([&] { static_cast<void>(read_raw(corpus)); }), bytes);
  for (fs::path const& file : files) {
    if (!is_right(file, work, threads, wanted)) {
      std::cerr << file.native() << ": not the documents that it has\n";
      return 1;
    }
    show(
      file.filename().native(), median_seconds([&] {
        CorpusStream stream = stream_of(file, work, threads);
        while (!stream.next().empty()) {
        }
      }),
      bytes
    );
  }
  fs::remove_all(work);
  return 0;
}
