// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "python/src/partition_steps.hpp"
#include "stemma/story_parts.hpp"

namespace stemma::python {

template <typename Record>
void put_records(std::string& block, std::vector<Record> const& records) {
  put(block, static_cast<std::uint32_t>(records.size()));
  block.append(reinterpret_cast<char const*>(records.data()), records.size() * sizeof(Record));
}

template <typename Record>
[[nodiscard]] std::vector<Record> take_records(BlockReader& reader) {
  std::vector<Record> records(reader.take<std::uint32_t>());
  auto const bytes = reader.take_bytes(records.size() * sizeof(Record));
  if (!records.empty()) {
    std::memcpy(records.data(), bytes.data(), bytes.size());
  }
  return records;
}

inline void put_time(std::string& block, std::optional<UtcTime> const& time) {
  put(block, static_cast<std::uint8_t>(time ? 1 : 0));
  put(block, time ? static_cast<std::int64_t>(time->time_since_epoch().count()) : std::int64_t{0});
}

[[nodiscard]] inline std::optional<UtcTime> take_time(BlockReader& reader) {
  auto const is_there = reader.take<std::uint8_t>() != 0;
  UtcTime const time{std::chrono::seconds{reader.take<std::int64_t>()}};
  return is_there ? std::optional{time} : std::nullopt;
}

/// A text as it was read; `row` of its part.
struct TellingWords {
  std::uint32_t row = 0;
  std::optional<UtcTime> published;
  std::vector<StoryWords::Word> words;
  std::vector<StoryWords::Head> heads;
};

inline void put_telling(std::string& block, TellingWords const& telling) {
  put(block, telling.row);
  put_time(block, telling.published);
  put_records(block, telling.words);
  put_records(block, telling.heads);
}

[[nodiscard]] inline TellingWords take_telling(BlockReader& reader) {
  TellingWords telling;
  telling.row = reader.take<std::uint32_t>();
  telling.published = take_time(reader);
  telling.words = take_records<StoryWords::Word>(reader);
  telling.heads = take_records<StoryWords::Head>(reader);
  return telling;
}

/// A text as it is compared; `document` of the pile.
struct TellingVector {
  std::uint32_t document = 0;
  std::uint32_t row = 0;
  std::optional<UtcTime> published;
  WordVector words;
};

inline void put_vector(std::string& block, TellingVector const& vector) {
  put(block, vector.document);
  put(block, vector.row);
  put_time(block, vector.published);
  put_records(block, vector.words);
}

[[nodiscard]] inline std::vector<TellingVector> vectors_in(std::vector<std::string_view> const& blocks) {
  std::vector<TellingVector> vectors;
  each_record(blocks, [&](BlockReader& reader) {
    auto& vector = vectors.emplace_back();
    vector.document = reader.take<std::uint32_t>();
    vector.row = reader.take<std::uint32_t>();
    vector.published = take_time(reader);
    vector.words = take_records<WeightedWord>(reader);
  });
  return vectors;
}

/// One of the heaviest words of a text.
struct Posting {
  std::uint64_t stem = 0;
  std::uint32_t document = 0;
  float weight = 0;
};

}  // namespace stemma::python
