// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/record.hpp"
#include "corpus/text_form.hpp"

namespace stemma {

/// A parser for one call, from those that are idle.
class BorrowedParser {
 public:
  BorrowedParser(std::mutex& mutex, std::vector<std::unique_ptr<RecordParser>>& idle, FieldNames const& fields)
      : mutex_{mutex}, idle_{idle} {
    {
      std::scoped_lock const lock{mutex_};
      if (!idle_.empty()) {
        parser_ = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!parser_) {
      parser_ = std::make_unique<RecordParser>(fields);
    }
  }

  ~BorrowedParser() {
    std::scoped_lock const lock{mutex_};
    idle_.push_back(std::move(parser_));
  }

  BorrowedParser(BorrowedParser const&) = delete;
  BorrowedParser& operator=(BorrowedParser const&) = delete;

  [[nodiscard]] RecordFields fields(std::string_view line) { return parser_->fields(trimmed(line), LineEnd::Padded); }

  [[nodiscard]] Record record(std::string_view line) { return parser_->parse(trimmed(line), LineEnd::Padded); }

 private:
  std::mutex& mutex_;
  std::vector<std::unique_ptr<RecordParser>>& idle_;
  std::unique_ptr<RecordParser> parser_;
};

}  // namespace stemma
