// SPDX-License-Identifier: Apache-2.0
#include "python/src/cell_texts.hpp"

#include <set>

#include "python/src/link_rows.hpp"

namespace stemma::python {

namespace {

constexpr std::uint32_t kElsewhere = 0xFFFF'FFFF;  // in place of a length, which is 2 GiB at most

std::vector<CellText> each_once(std::vector<CellText> texts) {
  std::ranges::stable_sort(texts, {}, &CellText::number);
  std::vector<CellText> kept;
  for (auto& text : texts) {
    if (!kept.empty() && kept.back().number == text.number) {
      kept.back().flags |= text.flags;
    } else {
      kept.push_back(std::move(text));
    }
  }
  return kept;
}

std::vector<std::uint64_t> all_crowded(std::vector<CellText> const& texts) {
  std::set<std::uint64_t> all;
  for (auto const& text : texts) {
    all.insert(text.crowded.begin(), text.crowded.end());
  }
  return {all.begin(), all.end()};
}

}  // namespace

void put_cell_text(std::string& block, CellText const& text) {
  put(block, text.number);
  put(block, text.best);
  put(block, text.rank);
  put(block, text.flags);
  put_text(block, text.id);
  put_text(block, text.best_id);
  put(block, static_cast<std::uint32_t>(text.copies.size()));
  for (auto const& [number, id] : text.copies) {
    put(block, number);
    put_text(block, id);
  }
  put(block, static_cast<std::uint32_t>(text.crowded.size()));
  for (auto const anchor : text.crowded) {
    put(block, anchor);
  }
  if (text.place) {
    put(block, kElsewhere);
    put(block, *text.place);
  } else {
    put_text(block, text.text);
  }
}

CellText take_cell_text(BlockReader& reader) {
  CellText text;
  text.number = reader.take<std::uint32_t>();
  text.best = reader.take<std::uint32_t>();
  text.rank = reader.take<std::uint64_t>();
  text.flags = reader.take<std::uint32_t>();
  text.id = reader.take_text();
  text.best_id = reader.take_text();
  for (auto left = reader.take<std::uint32_t>(); left > 0; --left) {
    auto const number = reader.take<std::uint32_t>();
    text.copies.emplace_back(number, reader.take_text());
  }
  for (auto left = reader.take<std::uint32_t>(); left > 0; --left) {
    text.crowded.push_back(reader.take<std::uint64_t>());
  }
  if (auto const bytes = reader.take<std::uint32_t>(); bytes == kElsewhere) {
    text.place = reader.take<TextPlace>();
  } else {
    text.text = reader.take_bytes(bytes);
  }
  return text;
}

void find_text(CellText& text, std::vector<std::string_view> const& parts) {
  if (!text.place) {
    return;
  }
  auto const& [part, bytes, begin] = *text.place;
  if (part >= parts.size() || begin > parts[part].size() || bytes > parts[part].size() - begin) {
    throw damaged();
  }
  text.text = parts[part].substr(begin, bytes);
}

Cell::Cell(std::vector<CellText> texts, DedupOptions const& options)
    : texts_{each_once(std::move(texts))}, level_{options.level}, comparer_{options, all_crowded(texts_)} {
  for (auto const& text : texts_) {
    views_.push_back(text.text);
  }
}

std::uint32_t Cell::place_of(std::uint32_t number) const {
  auto const at = std::ranges::lower_bound(texts_, number, {}, &CellText::number);
  if (at == texts_.end() || at->number != number) {
    throw Error{
      ErrorKind::BadOption, "a text is missing where it is to be compared: the input changed while it was read"};
  }
  return static_cast<std::uint32_t>(at - texts_.begin());
}

bool Cell::is_wanted(CopyKind kind) const noexcept {
  return kind != CopyKind::None && (level_ == CopyLevel::Both || is_whole(kind) == (level_ == CopyLevel::Whole));
}

bool Cell::does_join(CopyKind kind) const noexcept {
  return is_wanted(kind) && (is_whole(kind) || level_ == CopyLevel::Partial);
}

void Cell::tell_link(TextPair pair, TextLink const& link, std::string& block, std::uint64_t& count) const {
  auto const documents = [&](std::uint32_t place) {
    auto all = texts_[place].copies;
    all.insert(all.begin(), {texts_[place].number, texts_[place].id});
    return all;
  };
  auto const rights = documents(pair.second);
  for (auto const& [left, left_id] : documents(pair.first)) {
    for (auto const& [right, right_id] : rights) {
      put_link(block, left_id, right_id, link, left > right);
      ++count;
    }
  }
}

DedupOptions copy_options(int level, double min_resemblance, double min_containment, std::uint32_t min_run_words) {
  DedupOptions options;
  options.level = static_cast<CopyLevel>(level);
  options.min_resemblance = min_resemblance;
  options.min_containment = min_containment;
  options.min_run_words = min_run_words;
  return options;
}

void tell_clusters(
  Cell const& cell,
  std::vector<std::uint32_t> const& places,
  std::vector<TextPair> const& joining,
  Parts const& parts,
  std::uint32_t share,
  Letters& out,
  StepCounts& counts
) {
  auto const& all = cell.texts();
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> order(places.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    texts.push_back(all[places[i]].text);
    order[i] = i;
  }
  // Of two texts of one rank that had better stand for others whose best document comes first, not which comes first itself.
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair{all[places[i]].rank, all[places[i]].best}; });
  std::vector<std::uint64_t> ranks(places.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
  }
  std::vector<TextPair> links;
  auto const local = [&](std::uint32_t place) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(places, place) - places.begin());
  };
  for (auto const& [left, right] : joining) {
    links.emplace_back(local(left), local(right));
  }
  auto const found = cell.comparer().cluster(texts, links, ranks);
  for (auto const& [pair, link] : found.compared) {
    ++counts.suspect_pairs;
    if (cell.does_join(link.kind)) {
      cell.tell_link(
        {places[pair.first], places[pair.second]}, link, out.to(share, kLinks),
        counts.links[static_cast<std::size_t>(link.kind)]
      );
    }
  }
  for (auto const& cluster : found.clusters) {
    auto const& representative = all[places[cluster.representative]];
    auto const first = all[places[cluster.members.front()]].number;
    for (auto const member : cluster.members) {
      auto const& text = all[places[member]];
      auto& block = out.to(parts.part_of(text.number), kClusters);
      put(block, text.number);
      put(block, first);
      put_text(block, text.id);
      put_text(block, representative.best_id);
    }
  }
}

}  // namespace stemma::python
