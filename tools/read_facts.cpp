// SPDX-License-Identifier: Apache-2.0
/// Reads the facts of stories and prints them, for measuring the fact reader alone.
///
///     read_facts [--gazetteer FILE] < stories.txt
///
/// In    documents as "id bytes\n" and so many bytes of text; a story ends with an empty line.
/// Out   a line a mention, tab-separated: document, kind, first and last byte, key, unit, speaker, the speaker's first and
///       last byte (-1 where there is none), source kind, place; at the end on the error stream how much processor time the reading
///       took, and how much cutting the texts into words and sentences took before it.
#include <algorithm>
#include <array>
#include <ctime>
#include <deque>
#include <iostream>
#include <sstream>
#include <string>

#include "facts/fact_reader.hpp"
#include "tokens/tokenizer.hpp"

namespace {

using namespace stemma;

struct Story {
  std::deque<Document> documents;
  std::deque<TokenText> tokens;
  StoryTellings tellings;
};

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

bool read_story(std::istream& in, Story& story, double& token_seconds) {
  std::string line;
  while (std::getline(in, line) && !line.empty()) {
    std::istringstream header{line};
    auto& document = story.documents.emplace_back();
    std::size_t bytes = 0;
    header >> document.id >> bytes;
    document.text.resize(bytes);
    in.read(document.text.data(), static_cast<std::streamsize>(bytes));
    in.ignore(1);
    document.title = document.text.substr(0, document.text.find('\n'));
  }
  std::sort(story.documents.begin(), story.documents.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
  auto const begin = processor_seconds();
  for (Document const& document : story.documents) {
    story.tokens.push_back(Tokenizer{}.tokenize(document));
    auto const id = DocId{static_cast<std::uint32_t>(story.tellings.tellings.size())};
    story.tellings.tellings.push_back({id, &document, &story.tokens.back()});
  }
  token_seconds += processor_seconds() - begin;
  return !story.documents.empty();
}

void print(Story const& story, std::vector<Facts> const& facts) {
  static constexpr std::array<char const*, 10> kinds = {"Place", "Person", "Organisation", "Name", "Number",
                                                        "Date", "Quote", "Attribution", "Hedge", "Negation"};
  for (std::size_t t = 0; t < facts.size(); ++t) {
    auto const& text = story.tokens[t];
    auto const first = [&](TokenRange range) { return text.tokens[range.begin_token].begin_byte; };
    auto const last = [&](TokenRange range) { return text.tokens[range.end_token - 1].end_byte; };
    for (Mention const& mention : facts[t].mentions) {
      std::cout << story.documents[t].id << '\t' << kinds[static_cast<std::size_t>(mention.kind)] << '\t' << first(mention.tokens)
                << '\t' << last(mention.tokens) << '\t' << mention.key << '\t' << mention.unit << '\t' << mention.speaker << '\t';
      if (mention.speaker_tokens) {
        std::cout << first(*mention.speaker_tokens) << '\t' << last(*mention.speaker_tokens);
      } else {
        std::cout << "-1\t-1";
      }
      std::cout << '\t' << mention.source_kind << '\t';
      if (mention.place) {
        std::cout << mention.place->name << ", " << mention.place->region << ", " << mention.place->country
                  << (mention.place->is_exact ? "" : " (in another spelling)");
      }
      std::cout << '\n';
    }
  }
}

}  // namespace

int main(int count, char** values) {
  Options options;
  if (count == 3 && std::string{values[1]} == "--gazetteer") {
    options.gazetteer = values[2];
  }
  FactReader const reader{options};
  double seconds = 0;
  double token_seconds = 0;
  std::size_t documents = 0;
  std::size_t bytes = 0;
  for (Story story; read_story(std::cin, story, token_seconds); story = Story{}) {
    auto const begin = processor_seconds();
    auto const facts = reader.read(story.tellings);
    seconds += processor_seconds() - begin;
    documents += story.documents.size();
    for (Document const& document : story.documents) {
      bytes += document.text.size();
    }
    print(story, facts);
  }
  std::cerr << documents << " documents, " << bytes << " bytes, " << seconds << " s of processor time, and "
            << token_seconds << " s for their tokens\n";
  return 0;
}
