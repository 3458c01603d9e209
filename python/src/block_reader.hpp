// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/error.hpp"

// How records lie in a block of bytes: one behind the other, numbers as the machine has them.

namespace stemma::python {

[[nodiscard]] inline Error damaged() {
  return Error{ErrorKind::BadOption, "a block of the work folder is damaged; begin anew with an empty folder"};
}

/// Takes values off the front of a block.
class BlockReader {
 public:
  explicit BlockReader(std::string_view block) : rest_{block} {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

  template <typename Value>
  [[nodiscard]] Value take() {
    Value value;
    std::memcpy(&value, take_bytes(sizeof(Value)).data(), sizeof(Value));
    return value;
  }

  [[nodiscard]] std::string_view take_bytes(std::size_t count) {
    if (count > rest_.size()) {
      throw damaged();
    }
    auto const bytes = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return bytes;
  }

  /// What is left, values of one type; less than a whole one at the end is left out.
  template <typename Value>
  [[nodiscard]] std::vector<Value> take_rest() {
    std::vector<Value> values(rest_.size() / sizeof(Value));
    auto const bytes = take_bytes(values.size() * sizeof(Value));
    if (!values.empty()) {
      std::memcpy(values.data(), bytes.data(), bytes.size());
    }
    return values;
  }

  [[nodiscard]] std::string_view take_text() { return take_bytes(take<std::uint32_t>()); }

 private:
  std::string_view rest_;
};

template <typename Value>
void put(std::string& block, Value const& value) {
  block.append(reinterpret_cast<char const*>(&value), sizeof(Value));
}

inline void put_text(std::string& block, std::string_view text) {
  put(block, static_cast<std::uint32_t>(text.size()));
  block.append(text);
}

/// All records of one type in some blocks.
template <typename Record>
std::vector<Record> records_in(std::vector<std::string_view> const& blocks) {
  std::size_t bytes = 0;
  for (auto const block : blocks) {
    bytes += block.size();
  }
  std::vector<Record> records;
  records.reserve(bytes / sizeof(Record));  // or it would be held twice each time it grows
  for (auto const block : blocks) {
    auto const count = block.size() / sizeof(Record);
    if (block.size() % sizeof(Record) != 0) {
      throw damaged();
    }
    auto const begin = records.size();
    records.resize(begin + count);
    if (count > 0) {
      std::memcpy(records.data() + begin, block.data(), block.size());
    }
  }
  return records;
}

/// Calls `take(reader)` at the begin of each record of some blocks, for records that say themselves how long they are.
template <typename Take>
void each_record(std::vector<std::string_view> const& blocks, Take const& take) {
  for (auto const block : blocks) {
    for (BlockReader reader{block}; !reader.at_end();) {
      take(reader);
    }
  }
}

}  // namespace stemma::python
