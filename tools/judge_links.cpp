// SPDX-License-Identifier: Apache-2.0
/// Finds stemmata as `stemma trace` does and prints what the surety of each link is reckoned from, for fitting it.
///
///     judge_links [--no-times] FILE
///
/// In    documents, in any form that `stemma trace` reads.
/// Out   a line a link, tab-separated: its sort (link; lost, or told where the texts name the lost source; same; copy), parent, child, and its features (trees/calibration.hpp); behind
///       those of a copy "|" and the features of its copyists. A lost source is "story:number".
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "collation/collator.hpp"
#include "corpus/corpus_reader.hpp"
#include "facts/fact_reader.hpp"
#include "pairs/pair_finder.hpp"
#include "pipeline/assemble.hpp"
#include "sketches/sketcher.hpp"
#include "stories/story_clusterer.hpp"
#include "tokens/tokenizer.hpp"
#include "trees/link_judge.hpp"

namespace {

using namespace stemma;

template <typename Features>
void print(Features const& features) {
  for (double const feature : features) {
    std::cout << '\t' << feature;
  }
}

/// The links of one story, in the order in which TreeBuilder draws them.
class Printer {
 public:
  Printer(StemmaFinder const& found, std::size_t story)
      : found_{found}, judge_{found}, prefix_{std::to_string(story) + ":"} {}

  void print_all() {
    print_links();
    print_lost();
    print_copies();
    print_same();
  }

 private:
  [[nodiscard]] std::string const& name(WitnessIndex different) const {
    return found_.different().tellings[different].document->id;
  }

  static void begin(std::string_view sort, std::string const& parent, std::string const& child) {
    std::cout << sort << '\t' << parent << '\t' << child;
  }

  void print_links() const {
    auto const& parents = found_.with_lost().draft.parents;
    for (WitnessIndex child = 0; child < parents.size(); ++child) {
      for (std::size_t i = 0; i < parents[child].size(); ++i) {
        begin("link", name(parents[child][i]), name(child));
        print(link_features(judge_.link(child, i)));
        std::cout << '\n';
      }
    }
  }

  void print_lost() {
    for (LostSource const& source : found_.with_lost().lost) {
      auto const parent = prefix_ + std::to_string(lost_++);
      for (auto const& child : source.children) {
        begin(child.is_told ? "told" : "lost", parent, name(child.witness));
        print(lost_features(judge_.lost(child)));
        std::cout << '\n';
      }
    }
  }

  void print_copies() {
    for (Graft const& graft : found_.grafts()) {
      auto const name_of = [&](FamilyNode node) {
        auto const members = graft.members.size();
        return node < members ? name(graft.members[node]) : prefix_ + std::to_string(lost_ + node - members);
      };
      for (FamilyLink const& link : graft.tree.links) {
        auto const judged = judged_copy(link, graft.tree);
        begin("copy", name_of(link.parent), name_of(link.child));
        print(copy_features(judged));
        std::cout << "\t|";
        print(copyist_features(judged.copyists));
        std::cout << '\n';
      }
      lost_ += graft.tree.lost;
    }
  }

  void print_same() const {
    for (SameText const& text : found_.texts()) {
      for (std::size_t i = 0; i < text.others.size(); ++i) {
        begin(
          "same",
          found_.story().tellings[text.first].document->id,
          found_.story().tellings[text.others[i]].document->id
        );
        print(same_features(judge_.same(text, i)));
        std::cout << '\n';
      }
    }
  }

  StemmaFinder const& found_;
  LinkJudge judge_;
  std::string prefix_;
  std::size_t lost_ = 0;
};

std::vector<std::vector<DocId>> stories_of(std::vector<Document> const& documents, Options const& options) {
  std::vector<Sketch> sketches;
  for (Document const& document : documents) {
    sketches.push_back(Sketcher{}.sketch(document.text));
  }
  auto const pairs = PairFinder{options.threads}.find(std::move(sketches), documents);
  TokensOf const tokens_of = [&](std::size_t i, TokenText& tokens) { Tokenizer{}.tokenize(documents[i], tokens); };
  TaughtWords const words{documents.size(), tokens_of, options.threads, nullptr};
  return StoryClusterer{options}.cluster(documents, tokens_of, words, pairs.pairs).stories;
}

}  // namespace

int main(int count, char** values) {
  Options options;
  options.threads = 1;
  options.clocks = count == 3 && std::string_view{values[1]} == "--no-times" ? Clocks::Ignored : Clocks::Used;
  std::vector<std::filesystem::path> const paths{values[count - 1]};
  auto const corpus = CorpusReader{options}.read(paths);
  FactReader const facts{options};
  Collator const collator;
  std::size_t number = 0;
  for (auto const& story : stories_of(corpus.documents, options)) {
    std::vector<TokenText> tokens(story.size());
    StoryTellings tellings;
    for (std::size_t i = 0; i < story.size(); ++i) {
      Document const& document = corpus.documents[index_of(story[i])];
      Tokenizer{}.tokenize(document, tokens[i]);
      tellings.tellings.push_back({story[i], &document, &tokens[i]});
    }
    auto const alignments = align_story(tellings, options.threads);
    auto const read = facts.read(tellings);
    auto const units = collator.collate(tellings, read, alignments);
    StemmaFinder const found{{tellings, read, alignments, units}, options};
    Printer{found, number++}.print_all();
  }
  return 0;
}
