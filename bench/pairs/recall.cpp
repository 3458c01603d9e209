// SPDX-License-Identifier: Apache-2.0
// Plants copies and traps among made news, looks for the copies, and says how many of each kind were found, how many
// links are false, and how long it took.  usage: pairs_recall [documents=100000] [threads=1]
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "bench/corpora/planted_corpus.hpp"
#include "pairs/candidates.hpp"
#include "pairs/pair_finder.hpp"
#include "pairs/shingle_table.hpp"
#include "sketches/sketcher.hpp"

namespace {

using stemma::bench::PlantedCorpus;
using stemma::bench::PlantedDocument;

struct Corpus {
  std::vector<stemma::Document> documents;
  std::vector<PlantedDocument> planted;  // without texts
  std::size_t bytes = 0;
};

Corpus make_corpus(std::size_t size) {
  PlantedCorpus const maker{2026};
  Corpus corpus;
  for (std::uint64_t group = 0; corpus.documents.size() < size; ++group) {
    for (auto& planted : maker.group(group)) {
      stemma::Document document;
      document.id = planted.id;
      document.text = std::move(planted.text);
      planted.text.clear();
      corpus.bytes += document.text.size();
      corpus.documents.push_back(std::move(document));
      corpus.planted.push_back(std::move(planted));
    }
  }
  return corpus;
}

struct Tally {
  std::size_t planted = 0;
  std::size_t found = 0;
};

void print(std::string_view kind, Tally const& tally) {
  auto const share = static_cast<double>(tally.found) / static_cast<double>(std::max<std::size_t>(tally.planted, 1));
  std::cout << std::left << std::setw(39) << kind << std::right << std::setw(7) << tally.planted << std::setw(8)
            << tally.found << std::setw(9) << std::setprecision(4) << share << '\n';
}

/// Time that this program had a processor, over all threads: the same whatever else the machine does.
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// The promises: what kinds of planted pairs must be found.
struct Promises {
  Tally alike;    ///< Resemblance of 0.5 or more.
  Tally partial;  ///< A shared run of 50 words or more, or containment of 0.3 or more.
};

void count_promised(Promises& promises, stemma::Document const& left, stemma::Document const& right, bool is_found) {
  auto const& kernel = stemma::chosen_mask_kernel();
  stemma::ShingleTable table;
  table.build(left.text, kernel);
  auto const shared = table.compare(right.text, kernel, {});
  auto const left_size = static_cast<double>(table.size());
  auto const right_size = static_cast<double>(stemma::count_shingles(right.text, kernel));
  auto const count = [&](Tally& tally) {
    ++tally.planted;
    tally.found += is_found ? 1U : 0U;
  };
  if (shared.shared >= 0.5 * (left_size + right_size - shared.shared)) {
    count(promises.alike);
  }
  if (shared.longest + stemma::kShingleWords - 1 >= 50 || shared.shared >= 0.3 * std::min(left_size, right_size)) {
    count(promises.partial);
  }
}

/// Copies of one original are copies of each other; every other link is false.
bool is_true_link(Corpus const& corpus, std::size_t left, std::size_t right) {
  auto const is_of_story = [&](std::size_t i) {
    return corpus.planted[i].kind == "original" || corpus.planted[i].original != PlantedDocument::kNone;
  };
  return left / PlantedCorpus::kGroupSize == right / PlantedCorpus::kGroupSize && is_of_story(left) &&
         is_of_story(right);
}

void print_recall(Corpus const& corpus, stemma::CopyPairs const& found) {
  std::set<std::pair<std::size_t, std::size_t>> links;
  std::map<std::string, std::size_t> false_links;
  std::set<std::size_t> falsely_linked;
  std::size_t false_count = 0;
  for (auto const& pair : found.pairs) {
    auto const left = index_of(pair.left);
    auto const right = index_of(pair.right);
    links.emplace(left, right);
    if (!is_true_link(corpus, left, right)) {
      ++false_count;
      ++false_links[corpus.planted[left].kind + " with " + corpus.planted[right].kind];
      falsely_linked.insert({left, right});
    }
  }
  std::map<std::string, Tally> copies;
  std::map<std::string, Tally> traps;
  Promises promises;
  for (std::size_t i = 0; i < corpus.planted.size(); ++i) {
    auto const& planted = corpus.planted[i];
    auto const group = i / PlantedCorpus::kGroupSize * PlantedCorpus::kGroupSize;
    if (planted.original != PlantedDocument::kNone) {
      auto& tally = copies[planted.kind];
      ++tally.planted;
      auto const is_found = links.contains({group + planted.original, i});
      tally.found += is_found ? 1U : 0U;
      count_promised(promises, corpus.documents[group + planted.original], corpus.documents[i], is_found);
    }
    if (planted.is_trap) {
      auto& tally = traps[planted.kind];
      ++tally.planted;
      tally.found += falsely_linked.contains(i) ? 1U : 0U;
    }
  }
  std::cout << "\nkind                                   planted   found   recall\n" << std::fixed;
  for (auto const& [kind, tally] : copies) {
    print(kind, tally);
  }
  print("(resemblance >= 0.5)", promises.alike);
  print("(run >= 50 words or contained >= 0.3)", promises.partial);
  std::cout << "\ntrap                                     texts  linked    share\n";
  for (auto const& [kind, tally] : traps) {
    print(kind, tally);
  }
  std::cout << "\nlinks " << found.pairs.size() << ", false " << false_count << '\n';
  for (auto const& [kind, count] : false_links) {
    std::cout << "  false: " << kind << ": " << count << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  auto const size = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  auto const threads = argc > 2 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : 1U;
  auto const corpus = make_corpus(size);
  auto const megabytes = static_cast<double>(corpus.bytes) / 1e6;
  std::cout << corpus.documents.size() << " documents, " << megabytes << " MB, " << threads << " threads, kernel "
            << stemma::chosen_mask_kernel().name << '\n';

  auto const begin = processor_seconds();
  std::vector<stemma::Sketch> sketches(corpus.documents.size());
  stemma::Sketcher const sketcher;
  stemma::parallel_for(sketches.size(), threads, [&](std::size_t i) {
    sketches[i] = sketcher.sketch(corpus.documents[i].text);
  });
  auto const sketched = processor_seconds();
  auto const candidates = stemma::find_candidates(sketches).pairs.size();
  auto const named = processor_seconds();
  auto const found = stemma::PairFinder{threads}.find(sketches, corpus.documents);
  auto const paired = processor_seconds();

  auto const all = sketched - begin + paired - named;
  std::cout << std::setprecision(3) << "processor time: sketches " << sketched - begin << " s, candidates "
            << named - sketched << " s, candidates and verification " << paired - named << " s; all " << megabytes / all
            << " MB/s a core\n"
            << candidates << " candidates, " << found.crowded_groups << " crowded groups\n";
  print_recall(corpus, found);
}
