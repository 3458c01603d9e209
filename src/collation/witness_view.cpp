// SPDX-License-Identifier: Apache-2.0
#include "collation/witness_view.hpp"

#include <algorithm>
#include <array>

namespace stemma {

namespace {

/// Only ASCII is folded here: the words are compared with short English lists and with each other's spelling; equality
/// of words beyond that is the business of `Token::word`.
std::string folded(std::string_view word) {
  std::string lower{word};
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return lower;
}

bool ends_clause(std::string_view sign) {
  static constexpr std::array<std::string_view, 17> signs = {",", ";", ":", ".", "!", "?", "\"", "“", "”",
                                                             "„", "«", "»", "(", ")", "–", "—",  "…"};
  return std::find(signs.begin(), signs.end(), sign) != signs.end();
}

}  // namespace

WitnessView view_of(WitnessIndex witness, Telling const& telling, Facts const& facts) {
  WitnessView view{witness, telling.document->title.has_value(), telling.tokens, &facts, {}, {}, {}};
  TokenText const& text = *telling.tokens;
  view.words.reserve(text.tokens.size());
  for (Token const& token : text.tokens) {
    view.words.push_back(folded(text.text_of(token)));
  }
  view.sentence_of.assign(text.tokens.size(), 0);
  view.sentence_weight.assign(text.sentences.size(), 0);
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    for (auto token = text.sentences[s].tokens.begin_token; token < text.sentences[s].tokens.end_token; ++token) {
      view.sentence_of[token] = s;
      view.sentence_weight[s] += text.tokens[token].weight;
    }
  }
  return view;
}

TokenRange clause_around(WitnessView const& view, TokenRange core, std::uint32_t most_words) {
  auto const sentence = view.sentence_at(core.begin_token);
  TokenRange clause = core;
  auto const is_open = [&](std::uint32_t token) { return view.is_word(token) || !ends_clause(view.words[token]); };
  auto left_open = true;
  auto right_open = true;
  while (clause.size() < most_words && (left_open || right_open)) {
    left_open = left_open && clause.begin_token > sentence.begin_token && is_open(clause.begin_token - 1);
    if (left_open) {
      --clause.begin_token;
    }
    right_open = right_open && clause.end_token < sentence.end_token && is_open(clause.end_token);
    if (right_open && clause.size() < most_words) {
      ++clause.end_token;
    }
  }
  return clause;
}

std::string normal_form(WitnessView const& view, TokenRange range) {
  std::string form;
  for (auto token = range.begin_token; token < range.end_token; ++token) {
    if (view.is_word(token)) {
      form += form.empty() ? "" : " ";
      form += view.words[token];
      // "magician's" and "magicians" are one word here; "didn't" keeps its sign, for it tells a negation.
      if (form.ends_with("'s")) {
        form.replace(form.size() - 2, 2, "s");
      } else if (form.ends_with("’s")) {
        form.replace(form.size() - std::string_view{"’s"}.size(), std::string_view{"’s"}.size(), "s");
      }
    }
  }
  return form;
}

}  // namespace stemma
