// SPDX-License-Identifier: Apache-2.0
// Two texts side by side, of any script.
#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/word_form.hpp"
#include "stemma/stemma.hpp"

namespace stemma {
namespace {

Document document_of(std::string id, std::string text) {
  Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  return document;
}

Comparison compared(std::string left, std::string right) {
  return Pipeline{Options{}}.compare(document_of("left", std::move(left)), document_of("right", std::move(right)));
}

std::string words_of(Comparison const& comparison, Span const& span) {
  std::string const& text = comparison.report.documents[index_of(span.document)].text;
  return text.substr(span.begin_byte, span.end_byte - span.begin_byte);
}

bool is_boundary(std::string const& text, std::size_t byte) {
  return byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U;
}

/// Every span lies in its own text, on character boundaries, within its passage; passages overlap on neither side; words that
/// are linked as the same read the same but for their case.
void expect_lawful(Comparison const& comparison) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taken[2];
  auto const expect_span = [&](Span const& span, DocId document, Span const* within) {
    ASSERT_EQ(span.document, document);
    std::string const& text = comparison.report.documents[index_of(document)].text;
    ASSERT_LT(span.begin_byte, span.end_byte);
    ASSERT_LE(span.end_byte, text.size());
    ASSERT_TRUE(is_boundary(text, span.begin_byte) && is_boundary(text, span.end_byte));
    ASSERT_TRUE(within == nullptr || (within->begin_byte <= span.begin_byte && span.end_byte <= within->end_byte));
  };
  for (ComparedPassage const& passage : comparison.passages) {
    expect_span(passage.passage.left, comparison.left, nullptr);
    expect_span(passage.passage.right, comparison.right, nullptr);
    taken[0].emplace_back(passage.passage.left.begin_byte, passage.passage.left.end_byte);
    taken[1].emplace_back(passage.passage.right.begin_byte, passage.passage.right.end_byte);
    for (LinkedWords const& match : passage.words) {
      expect_span(match.left, comparison.left, &passage.passage.left);
      expect_span(match.right, comparison.right, &passage.passage.right);
      if (match.kind == LinkKind::Same) {
        EXPECT_EQ(fold_word(words_of(comparison, match.left)), fold_word(words_of(comparison, match.right)));
      }
    }
    for (Span const& span : passage.only_left) {
      expect_span(span, comparison.left, &passage.passage.left);
    }
    for (Span const& span : passage.only_right) {
      expect_span(span, comparison.right, &passage.passage.right);
    }
  }
  for (auto& spans : taken) {
    std::sort(spans.begin(), spans.end());
    for (std::size_t k = 1; k < spans.size(); ++k) {
      EXPECT_LE(spans[k - 1].second, spans[k].first);
    }
  }
  for (FactDifference const& difference : comparison.differences) {
    for (Span const& span : difference.left) {
      expect_span(span, comparison.left, nullptr);
    }
    for (Span const& span : difference.right) {
      expect_span(span, comparison.right, nullptr);
    }
  }
}

/// One sentence in many scripts, some of which put no spaces between words.
std::vector<std::string> const kSentences{
  "The river broke its bank near the old mill on Tuesday, and 1,140 people left.",
  "Река прорвала дамбу у старой мельницы во вторник, и 1140 человек ушли.",
  "河水周二在旧磨坊附近冲垮堤岸，1140人撤离。",
  "火曜日、古い水車の近くで川が堤防を越え、1140人が避難した。",
  "화요일 낡은 방앗간 근처에서 강둑이 무너져 1140명이 대피했다.",
  "แม่น้ำทะลักตลิ่งใกล้โรงสีเก่าเมื่อวันอังคาร และประชาชน 1140 คนอพยพ",
  "ទន្លេបានបាក់ច្រាំងនៅជិតរោងម៉ាស៊ីនចាស់ ហើយមនុស្ស ១១៤០ នាក់បានចាកចេញ។",
  "فاض النهر قرب الطاحونة القديمة يوم الثلاثاء، وغادر 1140 شخصا.",
  "הנהר פרץ את הגדה ליד הטחנה הישנה ביום שלישי, ו-1140 איש עזבו.",
  "नदी ने मंगलवार को पुरानी चक्की के पास तटबंध तोड़ा, और १,१४० लोग चले गए।",
  "Ποτάμι έσπασε την όχθη κοντά στον παλιό μύλο την Τρίτη, και 1.140 άτομα έφυγαν.",
  "Vo\u0308lker fle\u0301e\u0301 na\u0308chst der alten Mu\u0308hle am Dienstag, 1.140 Menschen gingen.",  // combining marks
  "ወንዙ ማክሰኞ በአሮጌው ወፍጮ አጠገብ ግድቡን ሰበረ፤ 1140 ሰዎች ለቀቁ።",
  "Ο😀 river 🇷🇸 burst 👩‍👩‍👧 its bank 1️⃣1️⃣4️⃣0️⃣ people left.",
};

TEST(Compare, finds_a_copied_sentence_of_every_script_whole) {
  for (std::string const& sentence : kSentences) {
    std::string const left = sentence + "\n\nAnother thing was said on another day by nobody.";
    auto const comparison = compared(left, "Quite unlike words stand here before it.\n\n" + sentence);
    expect_lawful(comparison);
    ASSERT_EQ(comparison.passages.size(), 1U) << sentence;
    for (LinkedWords const& match : comparison.passages[0].words) {
      EXPECT_EQ(words_of(comparison, match.left), words_of(comparison, match.right)) << sentence;
    }
    std::string const found = words_of(comparison, comparison.passages[0].passage.left);
    EXPECT_EQ(found, words_of(comparison, comparison.passages[0].passage.right)) << sentence;
    EXPECT_GE(found.size() * 10, sentence.size() * 8) << found;
  }
}

TEST(Compare, keeps_every_span_lawful_whatever_is_cut_out_or_put_in) {
  std::mt19937 random{11};  // NOLINT(cert-msc51-cpp): the same texts on every run
  for (int round = 0; round < 150; ++round) {
    std::string left;
    std::string right;
    for (int sentence = 0; sentence < 6; ++sentence) {
      std::string const& chosen = kSentences[random() % kSentences.size()];
      std::string changed = chosen;
      std::size_t begin = random() % changed.size();
      while (!is_boundary(changed, begin)) {
        --begin;
      }
      std::size_t end = std::min(changed.size(), begin + random() % 12);
      while (!is_boundary(changed, end)) {
        ++end;
      }
      changed.replace(begin, end - begin, random() % 2 == 0 ? " 水 " : "new ");
      left += chosen + (random() % 3 == 0 ? "\n\n" : " ");
      right = random() % 2 == 0 ? right + changed + " " : changed + "\n" + right;
    }
    expect_lawful(compared(left, right));
  }
}

TEST(Compare, is_the_same_from_either_side) {
  std::string const one = "Crews closed the breach with 46,000 sandbags on Wednesday. The mayor thanked all of them.";
  std::string const two = "On Wednesday crews sealed the breach with 64,000 sandbags. Nobody else was thanked.";
  auto const there = compared(one, two);
  auto const back = compared(two, one);
  ASSERT_EQ(there.passages.size(), back.passages.size());
  EXPECT_EQ(there.share_left, back.share_right);
  EXPECT_EQ(there.passages[0].words.size(), back.passages[0].words.size());
  EXPECT_EQ(words_of(there, there.passages[0].passage.left), words_of(back, back.passages[0].passage.right));
}

TEST(Compare, marks_a_changed_number_as_a_fact) {
  auto const comparison = compared(
    "Crews closed the breach with 46,000 sandbags on Wednesday, the mayor said.",
    "Crews closed the breach with 64,000 sandbags on Wednesday, the mayor said."
  );
  auto const number =
    std::find_if(comparison.differences.begin(), comparison.differences.end(), [](FactDifference const& d) {
      return d.kind == VariationKind::Number;
    });
  ASSERT_NE(number, comparison.differences.end());
  EXPECT_EQ(words_of(comparison, number->left.at(0)), "46,000");
  EXPECT_EQ(words_of(comparison, number->right.at(0)), "64,000");
}

TEST(Compare, finds_nothing_in_common_between_strangers) {
  auto const comparison = compared("The cat sat upon a mat.", "Ships rarely carry grain through winter ice.");
  EXPECT_TRUE(comparison.passages.empty());
  EXPECT_TRUE(comparison.stretches.empty());
}

TEST(Compare, joins_passages_in_another_order_to_one_stretch) {
  std::string const a = "The river tore a gap in the embankment north of the town on Tuesday morning. ";
  std::string const b = "Sirens sounded and buses collected residents of the lower streets at once. ";
  std::string const c = "Some 260 soldiers shored up the remaining dyke with sandbags and stone. ";
  auto const comparison = compared(a + b + c, c + a + b);
  EXPECT_EQ(comparison.stretches.size(), 1U);
}

TEST(Compare, compares_a_text_with_itself_and_gives_both_an_id) {
  auto const document = document_of("same", "A text that stands twice is the same text, word for word.");
  auto const comparison = Pipeline{Options{}}.compare(document, document);
  EXPECT_NE(comparison.report.documents[0].id, comparison.report.documents[1].id);
  ASSERT_EQ(comparison.passages.size(), 1U);
  EXPECT_EQ(comparison.passages[0].passage.kind, PassageKind::Verbatim);
}

TEST(Compare, refuses_a_blank_text) {
  EXPECT_THROW(static_cast<void>(compared("  \n ", "Some words.")), Error);
}

}  // namespace
}  // namespace stemma
