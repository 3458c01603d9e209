// SPDX-License-Identifier: Apache-2.0
// Makes the thesaurus that src/passages/thesaurus.hpp describes, from the database of WordNet 3.0 (Debian: wordnet-base).
//
//   make_thesaurus FOLDER OUT    FOLDER holds data.noun, verb.exc and the like
//
// Single words only. Own meanings are a word's synsets; near ones are those that a synset or word points to as its genus, as
// similar, entailed, caused or derived. Irregular forms ("went") have the meanings of their word.
#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/word_form.hpp"
#include "passages/thesaurus.hpp"

namespace stemma {
namespace {

constexpr std::array<char const*, 4> kParts{"noun", "verb", "adj", "adv"};

class Maker {
 public:
  explicit Maker(std::string folder) : folder_{std::move(folder)} {}

  /// False where a file of the database is missing.
  bool read() {
    for (char const* part : kParts) {
      std::ifstream data{folder_ + "/data." + part};
      for (std::string line; std::getline(data, line);) {
        if (!line.starts_with(' ')) {
          read_synset(line);
        }
      }
      if (!data.eof()) {
        return false;
      }
    }
    for (char const* part : kParts) {
      std::ifstream exceptions{folder_ + "/" + part + ".exc"};
      for (std::string line; std::getline(exceptions, line);) {
        std::istringstream words{line};
        std::string form;
        for (std::string lemma; words >> (form.empty() ? form : lemma);) {
          if (auto const known = meanings_.find(lemma); known != meanings_.end()) {
            irregular_[form].insert(known->second.begin(), known->second.end());
          }
        }
      }
    }
    return true;
  }

  void write(std::ostream& out) const {
    std::map<std::uint64_t, std::set<std::uint32_t>> words;
    for (auto const& [word, meanings] : meanings_) {
      words[hash_word(fold_word(word))].insert(meanings.begin(), meanings.end());
    }
    for (auto const& [form, meanings] : irregular_) {
      words[hash_word(fold_word(form))].insert(meanings.begin(), meanings.end());
    }
    std::map<std::uint64_t, std::set<std::uint32_t>> stems;
    for (auto const& [word, meanings] : meanings_) {
      stems[hash_word(stem_word(fold_word(word)))].insert(meanings.begin(), meanings.end());
    }
    words.merge(stems);  // a word goes before a stem that is spelled like it
    std::uint32_t total = 0;
    for (auto const& [hash, meanings] : words) {
      total += static_cast<std::uint32_t>(meanings.size());
    }
    out << "STMTHS01";
    put(out, static_cast<std::uint32_t>(words.size()));
    put(out, total);
    for (auto const& [hash, meanings] : words) {
      put(out, hash);
    }
    std::uint32_t end = 0;
    for (auto const& [hash, meanings] : words) {
      put(out, end += static_cast<std::uint32_t>(meanings.size()));
    }
    for (auto const& [hash, meanings] : words) {
      for (std::uint32_t const meaning : meanings) {
        put(out, meaning);
      }
    }
  }

  [[nodiscard]] std::size_t words() const { return meanings_.size(); }

 private:
  template <typename Number>
  static void put(std::ostream& out, Number number) {
    for (std::size_t byte = 0; byte < sizeof(number); ++byte) {
      out.put(static_cast<char>(number >> (8 * byte) & 0xFFU));
    }
  }

  /// "00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 … | gloss"
  void read_synset(std::string const& line) {
    std::istringstream fields{line};
    std::string offset;
    std::string file;
    std::string part;
    std::string hex;
    fields >> offset >> file >> part >> hex;
    std::vector<std::string> words(std::stoul(hex, nullptr, 16));
    for (std::string& word : words) {
      fields >> word >> hex;
      word = word.substr(0, word.find('('));  // "galore(ip)"
      std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
      });
      add(word, Thesaurus::kOwn | number_of(part, offset));
    }
    std::size_t pointers = 0;
    fields >> pointers;
    for (std::size_t p = 0; p < pointers; ++p) {
      std::string symbol;
      std::string target;
      std::string target_part;
      std::string ends;
      fields >> symbol >> target >> target_part >> ends;
      static std::set<std::string> const kOfSynset{"@", "@i", "&", "*", ">", "$", "^"};
      static std::set<std::string> const kOfWord{"+", "\\", "="};
      std::uint32_t const near = Thesaurus::kNear | number_of(target_part, target);
      std::size_t const source = std::stoul(ends.substr(0, 2), nullptr, 16);
      if (kOfSynset.contains(symbol) || (kOfWord.contains(symbol) && source == 0)) {
        for (std::string const& word : words) {
          add(word, near);
        }
      } else if (kOfWord.contains(symbol) && source <= words.size()) {
        add(words[source - 1], near);
      }
    }
  }

  void add(std::string const& word, std::uint32_t meaning) {
    if (word.find('_') == std::string::npos) {
      auto [known, is_new] = meanings_.try_emplace(word);
      if (is_new) {
        known->second.insert(Thesaurus::kLemma | static_cast<std::uint32_t>(meanings_.size()));
      }
      known->second.insert(meaning);
    }
  }

  std::uint32_t number_of(std::string const& part, std::string const& offset) {
    std::string const name = (part == "s" ? "a" : part) + offset;  // satellites are adjectives
    return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  std::string folder_;
  std::map<std::string, std::uint32_t> numbers_;
  std::map<std::string, std::set<std::uint32_t>> meanings_;
  std::map<std::string, std::set<std::uint32_t>> irregular_;
};

}  // namespace
}  // namespace stemma

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: make_thesaurus FOLDER OUT\n";
    return 2;
  }
  stemma::Maker maker{arguments[1]};
  std::ofstream out{arguments[2], std::ios::binary};
  if (!maker.read()) {
    std::cerr << "make_thesaurus: " << arguments[1] << " is not the whole database of WordNet\n";
    return 1;
  }
  maker.write(out);
  return out.flush() && maker.words() > 0 ? 0 : 1;
}
