// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/src/arrow_abi.hpp"

namespace stemma::python {

/// A column in Arrow's layout, with its bytes.
struct ArrowNode {
  std::string format;
  std::string name;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<std::vector<std::byte>> buffers;  ///< The first: which values there are, a bit each; empty where all are.
  std::vector<ArrowNode> children;
};

/// A table of columns of one length, which hands out views of itself and lives as long as any of them.
class ArrowTable {
 public:
  explicit ArrowTable(std::vector<ArrowNode> columns);

  [[nodiscard]] std::int64_t rows() const noexcept { return root_->length; }

  [[nodiscard]] std::vector<std::string> names() const;

  /// The whole as one piece. The receiver releases what it gets.
  void export_schema(ArrowSchema& schema) const;
  void export_stream(ArrowArrayStream& stream) const;

 private:
  std::shared_ptr<ArrowNode const> root_;
};

/// Which values of a column there are.
class Presence {
 public:
  void add(bool is_there);
  void finish(ArrowNode& node) &&;

 private:
  std::vector<std::byte> bits_;
  std::int64_t length_ = 0;
  std::int64_t nulls_ = 0;
};

/// A column of numbers, times ("tss:UTC") or offsets.
template <typename Number>
class NumberColumn {
 public:
  explicit NumberColumn(char const* format) : format_{format} {}

  void add(std::optional<Number> value) {
    presence_.add(value.has_value());
    values_.push_back(value.value_or(Number{}));
  }

  [[nodiscard]] ArrowNode finish(std::string name) && {
    ArrowNode node{format_, std::move(name), static_cast<std::int64_t>(values_.size()), 0, {}, {}};
    std::move(presence_).finish(node);
    auto const* const begin = reinterpret_cast<std::byte const*>(values_.data());
    node.buffers.emplace_back(begin, begin + values_.size() * sizeof(Number));
    return node;
  }

 private:
  std::string format_;
  Presence presence_;
  std::vector<Number> values_;
};

/// A column of texts, of any number of bytes.
class TextColumn {
 public:
  void add(std::optional<std::string_view> value);
  [[nodiscard]] ArrowNode finish(std::string name) &&;

 private:
  Presence presence_;
  std::vector<std::int64_t> offsets_{0};
  std::vector<std::byte> bytes_;
};

/// A column of true and false.
class FlagColumn {
 public:
  void add(bool value);
  [[nodiscard]] ArrowNode finish(std::string name) &&;

 private:
  std::vector<std::byte> bits_;
  std::int64_t length_ = 0;
};

/// Where the lists of a column end within the column of their items.
class ListColumn {
 public:
  void add(std::size_t items) { offsets_.push_back(offsets_.back() + static_cast<std::int64_t>(items)); }

  [[nodiscard]] ArrowNode finish(std::string name, ArrowNode items) &&;

 private:
  std::vector<std::int64_t> offsets_{0};
};

/// Several columns as one.
[[nodiscard]] ArrowNode struct_of(std::string name, std::vector<ArrowNode> children);

}  // namespace stemma::python
