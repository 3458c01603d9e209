// SPDX-License-Identifier: Apache-2.0
#include "passages/word_pair.hpp"

#include <algorithm>
#include <cmath>

#include "passages/variants.hpp"

namespace stemma {

namespace {

/// What the second text's forms and stems are called in the pair: as if it were read behind the first.
struct Renamed {
  std::vector<std::uint32_t> forms;
  std::vector<std::uint32_t> keys;  ///< By form of the second text, too.
  std::uint32_t form_count = 0;
  std::uint32_t key_count = 0;
};

Renamed rename(PreparedText const& left, PreparedText const& right) {
  Renamed renamed{{}, {}, left.forms().count(), left.stems().count()};
  auto const forms = right.forms().count();
  renamed.forms.reserve(forms);
  renamed.keys.reserve(forms);
  std::vector<std::uint32_t> key_of_stem(right.stems().count(), UINT32_MAX);
  for (std::uint32_t form = 0; form < forms; ++form) {
    auto const known = left.forms().find(right.forms().hash_of(form));
    if (known != UINT32_MAX) {
      renamed.forms.push_back(known);
      renamed.keys.push_back(left.stem_of(known));
      continue;
    }
    renamed.forms.push_back(renamed.form_count++);
    auto const stem = right.stem_of(form);
    auto& key = key_of_stem[stem];
    if (key == UINT32_MAX) {
      auto const of_left = left.stems().find(right.stems().hash_of(stem));
      key = of_left != UINT32_MAX ? of_left : renamed.key_count++;
    }
    renamed.keys.push_back(key);
  }
  return renamed;
}

/// A word that is a name in the other text only is one here, too.
void mark_names(WordText& words, TokenText const& text, std::vector<std::uint8_t> const& is_name_elsewhere) {
  for (Word& word : words.words) {
    if (is_name_elsewhere[word.form] != 0 && word.kind == WordKind::Content && text.tokens[word.token].is_capitalised) {
      word.kind = WordKind::Name;
    }
  }
}

void share_names(WordPair& pair, PreparedText const& left, PreparedText const& right, Renamed const& renamed) {
  std::vector<std::uint8_t> only_right(pair.forms, 0);
  std::vector<std::uint8_t> only_left(pair.forms, 0);
  bool is_any_right = false;
  bool is_any_left = false;
  for (std::uint32_t form = 0; form < renamed.forms.size(); ++form) {
    auto const here = renamed.forms[form];
    if (here < left.forms().count() && left.is_name(here) != right.is_name(form)) {
      (right.is_name(form) ? only_right : only_left)[here] = 1;
      (right.is_name(form) ? is_any_right : is_any_left) = true;
    }
  }
  if (is_any_right) {
    mark_names(pair.sides[0], left.text(), only_right);
  }
  if (is_any_left) {
    mark_names(pair.sides[1], right.text(), only_left);
  }
}

/// A word that stands in many sentences of both texts says little about which sentence stands behind which.
void weigh_by_rarity(WordPair& pair) {
  if (pair.keys == 0) {
    return;
  }
  std::vector<std::uint32_t> sentences_with(pair.keys, 0);
  std::vector<std::uint32_t> last_seen(pair.keys, 0);
  std::uint32_t stamp = 0;
  for (WordText const& side : pair.sides) {
    for (WordRange const sentence : side.sentences) {
      ++stamp;
      for (std::uint32_t w = sentence.begin; w < sentence.end; ++w) {
        std::uint32_t const key = side.words[w].key;
        sentences_with[key] += last_seen[key] == stamp ? 0U : 1U;
        last_seen[key] = stamp;
      }
    }
  }
  // Most keys stand in one or a few sentences, so the logarithms are taken once a count, not once a key.
  double const scale = 1.0 / std::log(static_cast<double>(stamp) + 1.0);
  std::vector<float> rarity_of_count(*std::max_element(sentences_with.begin(), sentences_with.end()) + 1, 1.0F);
  for (std::size_t count = 2; count < rarity_of_count.size(); ++count) {
    rarity_of_count[count] = static_cast<float>(1.0 - std::log(static_cast<double>(count)) * scale);
  }
  for (WordText& side : pair.sides) {
    for (Word& word : side.words) {
      word.weight *= rarity_of_count[sentences_with[word.key]];
    }
  }
}

}  // namespace

WordPair pair_words(PreparedText const& left, PreparedText const& right) {
  WordPair pair;
  pair.sides = {left.words(), right.words()};
  auto const renamed = rename(left, right);
  pair.forms = renamed.form_count;
  pair.keys = renamed.key_count;
  pair.sides_of_key.assign(pair.keys, 0);
  std::fill_n(pair.sides_of_key.begin(), left.stems().count(), std::uint8_t{1});
  for (auto const key : renamed.keys) {
    pair.sides_of_key[key] |= 2;
  }
  for (Word& word : pair.sides[1].words) {
    word.key = renamed.keys[word.form];
    word.form = renamed.forms[word.form];
  }
  share_names(pair, left, right, renamed);
  unite_variants(pair, {&left, &right});
  weigh_by_rarity(pair);
  return pair;
}

}  // namespace stemma
