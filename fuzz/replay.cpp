// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without a fuzzer: over each file below a folder, and over a fixed number of distorted copies of each.
// With clang, -fsanitize=fuzzer and -DSTEMMA_LIBFUZZER the same target runs under libFuzzer instead.
//
//     corpus_reader_fuzz fuzz/seeds/corpus_reader 2000

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_target.hpp"

#ifdef STEMMA_LIBFUZZER

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  fuzz_one({reinterpret_cast<char const*>(data), size});
  return 0;
}

#else

namespace {

std::string contents(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A few bytes changed, doubled, dropped, or replaced by something that often breaks readers.
std::string distorted(std::string bytes, std::mt19937& random) {
  using namespace std::string_view_literals;
  constexpr std::string_view kBreakers[] = {
    "\0"sv,      "\xFF\xFE"sv, "\xEF\xBB\xBF"sv, "\n"sv,    "\r\n"sv,         "{"sv, "\"}\n{\""sv,
    "\\u0000"sv, "\\ud800"sv,  "[[[[[[[["sv,     "1e999"sv, "\xED\xA0\x80"sv, "\\"sv};
  auto const below = [&](std::size_t end) {
    return static_cast<std::size_t>(random() % std::max<std::size_t>(end, 1));
  };
  for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
    std::size_t const at = below(bytes.size() + 1);
    std::size_t const length = std::min(below(20), bytes.size() - at);
    switch (below(4)) {
      case 0:
        bytes.insert(at, kBreakers[below(std::size(kBreakers))]);
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      default:
        if (at < bytes.size()) {
          bytes[at] = static_cast<char>(below(256));
        }
    }
  }
  return bytes;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: " << words[0] << " FOLDER COPIES\n";
    return 2;
  }
  std::vector<std::filesystem::path> seeds;
  for (auto const& entry : std::filesystem::directory_iterator{words[1]}) {
    seeds.push_back(entry.path());
  }
  std::sort(seeds.begin(), seeds.end());
  long const copies = std::strtol(words[2], nullptr, 10);
  std::mt19937 random{20260416};
  for (auto const& seed : seeds) {
    std::string const bytes = contents(seed);
    fuzz_one(bytes);
    for (long i = 0; i < copies; ++i) {
      fuzz_one(distorted(bytes, random));
    }
  }
  std::cout << seeds.size() << " seeds, " << copies << " distorted copies of each: every promise kept\n";
  return seeds.empty() ? 1 : 0;
}

#endif
