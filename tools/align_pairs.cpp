// SPDX-License-Identifier: Apache-2.0
// Shows what the passage room finds, for tools/eval_passages.py. JSON lines on standard output.
//
//   align_pairs pairs DOCUMENTS.jsonl   every pair of the file's documents: shares and passages, as bytes of the texts
//   align_pairs words < PAIRS.tsv       two sentences a line, words parted by blanks: links as numbers of words
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "passages/passage_aligner.hpp"
#include "passages/word_linker.hpp"
#include "passages/word_pair.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {
namespace {

Document document_of(std::string id, std::string text) {
  Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  document.language = "en";
  return document;
}

std::vector<Document> read_documents(char const* path) {
  std::vector<Document> documents;
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    auto const record = nlohmann::json::parse(line);
    std::string const title = record["title"].is_string() ? record["title"].get<std::string>() + "\n" : "";
    documents.push_back(document_of(record["id"], title + record["text"].get<std::string>()));
    if (!title.empty()) {
      documents.back().title = title.substr(0, title.size() - 1);
    }
  }
  return documents;
}

nlohmann::json json_of(PairAlignment const& alignment, TokenText const& left, TokenText const& right) {
  static constexpr char const* kKinds[] = {"verbatim", "edited", "reworded"};
  auto const span = [](TokenText const& text, TokenRange range) {
    return nlohmann::json{text.tokens[range.begin_token].begin_byte, text.tokens[range.end_token - 1].end_byte};
  };
  auto passages = nlohmann::json::array();
  for (AlignedPassage const& passage : alignment.passages) {
    passages.push_back({
      {"kind", kKinds[static_cast<int>(passage.kind)]},
      {"similarity", passage.similarity},
      {"left", span(left, passage.left)},
      {"right", span(right, passage.right)},
    });
  }
  return {{"share_left", alignment.share_left}, {"share_right", alignment.share_right}, {"passages", passages}};
}

void align_documents(char const* path) {
  auto const documents = read_documents(path);
  std::vector<TokenText> texts;
  for (Document const& document : documents) {
    texts.push_back(Tokenizer{}.tokenize(document));
  }
  for (std::size_t left = 0; left < texts.size(); ++left) {
    for (std::size_t right = left + 1; right < texts.size(); ++right) {
      auto record = json_of(PassageAligner{}.align(texts[left], texts[right]), texts[left], texts[right]);
      record["documents"] = {documents[left].id, documents[right].id};
      std::cout << record.dump() << "\n";
    }
  }
}

/// Number of the blank-parted word in which the byte lies.
std::size_t word_at(std::string_view text, std::uint32_t byte) {
  return static_cast<std::size_t>(std::count(text.begin(), text.begin() + byte, ' '));
}

void align_words() {
  for (std::string line; std::getline(std::cin, line);) {
    auto const tab = line.find('\t');
    Document const left = document_of("left", line.substr(0, tab));
    Document const right = document_of("right", line.substr(tab + 1));
    auto const left_text = Tokenizer{}.tokenize(left);
    auto const right_text = Tokenizer{}.tokenize(right);
    WordPair const pair = pair_words(left_text, right_text);
    auto const& [left_side, right_side] = pair.sides;
    auto const links = WordLinker{pair}.link(
      {0, static_cast<std::uint32_t>(left_side.words.size())}, {0, static_cast<std::uint32_t>(right_side.words.size())}
    );
    static constexpr char const* kKinds[] = {"same", "inflected", "synonym", "spelling", "replaced"};
    auto out = nlohmann::json::array();
    for (WordLink const& link : links) {
      auto const left_byte = left_text.tokens[left_side.words[link.left].token].begin_byte;
      auto const right_byte = right_text.tokens[right_side.words[link.right].token].begin_byte;
      out.push_back(
        {word_at(left.text, left_byte), word_at(right.text, right_byte), kKinds[static_cast<int>(link.kind)]}
      );
    }
    std::cout << out.dump() << "\n";
  }
}

}  // namespace
}  // namespace stemma

int main(int count, char** arguments) {
  std::string_view const mode = count > 1 ? arguments[1] : "";
  if (mode == "pairs" && count == 3) {
    stemma::align_documents(arguments[2]);
  } else if (mode == "words" && count == 2) {
    stemma::align_words();
  } else {
    std::cerr << "usage: align_pairs pairs DOCUMENTS.jsonl | align_pairs words < PAIRS.tsv\n";
    return 2;
  }
  return 0;
}
