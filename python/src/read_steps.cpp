// SPDX-License-Identifier: Apache-2.0
// Steps that read the documents of a part: their sketches, their ids, and which have the same bytes.
#include <optional>
#include <unordered_map>

#include <malloc.h>

#define XXH_INLINE_ALL
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <xxhash.h>

#include "python/src/bindings.hpp"
#include "python/src/block_column.hpp"
#include "python/src/part_rows.hpp"
#include "stemma/dedup_parts.hpp"

namespace stemma::python {

namespace {

struct Totals {
  std::uint64_t documents = 0;
  std::uint64_t rows = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t short_documents = 0;
  std::uint64_t wordy_documents = 0;
  std::uint64_t skipped = 0;
  std::uint64_t notices = 0;
};

std::int64_t seconds_in(Column const& times, bool are_texts, std::size_t row, Totals& totals) {
  if (times.is_null(row) || (are_texts && taken_name(times.text(row)).empty())) {
    return kNoTime;
  }
  auto const seconds = are_texts ? seconds_of_time(times.text(row)) : seconds_of_time(times.value<std::int64_t>(row));
  totals.notices += seconds ? 0U : 1U;
  return seconds.value_or(kNoTime);
}

nb::list sketch_rows(
  nb::object texts_given,
  nb::object ids_given,
  nb::object times_given,
  bool are_times_texts,
  std::uint32_t part,
  std::uint32_t first_row,
  std::uint64_t first_byte,
  std::uint64_t max_document_bytes,
  std::uint64_t seed
) {
  Column const texts{texts_given};
  std::optional<Column> ids;
  std::optional<Column> times;
  if (!ids_given.is_none()) {
    ids.emplace(ids_given);
  }
  if (!times_given.is_none()) {
    times.emplace(times_given);
  }
  Letters out;
  {
    nb::gil_scoped_release const released;
    Totals totals;
    totals.rows = texts.length();
    std::vector<std::string_view> good;
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < texts.length(); ++row) {
      auto const fault =
        texts.is_null(row) ? std::optional<std::string>{"no text"} : fault_of_text(texts.text(row), max_document_bytes);
      if (fault) {
        put(out.to(part, kSkipped), first_row + static_cast<std::uint32_t>(row));
        put_text(out.to(part, kSkipped), *fault);
        ++totals.skipped;
        continue;
      }
      good.push_back(texts.text(row));
      rows.push_back(static_cast<std::uint32_t>(row));
    }
    auto const sketches = sketch_texts(good, 1);
    auto& documents = out.to(part, kDocuments);
    auto& names = out.to(part, kIds);
    auto& anchors = out.to(part, kAnchors);
    anchors.reserve(sketches.anchors.size() * 8 + good.size() * 4);
    for (std::size_t i = 0; i < good.size(); ++i) {
      auto const hash = XXH3_128bits_withSeed(good[i].data(), good[i].size(), seed);
      PartDocument document;
      document.hash_low = hash.low64;
      document.hash_high = hash.high64;
      document.published = times ? seconds_in(*times, are_times_texts, rows[i], totals) : kNoTime;
      document.bytes = static_cast<std::uint32_t>(good[i].size());
      document.shingles = sketches.stocks[i].shingles;
      document.different = sketches.stocks[i].different;
      document.row = first_row + rows[i];
      document.text_begin = first_byte + texts.begin_of(rows[i]) - texts.begin_of(0);
      put(documents, document);
      auto const begin = i == 0 ? 0 : sketches.anchor_ends[i - 1];
      put(anchors, static_cast<std::uint32_t>(sketches.anchor_ends[i] - begin));
      anchors.append(
        reinterpret_cast<char const*>(sketches.anchors.data() + begin), (sketches.anchor_ends[i] - begin) * 8
      );
      auto const id = ids && !ids->is_null(rows[i]) ? taken_name(ids->text(rows[i])) : std::string_view{};
      if (id.empty()) {
        put(names, kNoId);
      } else {
        put_text(names, id);
      }
      totals.text_bytes += good[i].size();
      totals.short_documents += document.shingles == 0 ? 1U : 0U;
      totals.wordy_documents += document.shingles > kMostWords - 4 ? 1U : 0U;
    }
    totals.documents = good.size();
    put(out.to(part, kTotals), totals);
  }
  return out.take();
}

/// So many documents of a part want an id; or, where `part` is kNoPart, one wants `id-count`.
struct WantedId {
  std::uint64_t hash = 0;
  std::uint32_t part = 0;
  std::uint32_t count = 0;
};

constexpr std::uint32_t kNoPart = 0xFFFF'FFFF;

/// For "name-17" the length of "name" and 17.
std::optional<std::pair<std::size_t, std::uint32_t>> numbered(std::string_view id) {
  auto const dash = id.rfind('-');
  if (dash == std::string_view::npos || id.size() - dash - 1 > 9 || id.size() - dash < 2 || id[dash + 1] == '0') {
    return {};
  }
  std::uint32_t number = 0;
  for (char const sign : id.substr(dash + 1)) {
    if (sign < '0' || sign > '9') {
      return {};
    }
    number = number * 10 + static_cast<std::uint32_t>(sign - '0');
  }
  return std::pair{dash, number};
}

nb::list ids_out(std::uint32_t part, nb::list ids, nb::list documents, std::uint64_t first_row, std::uint32_t shares) {
  Blocks const id_blocks{ids};
  Blocks const document_blocks{documents};
  Letters out;
  {
    nb::gil_scoped_release const released;
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    for (auto const& id : wanted_ids(id_blocks.views(), records_in<PartDocument>(document_blocks.views()), first_row)) {
      ++counts[hash_of_id(id)];
      if (auto const taker = numbered(id)) {
        auto const hash = hash_of_id(std::string_view{id}.substr(0, taker->first));
        put(out.to(share_of(hash, shares), kWanted), WantedId{hash, kNoPart, taker->second});
      }
    }
    for (auto const& [hash, count] : counts) {
      put(out.to(share_of(hash, shares), kWanted), WantedId{hash, part, count});
    }
  }
  return out.take();
}

nb::list ids_meet(nb::list wanted) {
  Blocks const blocks{wanted};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto records = records_in<WantedId>(blocks.views());
    std::ranges::sort(records, {}, [](WantedId const& one) { return std::tuple{one.hash, one.part, one.count}; });
    for (std::size_t begin = 0; begin < records.size();) {
      auto end = begin;
      std::uint32_t total = 0;
      std::uint32_t base = 1;
      for (; end < records.size() && records[end].hash == records[begin].hash; ++end) {
        total += records[end].part == kNoPart ? 0 : records[end].count;
        base = records[end].part == kNoPart ? std::max(base, records[end].count) : base;
      }
      std::uint32_t before = 0;
      for (auto i = begin; total > 1 && i < end && records[i].part != kNoPart; ++i) {
        put(out.to(records[i].part, kNewIds), NewId{records[i].hash, before, base});
        before += records[i].count;
      }
      begin = end;
    }
  }
  return out.take();
}

/// Documents of one part with the same bytes.
struct PartGroup {
  std::uint64_t hash_low = 0;
  std::uint64_t hash_high = 0;
  std::uint64_t rank = 0;
  std::uint32_t best = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t part = 0;

  [[nodiscard]] auto key() const noexcept { return std::tuple{hash_low, hash_high, first}; }

  [[nodiscard]] bool is_same(PartGroup const& other) const noexcept {
    return hash_low == other.hash_low && hash_high == other.hash_high;
  }
};

/// Merges neighbours of a sorted list, if they are the same.
template <typename Take>
void merge_groups(std::vector<PartGroup>& groups, Take const& take) {
  std::ranges::sort(groups, {}, &PartGroup::key);
  for (std::size_t begin = 0; begin < groups.size();) {
    auto merged = groups[begin];
    auto end = begin + 1;
    for (; end < groups.size() && groups[end].is_same(merged); ++end) {
      merged.count += groups[end].count;
      if (std::pair{groups[end].rank, groups[end].best} < std::pair{merged.rank, merged.best}) {
        merged.rank = groups[end].rank;
        merged.best = groups[end].best;
      }
    }
    take(merged, begin, end);
    begin = end;
  }
}

nb::list hashes_out(
  std::uint32_t part, nb::list documents, std::uint32_t first, std::uint32_t shares, int representative
) {
  Blocks const blocks{documents};
  Letters out;
  {
    nb::gil_scoped_release const released;
    std::vector<PartGroup> groups;
    auto number = first;
    for (auto const& one : records_in<PartDocument>(blocks.views())) {
      groups.push_back({one.hash_low, one.hash_high, rank_of(one, representative), number, number, 1, part});
      ++number;
    }
    merge_groups(groups, [&](PartGroup const& merged, std::size_t, std::size_t) {
      put(out.to(share_of(merged.hash_low, shares), kExact), merged);
    });
  }
  return out.take();
}

nb::list hashes_meet(nb::list given) {
  Blocks const blocks{given};
  Letters out;
  {
    nb::gil_scoped_release const released;
    auto groups = records_in<PartGroup>(blocks.views());
    merge_groups(groups, [&](PartGroup const& merged, std::size_t begin, std::size_t end) {
      if (merged.count == 1) {
        return;
      }
      for (auto i = begin; i < end; ++i) {
        auto const& group = groups[i];
        put(
          out.to(group.part, kExact),
          ExactMember{merged.hash_low, merged.hash_high, merged.rank, merged.first, merged.best, merged.count, 0}
        );
        if (merged.count > kWrittenOut && (group.first == merged.first || group.best == merged.best)) {
          for (auto other = begin; other < end; ++other) {
            put(
              out.to(group.part, kSpread), Spread{merged.hash_low, merged.hash_high, merged.first, groups[other].part}
            );
          }
        }
      }
    });
  }
  return out.take();
}

/// The steps take and free the same tens of megabytes again and again: what is given back to the system each time
/// has to be cleared by it anew, which costs a tenth of the smaller steps.
void keep_freed_memory() {
#ifdef __GLIBC__
  static_cast<void>(mallopt(M_MMAP_THRESHOLD, 256 << 20));
  static_cast<void>(mallopt(M_TRIM_THRESHOLD, 256 << 20));
#endif
}

}  // namespace

void bind_read_steps(nb::module_& module) {
  module.def("keep_freed_memory", &keep_freed_memory);
  module.def(
    "step_sketch_rows", &sketch_rows, nb::arg("texts"), nb::arg("ids").none(), nb::arg("times").none(),
    nb::arg("are_times_texts"), nb::arg("part"), nb::arg("first_row"), nb::arg("first_byte"),
    nb::arg("max_document_bytes"), nb::arg("seed")
  );
  module.def("step_ids_out", &ids_out);
  module.def("step_ids_meet", &ids_meet);
  module.def("step_hashes_out", &hashes_out);
  module.def("step_hashes_meet", &hashes_meet);
}

}  // namespace stemma::python
