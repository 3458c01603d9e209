// SPDX-License-Identifier: Apache-2.0
#include "python/src/part_rows.hpp"

#include <unordered_map>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stemma::python {

std::uint64_t hash_of_id(std::string_view id) noexcept {
  return XXH3_64bits(id.data(), id.size());
}

std::vector<std::string> wanted_ids(
  std::vector<std::string_view> const& ids, std::vector<PartDocument> const& documents, std::uint64_t first_row
) {
  std::vector<std::string> wanted;
  wanted.reserve(documents.size());
  each_record(ids, [&](BlockReader& reader) {
    auto const length = reader.take<std::uint32_t>();
    wanted.emplace_back(
      length == kNoId ? std::to_string(first_row + documents.at(wanted.size()).row)
                      : std::string{reader.take_bytes(length)}
    );
  });
  return wanted;
}

PartIds::PartIds(
  std::vector<std::string_view> const& ids,
  std::vector<PartDocument> const& documents,
  std::vector<NewId> const& new_ids,
  std::uint64_t first_row
)
    : ids_{wanted_ids(ids, documents, first_row)} {
  if (new_ids.empty()) {
    return;
  }
  std::unordered_map<std::uint64_t, NewId> given;
  for (auto const& one : new_ids) {
    given.emplace(one.hash, one);
  }
  for (auto& id : ids_) {
    if (auto const found = given.find(hash_of_id(id)); found != given.end()) {
      auto& next = found->second;
      if (auto const before = next.before++; before > 0) {
        id += "-" + std::to_string(std::uint64_t{next.base} + before);
      }
    }
  }
}

void put_known(std::string& block, KnownCopies const& known) {
  put(block, known.first);
  put(block, known.best);
  put(block, known.rank);
  put_text(block, known.id);
  put_text(block, known.best_id);
  put(block, static_cast<std::uint32_t>(known.copies.size()));
  for (auto const& [number, id] : known.copies) {
    put(block, number);
    put_text(block, id);
  }
}

KnownCopies take_known(BlockReader& reader) {
  KnownCopies known;
  known.first = reader.take<std::uint32_t>();
  known.best = reader.take<std::uint32_t>();
  known.rank = reader.take<std::uint64_t>();
  known.id = reader.take_text();
  known.best_id = reader.take_text();
  for (auto left = reader.take<std::uint32_t>(); left > 0; --left) {
    auto const number = reader.take<std::uint32_t>();
    known.copies.emplace_back(number, reader.take_text());
  }
  return known;
}

std::uint64_t rank_of(PartDocument const& document, int representative) noexcept {
  switch (representative) {
    case 0:
      return document.published == kNoTime ? ~std::uint64_t{0}
                                           : static_cast<std::uint64_t>(document.published) ^ (std::uint64_t{1} << 63U);
    case 1:
      return ~std::uint64_t{document.bytes};
    default:
      return 0;
  }
}

}  // namespace stemma::python
