// SPDX-License-Identifier: Apache-2.0
// Times the search for copies by itself: the texts of a JSONL file are read into memory first, and only what follows counts.
// Processor time of all threads, and wall time; and the limit, every byte hashed once.
//   usage: dedup_engine CORPUS.jsonl OUTPUT_FOLDER [threads=1]
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include <simdjson.h>

#include "base/document_stream.hpp"
#include "pipeline/document_table.hpp"
#include "pipeline/find_copies.hpp"

namespace {

using Clock = std::chrono::steady_clock;

/// All documents of a file, in memory.
class Corpus : public stemma::DocumentStream, public stemma::TextStore {
 public:
  explicit Corpus(char const* path) {
    simdjson::ondemand::parser parser;
    auto const json = simdjson::padded_string::load(path).value();
    simdjson::ondemand::document_stream lines = parser.iterate_many(json, 64U << 20U);
    for (auto line : lines) {
      ids_.emplace_back(line["id"].get_string().value());
      texts_.emplace_back(line["text"].get_string().value());
      bytes_ += texts_.back().size();
    }
  }

  [[nodiscard]] std::span<stemma::StreamedDocument const> next() override {
    constexpr std::size_t batch = 4096;
    batch_.clear();
    while (at_ < texts_.size() && batch_.size() < batch) {
      batch_.push_back({at_, ids_[at_], texts_[at_], {}, {at_, 0, 0}});
      ++at_;
    }
    return batch_;
  }

  [[nodiscard]] std::string_view text(stemma::TextPlace const& place, std::vector<char>&) const override {
    return texts_[place.begin_byte];
  }

  [[nodiscard]] std::string_view id(stemma::TextPlace const& place, std::vector<char>&) const override {
    return ids_[place.begin_byte];
  }

  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

  [[nodiscard]] std::vector<std::string> const& texts() const noexcept { return texts_; }

 private:
  std::vector<std::string> ids_;
  std::vector<std::string> texts_;
  std::vector<stemma::StreamedDocument> batch_;
  std::size_t at_ = 0;
  std::size_t bytes_ = 0;
};

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: dedup_engine CORPUS.jsonl OUTPUT_FOLDER [threads=1]\n";
    return 2;
  }
  Corpus corpus{argv[1]};
  std::filesystem::path const output{argv[2]};
  auto const work = output / "work";
  std::filesystem::remove_all(output);
  std::filesystem::create_directories(work);
  stemma::DedupOptions options;
  options.threads = argc > 3 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : 1;
  auto const megabytes = static_cast<double>(corpus.bytes()) / 1e6;

  auto begin = processor_seconds();
  std::uint64_t sum = 0;
  for (auto const& text : corpus.texts()) {
    sum += stemma::hash_of_text(text);
  }
  auto const limit = processor_seconds() - begin;
  std::cout << std::fixed << std::setprecision(3) << corpus.texts().size() << " documents, " << megabytes
            << " MB of text; hashed once in " << limit << " s (" << sum % 10 << ")\n";

  begin = processor_seconds();
  auto const wall_begin = Clock::now();
  std::string stage;
  auto stage_begin = begin;
  auto const end_stage = [&](std::string_view next) {
    if (stage != next) {
      auto const now = processor_seconds();
      if (!stage.empty()) {
        std::cout << "  to the end of " << stage << ": " << now - stage_begin << " s\n";
      }
      stage_begin = now;
      stage = next;
    }
  };
  auto const found = stemma::find_copies(corpus, corpus, options, {output, work}, [&](auto const& progress) {
    end_stage(progress.stage);
  });
  end_stage("");
  auto const took = processor_seconds() - begin;
  std::chrono::duration<double> const wall = Clock::now() - wall_begin;
  auto const& summary = found.summary;
  std::cout << "search: " << took << " s of processor, " << wall.count() << " s; " << std::setprecision(1)
            << megabytes / took << " MB/s a core\n"
            << summary.suspect_pairs << " pairs compared; links: " << summary.exact_links << " exact, "
            << summary.reformatted_links << " reformatted, " << summary.edited_links << " edited, "
            << summary.contained_links << " contained, " << summary.partial_links << " partial; " << summary.clusters
            << " clusters, " << summary.boilerplate_anchors << " boilerplate anchors, " << summary.crowded_documents
            << " crowded documents\n";
  std::filesystem::remove_all(work);
}
