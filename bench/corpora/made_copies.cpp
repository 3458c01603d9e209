// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>

#include "bench/corpora/made_news.hpp"

namespace stemma::bench {

namespace {

constexpr std::size_t kLeastWords = 25;  // less is a headline, not a text

using Ends = std::vector<std::uint32_t>;

void append_ends(Ends& to, Ends const& ends, std::size_t begin, std::size_t end, std::size_t moved_to) {
  for (auto const at : ends) {
    if (at > begin && at < end) {
      to.push_back(static_cast<std::uint32_t>(at - begin + moved_to));
    }
  }
  to.push_back(static_cast<std::uint32_t>(end - begin + moved_to));
}

/// Appends the words [begin, end) of `from` as paragraphs of their own.
void append(MadeText& to, MadeText const& from, std::size_t begin, std::size_t end) {
  if (begin == end) {
    return;
  }
  auto const at = to.all_words.size();
  auto const first = from.all_words.begin();
  to.all_words.insert(
    to.all_words.end(), first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end)
  );
  append_ends(to.sentence_ends, from.sentence_ends, begin, end, at);
  append_ends(to.paragraph_ends, from.paragraph_ends, begin, end, at);
  to.all_words[at].is_capital = true;
  if (auto& last = to.all_words.back(); last.sign != '?') {
    last.sign = '.';
  }
}

std::size_t words_kept(MadeText const& text, std::size_t percent) {
  return std::min(text.words(), std::max(text.words() * percent / 100, kLeastWords));
}

MadeText head_of(MadeText const& text, std::size_t percent) {
  return part_of(text, 0, words_kept(text, percent));
}

MadeText tail_of(MadeText const& text, std::size_t percent) {
  return part_of(text, text.words() - words_kept(text, percent), text.words());
}

MadeText joined(MadeText first, MadeText const& second) {
  append(first, second, 0, second.words());
  return first;
}

void replace(MadeWord& word, WordPool const& pool, RandomNumbers& random) {
  auto const before = word.word;
  while (word.word == before) {
    word.word = pool.is_number(before) ? pool.number(random) : pool.common(random.next());
  }
}

MadeText with_words_replaced(MadeText text, std::uint64_t percent, RandomNumbers& random) {
  replace(text.all_words[random.below(text.words())], *text.pool, random);  // at least one
  for (auto& word : text.all_words) {
    if (random.below(100) < percent) {
      replace(word, *text.pool, random);
    }
  }
  return text;
}

/// The paragraphs of a text as [begin, end) of words.
std::vector<std::pair<std::size_t, std::size_t>> paragraphs_of(MadeText const& text) {
  std::vector<std::pair<std::size_t, std::size_t>> paragraphs;
  std::size_t begin = 0;
  for (auto const end : text.paragraph_ends) {
    paragraphs.emplace_back(begin, end);
    begin = end;
  }
  return paragraphs;
}

MadeText with_paragraphs_moved(MadeText const& text, RandomNumbers& random) {
  auto paragraphs = paragraphs_of(text);
  for (auto i = paragraphs.size(); i > 1; --i) {
    std::swap(paragraphs[i - 1], paragraphs[random.below(i)]);
  }
  if (std::ranges::is_sorted(paragraphs)) {
    std::ranges::rotate(paragraphs, paragraphs.begin() + 1);
  }
  MadeText moved;
  moved.pool = text.pool;
  for (auto const& [begin, end] : paragraphs) {
    append(moved, text, begin, end);
  }
  return moved;
}

/// The longest paragraph of `original` between two paragraphs of `host`.
MadeText quoting(MadeText const& original, MadeText const& host) {
  auto const paragraphs = paragraphs_of(original);
  auto const [begin, end] =
    *std::ranges::max_element(paragraphs, {}, [](auto const& paragraph) { return paragraph.second - paragraph.first; });
  auto const middle = host.paragraph_ends[(host.paragraph_ends.size() - 1) / 2];
  auto quoting = part_of(host, 0, middle);
  append(quoting, original, begin, end);
  append(quoting, host, middle, host.words());
  return quoting;
}

/// The page some hours later: what is new stands first, some numbers and words are others, the last paragraph is gone.
MadeText updated(MadeText const& original, MadeText const& news, RandomNumbers& random) {
  auto page = part_of(news, 0, std::min<std::size_t>(news.paragraph_ends.front(), original.words() / 4 + 1));
  auto const& ends = original.paragraph_ends;
  append(page, original, 0, ends.size() > 3 ? ends[ends.size() - 2] : original.words());
  for (auto& word : page.all_words) {
    if (page.pool->is_number(word.word) ? random.below(2) == 0 : random.below(100) < 2) {
      replace(word, *page.pool, random);
    }
  }
  return page;
}

/// What an optical reader makes of a letter.
std::string_view misread(char letter, RandomNumbers& random) {
  constexpr std::array<std::string_view, 26> looks_like = {"o", "h",  "e", "cl", "c",  "f.", "q",  "b", "l",
                                                           "i", "lc", "1", "rn", "u",  "0",  "p,", "g", "i",
                                                           "5", "f",  "n", "y",  "vv", "x.", "v",  "2"};
  switch (random.below(8)) {
    case 0:
      return "";  // not seen
    case 1:
      return " ";  // a word torn in two
    default:
      return looks_like[static_cast<std::size_t>(letter - 'a')];
  }
}

std::string with_scan_noise(std::string const& text, std::uint64_t percent, RandomNumbers& random) {
  std::string noisy;
  noisy.reserve(text.size() + text.size() / 16);
  for (char const letter : text) {
    if (letter >= 'a' && letter <= 'z' && random.below(100) < percent) {
      noisy += misread(letter, random);
    } else {
      noisy += letter;
    }
  }
  return noisy;
}

std::string with_dateline(
  std::string const& text, NewsMaker const& maker, RandomNumbers& random, TextStyle const& style
) {
  auto const& pool = maker.pool();
  std::string place{pool.text(pool.place(random))};
  std::string agency{pool.text(pool.place(random))};
  std::string told{place};
  told.append(" (")
    .append(agency)
    .append(style.dash)
    .append(std::to_string(1 + random.below(28)))
    .append(" March) By ");
  told.append(pool.text(pool.given_name(random))).append(" ").append(pool.text(pool.surname(random)));
  told.append(style.paragraph_break).append(text).append(style.paragraph_break);
  return told.append("This text was provided by the ").append(agency).append(" agency.");
}

}  // namespace

MadeText part_of(MadeText const& text, std::size_t begin, std::size_t end) {
  MadeText part;
  part.pool = text.pool;
  append(part, text, begin, end);
  return part;
}

std::string_view name_of(CopyKind kind) {
  constexpr std::array<std::string_view, std::size(kCopyKinds)> names = {
    "exact",         "dateline and byline", "head 50 %",        "head 30 %",        "head 10 %",
    "tail 50 %",     "tail 30 %",           "tail 10 %",        "words 1 %",        "words 5 %",
    "words 10 %",    "words 30 %",          "paragraphs moved", "paragraph quoted", "OCR noise 1 %",
    "OCR noise 3 %", "two sources merged",  "live page updated"};
  return names[static_cast<std::size_t>(kind)];
}

std::string copy_of(
  MadeText const& original,
  MadeText const& other,
  CopyKind kind,
  NewsMaker const& maker,
  RandomNumbers& random,
  TextStyle const& style
) {
  switch (kind) {
    case CopyKind::Exact:
      return original.text(style);
    case CopyKind::Dateline:
      return with_dateline(original.text(style), maker, random, style);
    case CopyKind::Head50:
      return head_of(original, 50).text(style);
    case CopyKind::Head30:
      return head_of(original, 30).text(style);
    case CopyKind::Head10:
      return head_of(original, 10).text(style);
    case CopyKind::Tail50:
      return tail_of(original, 50).text(style);
    case CopyKind::Tail30:
      return tail_of(original, 30).text(style);
    case CopyKind::Tail10:
      return tail_of(original, 10).text(style);
    case CopyKind::WordsReplaced1:
      return with_words_replaced(original, 1, random).text(style);
    case CopyKind::WordsReplaced5:
      return with_words_replaced(original, 5, random).text(style);
    case CopyKind::WordsReplaced10:
      return with_words_replaced(original, 10, random).text(style);
    case CopyKind::WordsReplaced30:
      return with_words_replaced(original, 30, random).text(style);
    case CopyKind::ParagraphsMoved:
      return with_paragraphs_moved(original, random).text(style);
    case CopyKind::ParagraphQuoted:
      return quoting(original, other).text(style);
    case CopyKind::ScanNoise1:
      return with_scan_noise(original.text(style), 1, random);
    case CopyKind::ScanNoise3:
      return with_scan_noise(original.text(style), 3, random);
    case CopyKind::Merged:
      return joined(head_of(original, 50), tail_of(other, 50)).text(style);
    case CopyKind::Updated:
      return updated(original, other, random).text(style);
  }
  return {};
}

}  // namespace stemma::bench
