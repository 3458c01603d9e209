// SPDX-License-Identifier: Apache-2.0
// Asks an archive for texts of a JSONL file, one after another, and says how long the answers took.
//   archive_queries DIR FILE.jsonl [--count N] [--seconds S] [--known]
// Every so-manieth text of the file is asked for, from all of it. --known: each must be found, as it stands in the archive.
// With --seconds it goes on for so long, as a reader beside a writer: the number of documents may only grow.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "stemma/archive.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Request {
  std::string folder;
  std::string file;
  std::size_t count = 1000;
  double seconds = 0;
  bool are_known = false;
};

/// Texts from all of the file, as many as are wanted.
std::vector<std::string> texts_of(Request const& request) {
  std::ifstream file{request.file, std::ios::binary | std::ios::ate};
  auto const size = static_cast<std::size_t>(file.tellg());
  simdjson::dom::parser parser;
  std::vector<std::string> texts;
  std::string line;
  for (std::size_t i = 0; i < request.count; ++i) {
    file.clear();
    file.seekg(static_cast<std::streamoff>(size / request.count * i));
    if (i > 0) {
      std::getline(file, line);
    }
    if (std::getline(file, line)) {
      texts.emplace_back(std::string_view{parser.parse(line)["text"]});
    }
  }
  return texts;
}

double processor_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Time that this thread was ready to run and had to wait for a processor: the machine's doing, and nobody else's.
double waited_ms() {
  std::ifstream file{"/proc/thread-self/schedstat"};
  std::uint64_t ran = 0;
  std::uint64_t waited = 0;
  file >> ran >> waited;
  return static_cast<double>(waited) / 1e6;
}

/// Bytes that belong to this process alone.
std::size_t private_bytes() {
  std::ifstream file{"/proc/self/smaps_rollup"};
  std::size_t all = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("Anonymous:")) {  // pages of mapped files are the system's
      all += std::strtoull(line.c_str() + 10, nullptr, 10) * 1024;
    }
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  for (int i = 1; i < argc; ++i) {
    std::string_view const word = argv[i];
    if (word == "--count") {
      request.count = std::strtoull(argv[++i], nullptr, 10);
    } else if (word == "--seconds") {
      request.seconds = std::strtod(argv[++i], nullptr);
    } else if (word == "--known") {
      request.are_known = true;
    } else {
      (request.folder.empty() ? request.folder : request.file) = word;
    }
  }
  auto const texts = texts_of(request);
  stemma::Options options;
  options.threads = 1;
  stemma::Archive archive{request.folder, options};
  stemma::ArchiveQuestion question;
  std::vector<double> took;
  std::vector<double> processor;  // on a busy machine the only time that tells
  std::vector<double> blocked;    // by locks, the disk, another process: neither run nor ready to run
  std::size_t missed = 0;
  std::size_t torn = 0;
  std::uint64_t documents = 0;
  auto const begin = Clock::now();
  auto const ask = [&](std::string const& text, bool is_counted) {
    question.text = text;
    auto const waited_from = waited_ms();
    auto const processor_from = processor_ms();
    auto const from = Clock::now();
    auto const answer = archive.query(question);
    std::chrono::duration<double, std::milli> const time = Clock::now() - from;
    if (is_counted) {
      took.push_back(time.count());
      processor.push_back(processor_ms() - processor_from);
      blocked.push_back(std::max(0.0, time.count() - processor.back() - (waited_ms() - waited_from)));
      missed += answer.matches.empty() || answer.matches.front().share_question < 0.99 ? 1U : 0U;
    }
  };
  if (request.seconds == 0) {
    for (auto const& text : texts) {
      ask(text, false);
    }
    for (auto const& text : texts) {
      ask(text, true);
    }
  }
  for (std::size_t i = 0; std::chrono::duration<double>(Clock::now() - begin).count() < request.seconds; ++i) {
    ask(texts[i % texts.size()], true);
    auto const now = archive.stats().documents;
    torn += now < documents ? 1U : 0U;
    documents = now;
  }
  std::ranges::sort(took);
  std::ranges::sort(processor);
  std::ranges::sort(blocked);
  auto const at = [](std::vector<double> const& times, double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  std::cout << "{\"queries\": " << took.size() << ", \"p50_ms\": " << at(took, 0.5)
            << ", \"p99_ms\": " << at(took, 0.99) << ", \"max_ms\": " << took.back()
            << ", \"p50_processor_ms\": " << at(processor, 0.5) << ", \"p99_processor_ms\": " << at(processor, 0.99)
            << ", \"p99_blocked_ms\": " << at(blocked, 0.99) << ", \"max_blocked_ms\": " << blocked.back()
            << ", \"missed\": " << missed << ", \"torn\": " << torn << ", \"private_mb\": " << private_bytes() / 1000000
            << "}\n";
  return (request.are_known && missed > 0) || torn > 0 ? 1 : 0;
}
