// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "corpus/corpus_stream.hpp"

namespace stemma {

/// Passes notes on: of one input the first thousand of each sort, then one for each reason that says how many more.
class NoteCounter {
 public:
  explicit NoteCounter(NoteListener listener) : listener_{std::move(listener)} {}

  void tell(CountedNote note) {
    if (note.note.source != source_) {
      finish();
      source_ = note.note.source;
    }
    std::uint64_t& told = note.is_skipped ? told_skipped_ : told_notices_;
    if (told < kMostTold) {
      ++told;
      listener_(note);
      return;
    }
    bool const has_room = untold_.size() < kMostReasons;
    std::pair const key{
      note.is_skipped,
      has_room || untold_.contains({note.is_skipped, note.note.reason}) ? note.note.reason : "other reasons"};
    CountedNote& sum =
      untold_.try_emplace(key, CountedNote{{source_, note.note.line, key.second}, 0, note.is_skipped}).first->second;
    ++sum.count;
  }

  /// After the last note.
  void finish() {
    for (auto const& [key, note] : untold_) {
      listener_(note);
    }
    untold_.clear();
    told_skipped_ = 0;
    told_notices_ = 0;
  }

 private:
  static constexpr std::uint64_t kMostTold = 1000;
  static constexpr std::size_t kMostReasons = 100;

  NoteListener listener_;
  std::string source_;
  std::uint64_t told_skipped_ = 0;
  std::uint64_t told_notices_ = 0;
  std::map<std::pair<bool, std::string>, CountedNote> untold_;
};

}  // namespace stemma
