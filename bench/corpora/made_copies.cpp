// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "bench/corpora/made_news.hpp"

namespace stemma::bench {

namespace {

/// The words [from, to) of a text, as shares of all, in their paragraphs.
MadeText part_of(MadeText const& text, double from, double to) {
  auto const words = static_cast<double>(text.words());
  auto const begin = static_cast<std::size_t>(words * from);
  auto const end = static_cast<std::size_t>(words * to);
  MadeText part;
  std::size_t at = 0;
  for (auto const& paragraph : text.paragraphs) {
    std::vector<MadeText::Sentence> kept;
    for (auto const& sentence : paragraph) {
      MadeText::Sentence words_kept;
      for (auto const& word : sentence) {
        if (at >= begin && at < end) {
          words_kept.push_back(word);
        }
        ++at;
      }
      if (!words_kept.empty()) {
        kept.push_back(std::move(words_kept));
      }
    }
    if (!kept.empty()) {
      part.paragraphs.push_back(std::move(kept));
    }
  }
  return part;
}

MadeText with_words_replaced(MadeText text, double share, NewsMaker const& maker, RandomNumbers& random) {
  for (auto& paragraph : text.paragraphs) {
    for (auto& sentence : paragraph) {
      for (auto& word : sentence) {
        if (random.share() < share) {
          word = maker.word(random);
        }
      }
    }
  }
  return text;
}

std::string with_scan_noise(std::string text, double share, RandomNumbers& random) {
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z' && random.share() < share) {
      letter = static_cast<char>('a' + random.below(26));
    }
  }
  return text;
}

MadeText shuffled(MadeText text, RandomNumbers& random) {
  for (auto i = text.paragraphs.size(); i > 1; --i) {
    std::swap(text.paragraphs[i - 1], text.paragraphs[random.below(i)]);
  }
  return text;
}

/// The longest paragraph of `original` in the middle of `other`.
MadeText quoting(MadeText const& original, MadeText other) {
  auto const size = [](auto const& paragraph) {
    std::size_t words = 0;
    for (auto const& sentence : paragraph) {
      words += sentence.size();
    }
    return words;
  };
  auto const& longest = *std::ranges::max_element(original.paragraphs, {}, size);
  auto const middle = static_cast<std::ptrdiff_t>(other.paragraphs.size() / 2);
  other.paragraphs.insert(other.paragraphs.begin() + middle, longest);
  return other;
}

MadeText joined(MadeText first, MadeText const& second) {
  first.paragraphs.insert(first.paragraphs.end(), second.paragraphs.begin(), second.paragraphs.end());
  return first;
}

}  // namespace

std::string_view name_of(CopyKind kind) {
  constexpr std::array<std::string_view, std::size(kCopyKinds)> names = {
    "exact",
    "dateline before, agency after",
    "first half kept",
    "last 30 % kept",
    "10 % in another",
    "1 % of words replaced",
    "5 % of words replaced",
    "10 % of words replaced",
    "30 % of words replaced",
    "paragraphs moved",
    "one paragraph quoted",
    "two sources merged",
    "1 % of letters misread",
    "3 % of letters misread"};
  return names[static_cast<std::size_t>(kind)];
}

std::string copy_of(
  MadeText const& original, MadeText const& other, CopyKind kind, NewsMaker const& maker, RandomNumbers& random
) {
  switch (kind) {
    case CopyKind::Exact:
      return original.text();
    case CopyKind::Dateline:
      return "PORT ALDER, " + maker.word(random) + " " + std::to_string(1 + random.below(28)) + " (Wire) - By " +
             maker.word(random) + "\n\n" + original.text() + "\n\nThis text was provided by the " + maker.word(random) +
             " agency.";
    case CopyKind::HalfKept:
      return part_of(original, 0, 0.5).text();
    case CopyKind::ThirdKept:
      return part_of(original, 0.7, 1).text();
    case CopyKind::TenthKept:
      return joined(part_of(original, 0.45, 0.55), other).text();
    case CopyKind::WordsReplaced1:
      return with_words_replaced(original, 0.01, maker, random).text();
    case CopyKind::WordsReplaced5:
      return with_words_replaced(original, 0.05, maker, random).text();
    case CopyKind::WordsReplaced10:
      return with_words_replaced(original, 0.10, maker, random).text();
    case CopyKind::WordsReplaced30:
      return with_words_replaced(original, 0.30, maker, random).text();
    case CopyKind::ParagraphsMoved:
      return shuffled(original, random).text();
    case CopyKind::ParagraphQuoted:
      return quoting(original, other).text();
    case CopyKind::Merged:
      return joined(part_of(original, 0, 0.5), part_of(other, 0.5, 1)).text();
    case CopyKind::ScanNoise1:
      return with_scan_noise(original.text(), 0.01, random);
    case CopyKind::ScanNoise3:
      return with_scan_noise(original.text(), 0.03, random);
  }
  return {};
}

}  // namespace stemma::bench
