// SPDX-License-Identifier: Apache-2.0
// Steps from pairs that may tell one event to the groups that are traced together.
#include <unordered_map>

#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/edges.hpp"
#include "python/src/part_rows.hpp"
#include "python/src/rows.hpp"
#include "python/src/story_rows.hpp"
#include "stemma/stemma.hpp"

namespace stemma::python {

namespace {

/// A document's component at one level, and how many documents that has.
struct StoryLabel {
  std::uint32_t level = 0;
  std::uint32_t document = 0;
  std::uint32_t label = 0;
  std::uint32_t size = 0;
};

struct StoryRoute {
  std::uint32_t row = 0;
  std::uint32_t document = 0;
  std::uint64_t group = 0;  ///< First document, level.
};

/// All edges of some components.
nb::list story_labels(nb::list given, std::vector<std::uint32_t> part_ends) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    Parts const parts{std::move(part_ends)};
    auto edges = contracted(records_in<Edge>(blocks.views()));
    std::ranges::sort(edges, {}, [](Edge const& edge) { return std::pair{edge.tag, edge.less}; });
    for (std::size_t begin = 0; begin < edges.size();) {
      auto const [level, unused, first] = edges[begin];
      auto end = begin;
      while (end < edges.size() && edges[end].tag == level && edges[end].less == first) {
        ++end;
      }
      auto const size = static_cast<std::uint32_t>(end - begin + 1);
      auto const tell = [&](std::uint32_t document) {
        put(out.to(parts.part_of(document), kStoryLabels), StoryLabel{level, document, first, size});
      };
      tell(first);
      for (; begin < end; ++begin) {
        tell(edges[begin].more);
      }
    }
  }
  return out.take();
}

/// Each document to the largest group of its that is not too large. Where even the most alike are too many, they are cut.
nb::list story_routes(
  std::uint32_t part, std::uint32_t first, nb::list labels, nb::list vectors, std::uint32_t most, std::uint32_t levels
) {
  Blocks const label_blocks{labels};
  Blocks const vector_blocks{vectors};
  Letters out;
  {
    nb::gil_scoped_release const released;
    constexpr std::uint64_t cut_level = 0xFF;
    auto const texts = vectors_in(vector_blocks.views());
    auto all = records_in<StoryLabel>(label_blocks.views());
    std::ranges::sort(all, {}, [](StoryLabel const& one) { return std::pair{one.document, one.level}; });
    std::uint64_t raised = 0;
    std::uint64_t cut = 0;
    for (std::size_t begin = 0; begin < all.size();) {
      auto const document = all[begin].document;
      auto at = begin;
      auto end = begin;
      for (; end < all.size() && all[end].document == document; ++end) {
        at += at == end && all[end].size > most ? 1U : 0U;
      }
      StoryRoute route{texts.at(document - first).row, document, 0};
      raised += at > begin ? 1U : 0U;
      if (at < end) {
        route.group = std::uint64_t{all[at].label} << 8U | all[at].level;
        put(out.to(part, kStoryRoutes), route);
      } else if (all[end - 1].level + 1 == levels) {  // otherwise it has none at the next level
        route.group = std::uint64_t{document - document % most} << 8U | cut_level;
        put(out.to(part, kStoryRoutes), route);
        ++cut;
      }
      begin = end;
    }
    put(out.to(part, kTotals), raised);
    put(out.to(part, kTotals), cut);
  }
  return out.take();
}

/// What the pile has taught of the words of each text.
class StoryWordsOfPart {
 public:
  StoryWordsOfPart(nb::list counted, nb::list pile_words) {
    Blocks const counted_blocks{counted};
    Blocks const pile_blocks{pile_words};
    nb::gil_scoped_release const released;
    for (auto const& word : records_in<PileWord>(pile_blocks.views())) {
      pile_.emplace(word.stem, word);
    }
    each_record(counted_blocks.views(), [&](BlockReader& reader) {
      auto& stems = stems_.emplace_back();
      for (auto const& word : take_records<CountedWord>(reader)) {
        stems.push_back(word.stem);
      }
    });
  }

  [[nodiscard]] nb::bytes of(std::size_t local) const {
    std::string words;
    for (auto const stem : stems_.at(local)) {
      put(words, pile_.at(stem));
    }
    return nb::bytes(words.data(), words.size());
  }

 private:
  std::unordered_map<std::uint64_t, PileWord> pile_;
  std::vector<std::vector<std::uint64_t>> stems_;
};

Report trace_part(Rows const& rows, Options const& options, double pile_texts, nb::list words) {
  Blocks const blocks{words};
  nb::gil_scoped_release const released;
  StoryPile pile;
  pile.texts = pile_texts;
  pile.words = records_in<PileWord>(blocks.views());
  std::ranges::sort(pile.words, {}, &PileWord::stem);
  auto const repeats = std::ranges::unique(pile.words, {}, &PileWord::stem);
  pile.words.erase(repeats.begin(), repeats.end());
  return Pipeline{options}.run(*rows.rows, pile);
}

}  // namespace

void bind_story_groups(nb::module_& module) {
  nb::class_<StoryWordsOfPart>(module, "StoryWordsOfPart")
    .def(nb::init<nb::list, nb::list>())
    .def("of", &StoryWordsOfPart::of);
  module.def("step_story_labels", &story_labels);
  module.def("step_story_routes", &story_routes);
  module.def("trace_part", &trace_part);
}

}  // namespace stemma::python
