// SPDX-License-Identifier: Apache-2.0
#include "trees/copy_family.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/word_form.hpp"
#include "trees/word_diff.hpp"

namespace stemma {

namespace {

/// So many of the shorter one's words must a copy share with the longest one.
constexpr double kLeastAlike = 0.5;
constexpr std::size_t kMostDifferences = 6000;

/// Words missing in a row that are a lacuna; at either end of the text a few are enough.
constexpr std::size_t kLacunaWords = 30;
constexpr std::size_t kLacunaAtEnd = 4;

/// Words added in a row are told apart by the first few.
constexpr std::size_t kAddedWords = 4;

// How unlikely it is to hit on a reading (natural log): small words come and go, a word of weight is not guessed.
constexpr double kSmallWord = 1.5;
constexpr double kWeightyWord = 3.5;
constexpr float kSmallWeight = 0.15F;

/// Up to so many letters may set a slip apart from what was meant, and no more than this part of the longer word.
constexpr std::size_t kSlipLetters = 2;
constexpr std::size_t kSlipPart = 3;

/// What sets a word apart from the same word in small letters.
constexpr std::uint64_t kCapital = 0x5851F42D4C957F2DULL;

constexpr std::size_t kLeastMembers = 3;

/// The words of a text without its signs, and where each stands.
struct Words {
  std::vector<std::uint64_t> keys;
  std::vector<std::uint64_t> forms;  ///< Capitals told apart.
  std::vector<std::uint32_t> tokens;
};

Words words_of(TokenText const& text) {
  Words words;
  for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
    if (text.tokens[t].kind != TokenKind::Punctuation) {
      words.keys.push_back(text.tokens[t].word);
      words.forms.push_back(text.tokens[t].word ^ (text.tokens[t].is_capitalised ? kCapital : 0));
      words.tokens.push_back(t);
    }
  }
  return words;
}

/// What a member has at one slot: 2 · position the gap before a word of the longest copy, 2 · position + 1 the word.
struct Found {
  std::uint32_t slot = 0;
  std::uint64_t word = 0;
};

struct Collated {
  FamilyMember member;
  std::vector<Found> found;            ///< Only where it departs from the base.
  std::vector<std::uint32_t> covered;  ///< Positions within an uneven change, told at its first word only.
};

/// The likeness of a reading to a word, for slips: how it is spelled, where it stands.
struct Spelled {
  std::string letters;
  float weight = 1;
  std::uint32_t first_position = 0;
  bool stands_elsewhere = false;
};

class Collation {
 public:
  Collation(StoryTellings const& story, std::vector<WitnessIndex> const& group) : story_{story} {
    for (auto const witness : group) {
      words_.emplace(witness, words_of(*story.tellings[witness].tokens));
    }
    base_ = *std::ranges::max_element(group, {}, [&](WitnessIndex w) { return words_.at(w).keys.size(); });
    for (auto const witness : group) {
      add(witness);
    }
  }

  [[nodiscard]] CopyFamily finish() && {
    CopyFamily family;
    family.words = static_cast<std::uint32_t>(words_.at(base_).keys.size());
    if (collated_.size() < kLeastMembers) {
      return family;
    }
    number_places(family);
    for (Collated& one : collated_) {
      family.members.push_back(std::move(one.member));
    }
    return family;
  }

 private:
  void add(WitnessIndex witness) {
    Words const& base = words_.at(base_);
    Words const& own = words_.at(witness);
    auto const unlike = (1 - kLeastAlike) * static_cast<double>(2 * std::min(base.keys.size(), own.keys.size()));
    auto const lacking = base.keys.size() - own.keys.size();
    auto const most = std::min(kMostDifferences, lacking + static_cast<std::size_t>(unlike));
    auto const matches = match_words(base.keys, own.keys, most);
    if (!matches) {
      return;
    }
    Collated one;
    one.member.witness = witness;
    one.member.tokens.resize(story_.tellings[witness].tokens->tokens.size(), 0);
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    auto const last =
      CommonWord{static_cast<std::uint32_t>(base.keys.size()), static_cast<std::uint32_t>(own.keys.size())};
    for (std::size_t i = 0; i <= matches->size(); ++i) {
      CommonWord const next = i < matches->size() ? (*matches)[i] : last;
      bool const is_end = i == 0 || i == matches->size();
      differ(one, own, {left, next.left}, {right, next.right}, is_end);
      left = next.left + 1;
      right = next.right + 1;
      if (i < matches->size()) {
        one.member.tokens[own.tokens[next.right]] = next.left;
        note(own, next.right, next.left, witness);
        if (own.forms[next.right] != base.forms[next.left]) {
          one.found.push_back({2 * next.left + 1, own.forms[next.right]});
        }
      }
    }
    fill_signs(one.member.tokens);
    collated_.push_back(std::move(one));
  }

  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
  };

  /// The words `right` stand where the longest copy has the words `left`.
  void differ(Collated& one, Words const& own, Run left, Run right, bool is_end) {
    for (auto r = right.begin; r < right.end; ++r) {
      one.member.tokens[own.tokens[r]] = std::min(left.begin + (r - right.begin), std::max(left.begin, left.end - 1));
      note(own, r, left.begin, one.member.witness);
    }
    if (left.size() == right.size()) {
      for (std::uint32_t i = 0; i < left.size(); ++i) {
        one.found.push_back({2 * (left.begin + i) + 1, own.forms[right.begin + i]});
      }
    } else if (right.size() == 0 && left.size() >= (is_end ? kLacunaAtEnd : kLacunaWords)) {
      one.member.lacunae.push_back({left.begin, left.end});
    } else if (left.size() == 0) {
      one.found.push_back({2 * left.begin, together(own, right)});
    } else {
      one.found.push_back({2 * left.begin + 1, right.size() == 0 ? 0 : together(own, right)});
      for (auto position = left.begin + 1; position < left.end; ++position) {
        one.covered.push_back(position);
      }
    }
  }

  static std::uint64_t together(Words const& own, Run run) {
    std::uint64_t key = run.size() == 1 ? 0 : run.size();
    for (auto r = run.begin; r < run.end && r < run.begin + kAddedWords; ++r) {
      key = key * 0x9E3779B97F4A7C15ULL + own.forms[r];
    }
    return key;
  }

  /// Signs stand where the word before them stands.
  void fill_signs(std::vector<std::uint32_t>& positions) const {
    for (std::size_t t = 1; t < positions.size(); ++t) {
      positions[t] = std::max(positions[t], positions[t - 1]);
    }
  }

  /// Keeps how a word is spelled, and whether it stands at more than one position.
  void note(Words const& own, std::uint32_t r, std::uint32_t position, WitnessIndex witness) {
    auto const [at, is_new] = spelled_.try_emplace(own.forms[r]);
    if (is_new) {
      TokenText const& text = *story_.tellings[witness].tokens;
      Token const& token = text.tokens[own.tokens[r]];
      at->second = {fold_word(text.text_of(token)), token.weight, position, false};
    } else if (at->second.first_position != position) {
      at->second.stands_elsewhere = true;
    }
  }

  void number_places(CopyFamily& family) {
    std::map<std::uint32_t, std::map<std::uint64_t, std::uint32_t>> carriers;  // by slot and departure
    for (Collated const& one : collated_) {
      for (Found const& found : one.found) {
        ++carriers[found.slot][found.word];
      }
    }
    std::vector<std::uint32_t> slots;
    for (auto const& [slot, departures] : carriers) {
      slots.push_back(slot);
      family.places.push_back(place_of(slot, departures));
    }
    for (Collated& one : collated_) {
      depart(one, slots, family);
    }
  }

  [[nodiscard]] std::uint32_t members_with(std::uint32_t slot) const {
    std::uint32_t count = 0;
    for (Collated const& one : collated_) {
      count += static_cast<std::uint32_t>(has(one, slot));
    }
    return count;
  }

  [[nodiscard]] static bool has(Collated const& one, std::uint32_t slot) {
    auto const position = slot / 2;
    bool const is_gap = slot % 2 == 0;
    return !one.member.lacks(position) && !(is_gap && position > 0 && one.member.lacks(position - 1)) &&
           (is_gap || !std::ranges::binary_search(one.covered, position));
  }

  [[nodiscard]] Place place_of(std::uint32_t slot, std::map<std::uint64_t, std::uint32_t> const& departures) const {
    Place place{slot / 2, {}};
    auto rest = members_with(slot);
    for (auto const& [word, carriers] : departures) {
      place.readings.push_back({word, carriers, 0, false});
      rest -= std::min(rest, carriers);
    }
    place.readings.push_back({base_word(slot), rest, 0, false});
    std::ranges::sort(place.readings, [](PlaceReading const& a, PlaceReading const& b) {
      return a.carriers != b.carriers ? a.carriers > b.carriers : a.word < b.word;
    });
    for (PlaceReading& reading : place.readings) {
      weigh(reading, place);
    }
    return place;
  }

  /// An omission is as unlikely as the word that it leaves out is weighty.
  void weigh(PlaceReading& reading, Place const& place) const {
    float weight = 0;
    bool is_capital = false;  // the same word stands there in small letters, or this one with a capital
    for (PlaceReading const& other : place.readings) {
      auto const known = spelled_.find(other.word);
      bool const is_meant = reading.word == 0 ? other.word != 0 : other.word == reading.word;
      if (is_meant) {
        weight = std::max(weight, known == spelled_.end() ? 1.0F : known->second.weight);
      }
      reading.is_slip = reading.is_slip || is_slip_of(reading, other);
      is_capital = is_capital || other.word == (reading.word ^ kCapital);
    }
    reading.surprise = weight < kSmallWeight || is_capital ? kSmallWord : kWeightyWord;
  }

  [[nodiscard]] bool is_slip_of(PlaceReading const& reading, PlaceReading const& meant) const {
    auto const own = spelled_.find(reading.word);
    auto const other = spelled_.find(meant.word);
    if (reading.word == meant.word || own == spelled_.end() || other == spelled_.end()) {
      return false;
    }
    bool const is_rarer = meant.carriers >= 2 * reading.carriers ||
                          (other->second.stands_elsewhere && 2 * meant.carriers >= reading.carriers);
    auto const apart = letters_apart(own->second.letters, other->second.letters);
    auto const longer = std::max(own->second.letters.size(), other->second.letters.size());
    return is_rarer && !own->second.stands_elsewhere && apart > 0 && apart <= kSlipLetters &&
           kSlipPart * apart <= longer;
  }

  static std::size_t letters_apart(std::string_view a, std::string_view b) {
    if (std::max(a.size(), b.size()) > std::min(a.size(), b.size()) + kSlipLetters) {
      return kSlipLetters + 1;
    }
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
      row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
      auto diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= b.size(); ++j) {
        auto const above = row[j];
        row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + static_cast<std::size_t>(a[i - 1] != b[j - 1])});
        diagonal = above;
      }
    }
    return row[b.size()];
  }

  /// Turns what departs from the longest copy into what departs from the majority.
  void depart(Collated& one, std::vector<std::uint32_t> const& slots, CopyFamily const& family) const {
    auto found = one.found.begin();
    for (std::uint32_t number = 0; number < slots.size(); ++number) {
      auto const slot = slots[number];
      while (found != one.found.end() && found->slot < slot) {
        ++found;
      }
      if (!has(one, slot)) {
        one.member.departures.push_back({number, kLacking});
        continue;
      }
      bool const departs = found != one.found.end() && found->slot == slot;
      auto const& readings = family.places[number].readings;
      auto const reading = std::ranges::find(readings, departs ? found->word : base_word(slot), &PlaceReading::word);
      if (reading != readings.begin()) {
        one.member.departures.push_back({number, static_cast<std::uint32_t>(reading - readings.begin())});
      }
    }
  }

  [[nodiscard]] std::uint64_t base_word(std::uint32_t slot) const {
    return slot % 2 == 0 ? 0 : words_.at(base_).forms[slot / 2];
  }

  StoryTellings const& story_;
  std::map<WitnessIndex, Words> words_;
  std::unordered_map<std::uint64_t, Spelled> spelled_;
  std::vector<Collated> collated_;
  WitnessIndex base_ = 0;
};

}  // namespace

bool FamilyMember::lacks(std::uint32_t position) const {
  return std::ranges::any_of(lacunae, [&](Lacuna const& lacuna) { return lacuna.contains(position); });
}

std::vector<CopyFamily> collate_copies(
  StoryTellings const& story, std::vector<std::vector<WitnessIndex>> const& groups
) {
  std::vector<CopyFamily> families;
  for (auto const& group : groups) {
    auto family = Collation{story, group}.finish();
    if (!family.members.empty()) {
      families.push_back(std::move(family));
    }
  }
  return families;
}

}  // namespace stemma
