// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/planted_corpus.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace stemma::bench {

namespace {

constexpr std::uint64_t kClosings = 12;
constexpr std::uint64_t kForms = 10;
constexpr std::size_t kCopies = 4;

// Numbers of made texts are taken from ranges that do not meet.
constexpr std::uint64_t kOthers = std::uint64_t{1} << 40U;
constexpr std::uint64_t kTraps = std::uint64_t{1} << 41U;
constexpr std::uint64_t kClosingTexts = std::uint64_t{1} << 42U;
constexpr std::uint64_t kFormTexts = std::uint64_t{1} << 43U;

std::string id_of(std::uint64_t group, std::size_t place) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%09llu-%02zu", static_cast<unsigned long long>(group), place);
  return buffer.data();
}

/// The first words of a text; a stock phrase counts with all its words.
std::string words_of(MadeText const& text, std::size_t count) {
  std::string words;
  for (auto const& paragraph : text.paragraphs) {
    for (auto const& sentence : paragraph) {
      for (auto const& word : sentence) {
        auto const length = static_cast<std::size_t>(std::ranges::count(word, ' ')) + 1;
        if (length > count) {
          return words;
        }
        words += words.empty() ? "" : " ";
        words += word;
        count -= length;
      }
    }
  }
  return words;
}

}  // namespace

std::string_view name_of(TrapKind kind) {
  constexpr std::array<std::string_view, std::size(kTrapKinds)> names = {
    "same boilerplate", "same quote only", "same form, other numbers"};
  return names[static_cast<std::size_t>(kind)];
}

std::string PlantedCorpus::closing_lines(std::uint64_t number) const {
  return words_of(maker_.make(kClosingTexts + number % kClosings), 45) + ".";
}

std::string PlantedCorpus::filled_form(std::uint64_t form, RandomNumbers& random) const {
  auto const text = maker_.make(kFormTexts + form % kForms);
  std::string filled;
  std::size_t at = 0;
  for (auto const& paragraph : text.paragraphs) {
    for (auto const& sentence : paragraph) {
      for (auto const& word : sentence) {
        filled += filled.empty() ? "" : " ";
        filled += word;
        // A slot after every fifth word.
        if (++at % 5 == 0) {
          filled += ' ';
          filled += random.below(2) == 0 ? std::to_string(random.below(100'000)) : maker_.word(random);
        }
      }
      filled += ".";
    }
  }
  return filled;
}

std::string PlantedCorpus::trap(TrapKind kind, std::uint64_t group, std::uint64_t member) const {
  auto const number = kTraps + group * 2 + member;
  RandomNumbers random{seed_ ^ (number * 0xD6E8FEB86659FD93ULL)};
  switch (kind) {
    case TrapKind::Boilerplate:
      return maker_.make(number).text() + "\n\n" + closing_lines(group / std::size(kTrapKinds));
    case TrapKind::SameQuote:
      return maker_.make(number).text() + "\n\n\"" + words_of(maker_.make(kTraps + kOthers + group), 25) +
             ",\" he said.";
    case TrapKind::Template:
      return filled_form(group / std::size(kTrapKinds), random);
  }
  return {};
}

std::vector<PlantedDocument> PlantedCorpus::group(std::uint64_t number) const {
  RandomNumbers random{seed_ ^ (number + 1) * 0x9E3779B97F4A7C15ULL};
  std::vector<PlantedDocument> documents(kGroupSize);
  auto const original = maker_.make(number);
  documents[0].text = original.text();
  documents[0].kind = "original";
  for (std::size_t i = 0; i < kCopies; ++i) {
    auto const kind = kCopyKinds[(number * kCopies + i) % std::size(kCopyKinds)];
    auto& copy = documents[1 + i];
    copy.text = copy_of(original, maker_.make(kOthers + number * kGroupSize + i), kind, maker_, random);
    copy.kind = name_of(kind);
    copy.original = 0;
  }
  auto const trap_kind = kTrapKinds[number % std::size(kTrapKinds)];
  for (std::uint64_t i = 0; i < 2; ++i) {
    auto& document = documents[1 + kCopies + i];
    document.text = trap(trap_kind, number, i);
    document.kind = name_of(trap_kind);
    document.is_trap = true;
  }
  for (auto i = 3 + kCopies; i < kGroupSize; ++i) {
    documents[i].text = maker_.make(kOthers + number * kGroupSize + i).text();
    documents[i].kind = "other";
    if (i % 3 == 0) {
      documents[i].text += "\n\n" + closing_lines(random.below(kClosings));
    }
  }
  for (std::size_t i = 0; i < kGroupSize; ++i) {
    documents[i].id = id_of(number, i);
  }
  return documents;
}

}  // namespace stemma::bench
