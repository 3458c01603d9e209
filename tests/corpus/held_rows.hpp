// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "stemma/document_rows.hpp"

namespace stemma {

/// Rows for tests.
class HeldRows : public DocumentRows {
 public:
  struct Row {
    std::optional<std::string> text;
    std::optional<std::string> id;
    std::optional<std::string> time;
    std::optional<std::string> title;
  };

  explicit HeldRows(std::vector<Row> rows) : rows_{std::move(rows)} {}

  [[nodiscard]] std::uint64_t size() const override { return rows_.size(); }

  [[nodiscard]] std::uint64_t text_bytes() const override { return 0; }

  [[nodiscard]] DocumentRow row(std::uint64_t number, std::string& space) const override {
    Row const& held = rows_[number];
    DocumentRow row;
    row.text = held.text;
    if (held.id) {
      space = *held.id;
      row.id = space;  // as an id that is a number
    }
    row.title = held.title;
    row.written_time = held.time;
    return row;
  }

  [[nodiscard]] std::string_view text(std::uint64_t number) const override {
    return rows_[number].text ? std::string_view{*rows_[number].text} : std::string_view{};
  }

 private:
  std::vector<Row> rows_;
};

}  // namespace stemma
