// SPDX-License-Identifier: Apache-2.0
// Steps of a trace from texts to vectors: their words, and what the whole pile teaches of these.
#include <span>
#include <unordered_map>
#include <unordered_set>

#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/block_column.hpp"
#include "python/src/part_rows.hpp"
#include "python/src/story_rows.hpp"
#include "stemma/story_parts.hpp"

namespace stemma::python {

namespace {

constexpr std::size_t kSeeds = 24;  // of a text's words, the heaviest: as many as a trace of a large pile looks for

/// A word in so many texts of a part; or of how many of them it seems to be a name.
struct WordOfPart {
  std::uint64_t stem = 0;
  std::uint32_t part = 0;
  std::int32_t count = 0;
};

/// Reads the rows of a part, batch after batch.
class StoryReading {
 public:
  StoryReading(std::uint32_t part, std::uint64_t max_document_bytes)
      : part_{part}, max_document_bytes_{max_document_bytes} {}

  nb::list take(
    nb::object texts_given,
    nb::object titles_given,
    nb::object times_given,
    bool are_times_texts,
    std::uint32_t first_row
  ) {
    Column const texts{texts_given};
    Column const titles{titles_given};
    std::optional<Column> times;
    if (!times_given.is_none()) {
      times.emplace(times_given);
    }
    Letters out;
    {
      nb::gil_scoped_release const released;
      for (std::size_t i = 0; i < texts.length(); ++i) {
        auto const number = first_row + static_cast<std::uint32_t>(i);
        DocumentRow row;
        row.text = texts.is_null(i) ? std::nullopt : std::optional{texts.text(i)};
        row.title = titles.is_null(i) ? std::nullopt : std::optional{titles.text(i)};
        if (times && !times->is_null(i)) {
          if (are_times_texts) {
            row.written_time = times->text(i);
          } else {
            row.epoch_time = times->value<std::int64_t>(i);
          }
        }
        auto const read = read_telling(row, max_document_bytes_);
        if (read.fault) {
          put(out.to(part_, kSkipped), number);
          put_text(out.to(part_, kSkipped), *read.fault);
          continue;
        }
        put_telling(out.to(part_, kTellings), {number, read.published, read.words.words, read.words.heads});
        for (auto const& lead : read.words.leads) {
          leads_[lead.stem] += lead.name_lead;
        }
        for (auto const& word : read.words.words) {
          leads_.try_emplace(word.stem, 0);  // other parts may know it as a name
        }
        ++documents_;
        text_bytes_ += texts.text(i).size();
      }
    }
    return out.take();
  }

  /// What it has learnt of words, to their shares.
  nb::list leads(std::uint32_t shares) const {
    Letters out;
    for (auto const& [stem, lead] : leads_) {
      put(out.to(share_of(stem, shares), kWordLeads), WordOfPart{stem, part_, lead});
    }
    return out.take();
  }

  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }

  [[nodiscard]] std::uint64_t text_bytes() const noexcept { return text_bytes_; }

 private:
  std::uint32_t part_;
  std::uint64_t max_document_bytes_;
  std::unordered_map<std::uint64_t, std::int32_t> leads_;
  std::uint64_t documents_ = 0;
  std::uint64_t text_bytes_ = 0;
};

/// Hands each word and what all parts count of it to `take(stem, sum, its records)`.
template <typename Take>
void add_up_words(std::vector<std::string_view> const& blocks, Take const& take) {
  auto words = records_in<WordOfPart>(blocks);
  std::ranges::sort(words, {}, &WordOfPart::stem);
  for (std::size_t begin = 0; begin < words.size();) {
    auto end = begin;
    std::int64_t sum = 0;
    for (; end < words.size() && words[end].stem == words[begin].stem; ++end) {
      sum += words[end].count;
    }
    take(words[begin].stem, sum, std::span{words}.subspan(begin, end - begin));
    begin = end;
  }
}

/// Which words are names.
nb::list leads_meet(nb::list given) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    add_up_words(blocks.views(), [&](std::uint64_t stem, std::int64_t sum, std::span<WordOfPart const> parts) {
      for (auto i = parts.begin(); sum > 0 && i != parts.end(); ++i) {
        put(out.to(i->part, kNames), stem);
      }
    });
  }
  return out.take();
}

/// Those of a part's words that are names.
class Names {
 public:
  explicit Names(std::vector<std::string_view> const& blocks) {
    auto const all = records_in<std::uint64_t>(blocks);
    stems_.insert(all.begin(), all.end());
  }

  [[nodiscard]] PileWord operator()(std::uint64_t stem) const { return {stem, 0, stems_.contains(stem) ? 1 : 0}; }

 private:
  std::unordered_set<std::uint64_t> stems_;
};

nb::list words_count(std::uint32_t part, nb::list tellings, nb::list names, std::uint32_t shares) {
  Blocks const telling_blocks{tellings};
  Blocks const name_blocks{names};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Names const known{name_blocks.views()};
    std::unordered_map<std::uint64_t, std::int32_t> texts;
    each_record(telling_blocks.views(), [&](BlockReader& reader) {
      auto const telling = take_telling(reader);
      auto const words = count_words({telling.words, telling.heads, {}}, known);
      put_records(out.to(part, kCountedWords), words);
      for (auto const& word : words) {
        ++texts[word.stem];
      }
    });
    for (auto const& [stem, count] : texts) {
      put(out.to(share_of(stem, shares), kWordTexts), WordOfPart{stem, part, count});
    }
  }
  return out.take();
}

nb::list word_texts_meet(nb::list given) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    add_up_words(blocks.views(), [&](std::uint64_t stem, std::int64_t sum, std::span<WordOfPart const> parts) {
      for (auto const& one : parts) {
        put(out.to(one.part, kPileWords), PileWord{stem, static_cast<std::uint32_t>(sum), 0});
      }
    });
  }
  return out.take();
}

/// Vectors, which are kept with the words of the pile; and the heaviest words of each text to their shares.
nb::list words_weigh(
  std::uint32_t part,
  std::uint32_t first,
  nb::list tellings,
  nb::list counted,
  nb::list names,
  nb::list pile_words,
  double pile_texts,
  std::uint32_t shares
) {
  Blocks const telling_blocks{tellings};
  Blocks const counted_blocks{counted};
  Blocks const name_blocks{names};
  Blocks const pile_blocks{pile_words};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Names const known{name_blocks.views()};
    std::unordered_map<std::uint64_t, PileWord> pile;
    for (auto word : records_in<PileWord>(pile_blocks.views())) {
      word.name_lead = known(word.stem).name_lead;
      pile.emplace(word.stem, word);
      put(out.to(part, kPileWords), word);
    }
    auto const lookup = [&](std::uint64_t stem) {
      auto const found = pile.find(stem);
      return found == pile.end() ? known(stem) : found->second;
    };
    std::vector<std::pair<std::uint32_t, std::optional<UtcTime>>> rows;
    each_record(telling_blocks.views(), [&](BlockReader& reader) {
      auto const telling = take_telling(reader);
      rows.emplace_back(telling.row, telling.published);
    });
    std::size_t local = 0;
    each_record(counted_blocks.views(), [&](BlockReader& reader) {
      auto const counted = take_records<CountedWord>(reader);
      std::vector<PileWord> of_pile;
      for (CountedWord const& word : counted) {
        of_pile.push_back(lookup(word.stem));
      }
      auto const words = weigh_words(counted, of_pile, pile_texts);
      auto const number = first + static_cast<std::uint32_t>(local);
      put_vector(out.to(part, kVectors), {number, rows.at(local).first, rows.at(local).second, words});
      std::vector<WeightedWord> seeds;
      std::ranges::copy_if(words, std::back_inserter(seeds), [&](WeightedWord const& word) {
        return lookup(word.stem).texts > 1;
      });
      auto const count = std::min(seeds.size(), kSeeds);
      std::ranges::partial_sort(
        seeds, seeds.begin() + static_cast<std::ptrdiff_t>(count), {},
        [](WeightedWord const& word) {
          return std::pair{-word.weight, word.stem};
        }
      );
      for (std::size_t i = 0; i < count; ++i) {
        put(out.to(share_of(seeds[i].stem, shares), kPostings), Posting{seeds[i].stem, number, seeds[i].weight});
      }
      ++local;
    });
  }
  return out.take();
}

}  // namespace

void bind_story_words(nb::module_& module) {
  nb::class_<StoryReading>(module, "StoryReading")
    .def(nb::init<std::uint32_t, std::uint64_t>())
    .def(
      "take", &StoryReading::take, nb::arg("texts"), nb::arg("titles"), nb::arg("times").none(),
      nb::arg("are_times_texts"), nb::arg("first_row")
    )
    .def("leads", &StoryReading::leads)
    .def_prop_ro("documents", &StoryReading::documents)
    .def_prop_ro("text_bytes", &StoryReading::text_bytes);
  module.def("default_story_threshold", &default_story_threshold);
  module.def("step_leads_meet", &leads_meet);
  module.def("step_words_count", &words_count);
  module.def("step_word_texts_meet", &word_texts_meet);
  module.def("step_words_weigh", &words_weigh);
}

}  // namespace stemma::python
