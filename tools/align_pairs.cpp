// SPDX-License-Identifier: Apache-2.0
// Shows what the passage room finds, for tools/eval_passages.py. JSON lines on standard output.
//
//   align_pairs pairs DOCUMENTS.jsonl   every pair of the file's documents: shares and passages, as bytes of the texts
//   align_pairs stretches < PAIRS.jsonl   "left" and "right" a line, two texts: the stretches they have in common, as bytes
//   align_pairs words < PAIRS.tsv       two sentences a line, words parted by blanks: links as numbers of words
//   align_pairs signs ROUND < PAIRS.tsv   what a round of the phrase linker goes by, for tools/train_links.py: a line of words'
//                                       numbers (per token, both sides), then the signs of each cell as 32-bit floats
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "passages/passage_aligner.hpp"
#include "passages/phrase_linker.hpp"
#include "passages/thesaurus.hpp"
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

void align_stretches() {
  PassageAligner const aligner = PassageAligner::for_reading({});
  for (std::string line; std::getline(std::cin, line);) {
    auto const record = nlohmann::json::parse(line);
    Document const left = document_of("left", record["left"]);
    Document const right = document_of("right", record["right"]);
    auto const left_text = Tokenizer{}.tokenize(left);
    auto const right_text = Tokenizer{}.tokenize(right);
    auto out = nlohmann::json::array();
    for (AlignedStretch const& stretch : aligner.align(left_text, right_text).stretches) {
      auto const bytes = [](TokenText const& text, TokenRange range) {
        return nlohmann::json{text.tokens[range.begin_token].begin_byte, text.tokens[range.end_token - 1].end_byte};
      };
      out.push_back({bytes(left_text, stretch.left), bytes(right_text, stretch.right)});
    }
    std::cout << out.dump() << "\n";
  }
}

/// Number of the blank-parted word in which the byte lies.
std::size_t word_at(std::string_view text, std::uint32_t byte) {
  return static_cast<std::size_t>(std::count(text.begin(), text.begin() + byte, ' '));
}

/// Calls `work(left, right, left_text, right_text)` for each line.
template <typename Work>
void for_each_pair(Work const& work) {
  for (std::string line; std::getline(std::cin, line);) {
    auto const tab = line.find('\t');
    Document const left = document_of("left", line.substr(0, tab));
    Document const right = document_of("right", line.substr(tab + 1));
    auto const left_text = Tokenizer{}.tokenize(left);
    auto const right_text = Tokenizer{}.tokenize(right);
    work(left_text, right_text);
  }
}

TokenRange all_of(TokenText const& text) {
  return {0, static_cast<std::uint32_t>(text.tokens.size())};
}

std::size_t word_of(TokenText const& text, std::uint32_t token) {
  return word_at(text.text, text.tokens[token].begin_byte);
}

void align_words() {
  auto const thesaurus = Thesaurus::open("");
  for_each_pair([&](TokenText const& left, TokenText const& right) {
    static constexpr char const* kKinds[] = {"same", "inflected", "synonym", "spelling", "replaced"};
    auto out = nlohmann::json::array();
    for (TokenLink const& link : PhraseLinker{left, right, {thesaurus.get(), nullptr}}.link(all_of(left), all_of(right))) {
      out.push_back({word_of(left, link.left_token), word_of(right, link.right_token), kKinds[static_cast<int>(link.kind)]});
    }
    std::cout << out.dump() << "\n";
  });
}

void write_signs(std::size_t round) {
  auto const thesaurus = Thesaurus::open("");
  for_each_pair([&](TokenText const& left, TokenText const& right) {
    auto const left_words = grid_words(left, all_of(left), {thesaurus.get(), nullptr});
    auto const right_words = grid_words(right, all_of(right), {thesaurus.get(), nullptr});
    LinkGrid const grid{left_words, right_words};
    auto const guess = guess_links(grid, round);
    GuessedGrid const around{grid.rows(), grid.columns(), guess};
    nlohmann::json head{nlohmann::json::array(), nlohmann::json::array()};
    for (GridWord const& word : left_words) {
      head[0].push_back(word_of(left, word.token));
    }
    for (GridWord const& word : right_words) {
      head[1].push_back(word_of(right, word.token));
    }
    std::cout << head.dump() << "\n";
    for (std::uint32_t i = 0; i < grid.rows(); ++i) {
      for (std::uint32_t j = 0; j < grid.columns(); ++j) {
        std::array<float, kLoneSigns + kRolePairs + kAmongSigns> cell{};
        auto const lone = grid.lone_signs(i, j);
        std::copy(lone.begin(), lone.end(), cell.begin());
        if (grid.likeness(i, j) < WordLikeness::Equal) {
          cell[kLoneSigns + grid.role_pair(i, j)] = 1;
        }
        if (round > 0) {
          auto const among = around.among_signs(i, j);
          std::copy(among.begin(), among.end(), cell.begin() + kLoneSigns + kRolePairs);
        }
        std::cout.write(reinterpret_cast<char const*>(cell.data()), sizeof(cell));
      }
    }
  });
}

}  // namespace
}  // namespace stemma

int main(int count, char** arguments) {
  std::string_view const mode = count > 1 ? arguments[1] : "";
  if (mode == "pairs" && count == 3) {
    stemma::align_documents(arguments[2]);
  } else if (mode == "stretches" && count == 2) {
    stemma::align_stretches();
  } else if (mode == "words" && count == 2) {
    stemma::align_words();
  } else if (mode == "signs" && count == 3) {
    stemma::write_signs(std::stoul(arguments[2]));
  } else {
    std::cerr << "usage: align_pairs pairs DOCUMENTS.jsonl | align_pairs stretches < PAIRS.jsonl | align_pairs words|signs ROUND < PAIRS.tsv\n";
    return 2;
  }
  return 0;
}
