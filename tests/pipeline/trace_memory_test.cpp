// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/story_reader.hpp"
#include "stemma/stemma.hpp"

namespace stemma {
namespace {

constexpr std::uint64_t kLeast = 64ULL << 20U;

std::vector<Document> documents_of(std::size_t count, std::size_t bytes) {
  std::vector<Document> documents(count);
  for (std::size_t i = 0; i < count; ++i) {
    documents[i].id = "d" + std::to_string(i);
    documents[i].text = "Item " + std::to_string(i) + ". " + std::string(bytes, 'x');
  }
  return documents;
}

Options with_memory(std::uint64_t bytes) {
  Options options;
  options.memory_bytes = bytes;
  return options;
}

std::string refusal(auto const& work) {
  try {
    work();
  } catch (Error const& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadOption);
    return error.what();
  }
  return "";
}

TEST(TraceMemory, texts_that_do_not_fit_are_refused_before_anything_is_made_of_them) {
  auto const sentence =
    refusal([] { static_cast<void>(Pipeline{with_memory(kLeast)}.run(documents_of(60, 1U << 20U))); });
  EXPECT_NE(sentence.find("64 MiB of memory that a trace may hold: the first 51 documents fill it"), std::string::npos)
    << sentence;
  EXPECT_EQ(Pipeline{with_memory(kLeast)}.run(documents_of(3, 1000)).documents.size(), 3U);
}

TEST(TraceMemory, a_story_that_does_not_fit_is_named) {
  auto const documents = documents_of(400, 10'000);
  std::vector<std::vector<DocId>> stories(2);
  for (std::uint32_t i = 0; i < 400; ++i) {
    stories[i < 3 ? 1 : 0].push_back(DocId{i});
  }
  auto const sentence = refusal([&] { check_stories_fit(stories, documents, with_memory(kLeast)); });
  EXPECT_NE(sentence.find("one story has 397 tellings, that of \"d3\""), std::string::npos) << sentence;
  EXPECT_NO_THROW(check_stories_fit(stories, documents, with_memory(0)));
  stories.erase(stories.begin());
  EXPECT_NO_THROW(check_stories_fit(stories, documents, with_memory(kLeast)));
}

TEST(TraceMemory, less_than_anything_is_done_with_is_refused) {
  EXPECT_NE(refusal([] { static_cast<void>(Pipeline{with_memory(1000)}); }).find("64 MiB"), std::string::npos);
}

}  // namespace
}  // namespace stemma
