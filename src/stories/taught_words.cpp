// SPDX-License-Identifier: Apache-2.0
#include "stories/taught_words.hpp"

#include <algorithm>
#include <array>

#include "base/parallel_for.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTextsTogether = 1024;  // whose words are in memory at once
constexpr std::size_t kTaskTexts = 16;        // read by one thread at a time

using Stems = std::vector<std::uint64_t>;

/// Calls `take(item)` for those of a part of the pile; the items are sorted by stem.
template <typename Items, typename StemOf, typename Take>
void each_of_part(Items const& items, std::size_t part, StemOf const& stem_of, Take const& take) {
  auto item = std::ranges::partition_point(items, [&](auto const& one) {
    return BasicWordPile<PileWord>::part_of(stem_of(one)) < part;
  });
  for (; item != items.end() && BasicWordPile<PileWord>::part_of(stem_of(*item)) == part; ++item) {
    take(*item);
  }
}

std::uint64_t stem_of_word(StoryWords::Word const& word) {
  return word.stem;
}

std::uint64_t stem_of_lead(PileWord const& lead) {
  return lead.stem;
}

std::uint64_t stem_itself(std::uint64_t stem) {
  return stem;
}

}  // namespace

TaughtWords::TaughtWords(std::size_t texts, TokensOf const& tokens_of, unsigned threads, StoryPile const* taught)
    : taught_{taught}, texts_{taught == nullptr ? static_cast<double>(texts) : taught->texts} {
  std::vector<Heads> heads;
  for (std::size_t first = 0; first < texts; first += kTextsTogether) {
    heads.push_back(learn_words(first, std::min(kTextsTogether, texts - first), tokens_of, threads));
  }
  for (Heads& some : heads) {
    learn_heads(some, threads);
    some = {};
  }
  number_words(threads);
}

TaughtWords::Heads TaughtWords::learn_words(
  std::size_t first, std::size_t count, TokensOf const& tokens_of, unsigned threads
) {
  std::vector<StoryWords> read(count);
  parallel_for((count + kTaskTexts - 1) / kTaskTexts, threads, [&](std::size_t task) {
    TokenText tokens;
    for (auto i = task * kTaskTexts; i < std::min(count, (task + 1) * kTaskTexts); ++i) {
      tokens_of(first + i, tokens);
      read[i] = read_story_words(tokens);
    }
  });
  parallel_for(WordPile::kParts, threads, [&](std::size_t part) {
    for (StoryWords const& text : read) {
      each_of_part(text.leads, part, stem_of_lead, [&](PileWord const& lead) {
        pile_.at(lead.stem).name_lead += lead.name_lead;
      });
      each_of_part(text.words, part, stem_of_word, [&](StoryWords::Word const& word) { ++pile_.at(word.stem).texts; });
    }
  });
  Heads heads;
  std::size_t all = 0;
  for (StoryWords const& text : read) {
    all += text.heads.size();
  }
  heads.heads.reserve(all);
  heads.ends.reserve(count);
  for (StoryWords const& text : read) {
    for (StoryWords::Head const& head : text.heads) {
      heads.heads.push_back({head.stem, head.head});
    }
    heads.ends.push_back(static_cast<std::uint32_t>(heads.heads.size()));
  }
  return heads;
}

void TaughtWords::learn_heads(Heads const& heads, unsigned threads) {
  auto const count = heads.ends.size();
  std::vector<Stems> of_names(count);  // sorted
  parallel_for((count + kTaskTexts - 1) / kTaskTexts, threads, [&](std::size_t task) {
    for (auto i = task * kTaskTexts; i < std::min(count, (task + 1) * kTaskTexts); ++i) {
      auto& names = of_names[i];
      for (auto at = i == 0 ? 0 : heads.ends[i - 1]; at < heads.ends[i]; ++at) {
        if (known(heads.heads[at].stem).name_lead > 0) {
          names.push_back(heads.heads[at].head);
        }
      }
      std::ranges::sort(names);
      auto const repeats = std::ranges::unique(names);
      names.erase(repeats.begin(), repeats.end());
    }
  });
  parallel_for(WordPile::kParts, threads, [&](std::size_t part) {
    for (Stems const& names : of_names) {
      each_of_part(names, part, stem_itself, [&](std::uint64_t head) { ++pile_.at(head).texts; });
    }
  });
}

void TaughtWords::number_words(unsigned threads) {
  std::array<Stems, WordPile::kParts> parts;
  parallel_for(parts.size(), threads, [&](std::size_t part) {
    pile_.each(part, [&](Word const& word) {
      if (word.texts > 1) {
        parts[part].push_back(word.stem);
      }
    });
    std::ranges::sort(parts[part]);
  });
  std::array<std::uint32_t, WordPile::kParts> before{};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    before[part] = numbered_words_;
    numbered_words_ += static_cast<std::uint32_t>(parts[part].size());
  }
  parallel_for(parts.size(), threads, [&](std::size_t part) {
    for (auto const stem : parts[part]) {
      pile_.at(stem).number = ++before[part];
    }
  });
}

PileWord TaughtWords::known(std::uint64_t stem) const {
  if (taught_ != nullptr) {
    auto const at = std::ranges::lower_bound(taught_->words, stem, {}, &PileWord::stem);
    return at == taught_->words.end() || at->stem != stem ? PileWord{} : *at;
  }
  auto const* const word = pile_.find(stem);
  return word == nullptr ? PileWord{} : PileWord{word->stem, word->texts, word->name_lead};
}

WordVector TaughtWords::vector_of(TokenText const& text) const {
  auto const counted = count_words(read_story_words(text), [&](std::uint64_t stem) { return known(stem); });
  std::vector<PileWord> of_words;
  of_words.reserve(counted.size());
  for (CountedWord const& word : counted) {
    of_words.push_back(known(word.stem));
  }
  return weigh_words(counted, of_words, texts_);
}

}  // namespace stemma
