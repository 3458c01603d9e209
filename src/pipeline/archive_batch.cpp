// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_batch.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <iterator>
#include <span>
#include <thread>
#include <utility>

#include "base/parallel_for.hpp"
#include "pairs/radix_sort.hpp"
#include "sketches/sketcher.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

constexpr std::size_t kTaskDocuments = 32;  // by one thread at a time

/// The words of all stems between two, parts [begin, end) of a pile: as many for each task as keep its part of the pile near the
/// processor; more only serve more threads, for each task goes through the whole batch.
struct PartRange {
  std::size_t begin;
  std::size_t end;

  [[nodiscard]] static std::size_t tasks(unsigned threads) {
    std::size_t const wanted = threads == 0 ? std::thread::hardware_concurrency() : threads;
    return std::clamp<std::size_t>(std::bit_ceil(wanted), 4, WordPile::kParts);
  }

  [[nodiscard]] static PartRange of_task(std::size_t task, std::size_t tasks) {
    return {task * WordPile::kParts / tasks, (task + 1) * WordPile::kParts / tasks};
  }

  [[nodiscard]] bool has(std::uint64_t stem) const {
    auto const part = WordPile::part_of(stem);
    return part >= begin && part < end;
  }

  /// Those of a list that is sorted by stem.
  template <typename Words>
  [[nodiscard]] auto of(Words const& words) const {
    using Word = typename Words::value_type;
    auto const border = [&](std::size_t part) {
      if (part == 0 || part == WordPile::kParts) {
        return part == 0 ? words.begin() : words.end();
      }
      return std::ranges::partition_point(words, [&](Word const& word) { return WordPile::part_of(word.stem) < part; });
    };
    return std::span<Word const>{border(begin), border(end)};
  }
};

/// Calls `work(document, part)` for each; what it puts into the part of the space stays there.
template <typename Work>
void each(Batch& batch, BatchSpace& space, unsigned threads, Work const& work) {
  auto const tasks = (batch.size() + kTaskDocuments - 1) / kTaskDocuments;
  if (space.parts.size() < tasks) {
    space.parts.resize(tasks);
  }
  parallel_for(tasks, threads, [&](std::size_t task) {
    auto const end = std::min(batch.size(), (task + 1) * kTaskDocuments);
    for (auto i = task * kTaskDocuments; i < end; ++i) {
      work(batch[i], space.parts[task]);
    }
  });
}

/// Heaviest first; equal weights by stem, so that the choice is the same on every run.
std::vector<WeightedWord> heaviest(WordVector words) {
  auto const heavier = [](WeightedWord const& a, WeightedWord const& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
  };
  auto const count = std::min(words.size(), kStoryKeys);
  std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(count), heavier);
  WordVector keys{words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count)};
  for (auto& key : keys) {
    key.stem = stem_posting_key(key.stem);
  }
  std::ranges::sort(keys, {}, &WeightedWord::stem);
  auto const doubled = std::ranges::unique(keys, {}, &WeightedWord::stem);
  keys.erase(doubled.begin(), doubled.end());
  return keys;
}

std::vector<Posting> sorted(std::vector<Posting> postings) {
  std::vector<Posting> scratch;
  radix_sort(postings, scratch, [](Posting posting) { return posting; });
  return postings;
}

}  // namespace

ArchivePile::ArchivePile(ArchiveStore& store) : store_{store} {
  store.read([&] { last_before_ = store.segments().empty() ? 0 : store.segments().back().entry.last_number; });
}

/// What this pile has learnt itself it knows; so only segments that were there before it can say more.
PileWord ArchivePile::load(std::uint64_t stem) const {
  PileWord sum{stem, 0, 0};
  for (auto const& listed : store_.segments()) {
    if (listed.entry.first_number > last_before_) {
      break;
    }
    auto const* const found = listed.segment == nullptr ? nullptr : listed.segment->find_word(stem);
    if (found != nullptr) {
      sum.texts += found->texts;
      sum.name_lead += found->name_lead;
    }
  }
  return sum;
}

PileWord ArchivePile::word(std::uint64_t stem) const {
  auto const* const known = known_.find(stem);
  return known == nullptr ? load(stem) : *known;
}

void ArchivePile::words_of_batch(std::span<CountedWord const> words, std::vector<PileWord>& known) const {
  known.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + WordPile::kAhead < words.size()) {
      of_batch_.announce(words[i + WordPile::kAhead].stem);
    }
    auto const* const learnt = of_batch_.find(words[i].stem);
    known[i] = learnt == nullptr ? word(words[i].stem) : *learnt;
  }
}

WordVector ArchivePile::vector(StoryWords const& words, double texts) const {
  auto const counted = count_words(words, [this](std::uint64_t stem) { return word(stem); });
  std::vector<PileWord> known;
  for (auto const& one : counted) {
    known.push_back(word(one.stem));
  }
  return weigh_words(counted, known, texts);
}

std::vector<SegmentWord> ArchivePile::learn(Batch& batch, BatchSpace& space, unsigned threads) {
  WordPile learnt;
  auto const load_word = [this](std::uint64_t stem) { return load(stem); };
  auto const tasks = PartRange::tasks(threads);
  parallel_for(tasks, threads, [&](std::size_t task) {
    auto const range = PartRange::of_task(task, tasks);
    for (auto const& document : batch) {
      auto const leads = range.of(document.words.leads);
      for (std::size_t i = 0; i < leads.size(); ++i) {
        learnt.announce(leads[std::min(i + WordPile::kAhead, leads.size() - 1)].stem);
        learnt.at(leads[i].stem).name_lead += leads[i].name_lead;
      }
      for (auto const& head : document.words.heads) {
        if (range.has(head.stem)) {
          static_cast<void>(learnt.at(head.stem));  // so that it is known when it is asked for
        }
      }
    }
    for (auto part = range.begin; part < range.end; ++part) {
      learnt.each(part, [&](PileWord const& word) { known_.at(word.stem, load_word).name_lead += word.name_lead; });
    }
  });
  PileLookup const lookup = [this](std::uint64_t stem) { return word(stem); };
  each(batch, space, threads, [&](BatchDocument& document, BatchSpace::Part& part) {
    document.counted = part.counted.put(count_words(document.words, lookup));
  });
  for (auto& document : batch) {
    document.words = {};
  }
  for (auto& part : space.parts) {
    part.words.clear();
    part.heads.clear();
    part.leads.clear();
  }
  std::array<std::vector<SegmentWord>, WordPile::kParts> parts;
  parallel_for(tasks, threads, [&](std::size_t task) {
    auto const range = PartRange::of_task(task, tasks);
    for (auto const& document : batch) {
      auto const words = range.of(document.counted);
      for (std::size_t i = 0; i < words.size(); ++i) {
        learnt.announce(words[std::min(i + WordPile::kAhead, words.size() - 1)].stem);
        ++learnt.at(words[i].stem).texts;
      }
    }
    for (auto part = range.begin; part < range.end; ++part) {
      learnt.each(part, [&](PileWord& word) {
        if (word.texts != 0 || word.name_lead != 0) {
          parts[part].push_back({word.stem, word.texts, word.name_lead});
        }
        auto& known = known_.at(word.stem, load_word);
        known.texts += word.texts;
        word = known;
      });
      std::ranges::sort(parts[part], {}, &SegmentWord::stem);
    }
  });
  of_batch_ = std::move(learnt);
  std::vector<SegmentWord> words;  // a part has the stems between those of its neighbours
  for (auto const& part : parts) {
    words.insert(words.end(), part.begin(), part.end());
  }
  return words;
}

void read_batch(Batch& batch, BatchSpace& space, unsigned threads) {
  each(batch, space, threads, [&](BatchDocument& document, BatchSpace::Part& part) {
    thread_local Sketch sketch;
    thread_local TokenText tokens;
    thread_local StoryWords words;
    Sketcher{}.sketch(document.document.text, sketch);
    document.stock = stock_of(sketch);
    auto& anchors = sketch.anchors;
    std::ranges::sort(anchors, {}, anchor_posting_key);
    auto const doubled = std::ranges::unique(anchors, {}, anchor_posting_key);
    document.anchors.assign(anchors.begin(), doubled.begin());
    Tokenizer{}.tokenize(document.document, tokens);
    read_story_words(tokens, words);
    document.words.words = part.words.put(words.words);
    document.words.heads = part.heads.put(words.heads);
    document.words.leads = part.leads.put(words.leads);
    constexpr std::size_t most_tokens = std::size_t{1} << 18U;  // of a longer text nothing stays behind
    if (tokens.tokens.capacity() > most_tokens) {
      tokens = {};
    }
  });
}

void pack_batch(Batch& batch, TextDictionary const* dictionary, BatchSpace& space, unsigned threads) {
  each(batch, space, threads, [&](BatchDocument& document, BatchSpace::Part& part) {
    thread_local TextPacker packer;
    auto const packed = part.packed.put(packer.pack(document.document.text, dictionary));
    document.packed = {packed.data(), packed.size()};
  });
}

void weigh_batch(Batch& batch, ArchivePile const& pile, double texts, BatchSpace& space, unsigned threads) {
  each(batch, space, threads, [&](BatchDocument& document, BatchSpace::Part& part) {
    thread_local std::vector<PileWord> known;
    pile.words_of_batch(document.counted, known);
    thread_local std::vector<ShortWord> words;
    auto vector = weigh_words(document.counted, known, texts);
    shorten(vector, words);
    document.vector = part.vectors.put(words);
    document.keys = heaviest(std::move(vector));
    document.counted = {};
  });
  for (auto& part : space.parts) {
    part.counted.clear();
  }
}

std::vector<Posting> anchor_postings(Batch const& batch) {
  std::vector<Posting> postings;
  for (std::uint32_t place = 0; place < batch.size(); ++place) {
    for (auto const anchor : batch[place].anchors) {
      postings.push_back(make_posting(anchor_posting_key(anchor), place, 0));
    }
  }
  return sorted(std::move(postings));
}

std::vector<Posting> key_postings(Batch const& batch) {
  std::vector<Posting> postings;
  for (std::uint32_t place = 0; place < batch.size(); ++place) {
    for (auto const& key : batch[place].keys) {
      auto const weight = static_cast<std::uint32_t>(std::lround(key.weight / kKeyWeightUnit));
      postings.push_back(make_posting(key.stem, place, std::clamp(weight, 1U, kMostPostingWeight)));
    }
  }
  return sorted(std::move(postings));
}

std::vector<Posting> id_postings(Batch const& batch) {
  std::vector<Posting> postings;
  for (std::uint32_t place = 0; place < batch.size(); ++place) {
    postings.push_back(make_posting(id_posting_key(batch[place].document.id), place, 0));
  }
  return sorted(std::move(postings));
}

}  // namespace stemma
