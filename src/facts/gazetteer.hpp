// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/spelling_index.hpp"

namespace stemma {

/// A place of a gazetteer. The strings live as long as the gazetteer.
struct GazetteerPlace {
  std::string_view name;
  std::string_view region;   ///< First-order division, may be empty.
  std::string_view country;  ///< ISO 3166 alpha-2.
  double latitude = 0;
  double longitude = 0;
  std::uint32_t population = 0;
};

/// Position of a place in a gazetteer.
using PlaceIndex = std::uint32_t;

/// Which places bear a name?
///
/// In    a compact file (tools/make_gazetteer.py) or GeoNames' own table of 19 tab-separated columns.
/// Out   places by folded name (see `fold_name`), also by names that are spelled nearly so.
/// Errors  `Error` where a file that was asked for cannot be read or is no gazetteer. No field of the file is trusted:
///         all counts and offsets are checked when it is opened.
/// Cost  a compact file is read as it is, and its names are indexed; a look-up is one in a hash table (see `SpellingIndex`).
class Gazetteer {
 public:
  /// The gazetteer of this path; of an empty path the one installed with the program, or none. Opened once a process.
  [[nodiscard]] static std::shared_ptr<Gazetteer const> open(std::string const& path);

  [[nodiscard]] std::vector<PlaceIndex> exact(std::string_view folded) const;

  /// Places with a name of at least `least_likeness` (see `letters_in_common`) and the same first letter, the likest and
  /// then the most populous first; at most `most`.
  [[nodiscard]] std::vector<PlaceIndex> near(std::string_view folded, double least_likeness, std::size_t most) const;

  [[nodiscard]] GazetteerPlace place(PlaceIndex index) const;

  /// Whether one of the place's names folds to this.
  [[nodiscard]] bool bears(PlaceIndex index, std::string_view folded) const;

  /// How well known the best known place of this name is: 0 (there is none) … 1.
  [[nodiscard]] double renown(std::string_view folded) const;

 private:
  struct Record {
    float latitude;
    float longitude;
    std::uint32_t population;
    std::uint32_t name;
    std::uint32_t region;
    std::uint32_t country;
  };

  struct Name {
    std::uint32_t folded;
    PlaceIndex place;
  };

  void read_compact(std::string_view bytes, std::string const& path);
  void read_table(std::string_view bytes, std::string const& path);

  void index_names();
  [[nodiscard]] std::span<Name const> spelled(std::uint32_t spelling) const;

  [[nodiscard]] std::string_view text_at(std::uint32_t offset) const { return text_.data() + offset; }

  std::vector<Record> records_;
  std::vector<Name> names_;                       ///< Sorted by folded name, then place.
  std::string text_;                              ///< Strings closed by a zero byte.
  std::vector<std::uint32_t> first_of_spelling_;  ///< Position in `names_`; one more than there are spellings.
  SpellingIndex index_;                           ///< Of the different spellings.
};

}  // namespace stemma
