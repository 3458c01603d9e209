// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace stemma::cli {
namespace {

Request parse(std::vector<char const*> words) {
  words.insert(words.begin(), "stemma");
  return parse_arguments(static_cast<int>(words.size()), words.data());
}

TraceRequest request(std::vector<char const*> const& words) {
  return std::get<TraceRequest>(parse(words));
}

Farewell farewell(std::vector<char const*> const& words) {
  return std::get<Farewell>(parse(words));
}

TEST(ParseArguments, understands_a_comparison) {
  auto const wanted = std::get<CompareRequest>(
    parse({"compare", "a.txt", "b.txt", "-o", "pair.html", "--json", "-", "--no-pager", "--vectors", "v.txt"})
  );
  EXPECT_EQ(wanted.texts, (std::vector<std::string>{"a.txt", "b.txt"}));
  EXPECT_EQ(wanted.page, "pair.html");
  EXPECT_EQ(wanted.json, "-");
  EXPECT_FALSE(wanted.has_pager);
  EXPECT_EQ(wanted.options.vectors, "v.txt");
}

TEST(ParseArguments, refuses_a_comparison_of_one_or_four) {
  EXPECT_NE(farewell({"compare", "a"}).text.find("needs two files"), std::string::npos);
  EXPECT_EQ(farewell({"compare", "a", "b", "c", "d"}).exit_code, 2);
  EXPECT_NE(farewell({"compare", "a", "b", "-o", "x", "--json", "x"}).text.find("same place"), std::string::npos);
}

TEST(ParseArguments, understands_a_question_to_an_archive) {
  auto const wanted = std::get<ArchiveRequest>(
    parse({"archive", "query", "news", "a.txt", "--since", "2026-01-31", "--until", "2026-02-01", "--most", "3"})
  );
  EXPECT_EQ(wanted.verb, ArchiveRequest::Verb::Query);
  EXPECT_EQ(wanted.folder, "news");
  EXPECT_EQ(wanted.words, (std::vector<std::string>{"a.txt"}));
  EXPECT_EQ(wanted.question.most_matches, 3U);
  EXPECT_EQ(
    wanted.question.until->time_since_epoch().count() - wanted.question.since->time_since_epoch().count(), 2 * 86400 - 1
  );
}

TEST(ParseArguments, refuses_what_an_archive_does_not_understand) {
  EXPECT_NE(farewell({"archive"}).text.find("needs a verb"), std::string::npos);
  EXPECT_NE(farewell({"archive", "ad", "news"}).text.find("no `archive ad`"), std::string::npos);
  EXPECT_NE(farewell({"archive", "add"}).text.find("needs the folder"), std::string::npos);
  EXPECT_NE(farewell({"archive", "add", "news"}).text.find("needs files"), std::string::npos);
  EXPECT_NE(farewell({"archive", "query", "news", "a", "--text", "b"}).text.find("needs one file"), std::string::npos);
  EXPECT_NE(farewell({"archive", "stats", "news", "more"}).text.find("nothing but the folder"), std::string::npos);
  EXPECT_NE(farewell({"archive", "export", "news", "trees"}).text.find("documents, stories"), std::string::npos);
  for (auto const* day : {"yesterday", "2026-02-30", "2026-01-01T25:00", "2026-01-01x"}) {
    EXPECT_NE(farewell({"archive", "query", "n", "a", "--since", day}).text.find("need a day"), std::string::npos)
      << day;
  }
}

TEST(ParseArguments, understands_two_names) {
  auto const wanted = std::get<NamesRequest>(parse({"names", "Vranjevo", "Vrajnevo"}));
  EXPECT_EQ(wanted.first, "Vranjevo");
  EXPECT_EQ(wanted.second, "Vrajnevo");
  EXPECT_EQ(farewell({"names", "Vranjevo"}).exit_code, 2);
}

TEST(ParseArguments, understands_a_trace) {
  TraceRequest const wanted = request(
    {"trace",
     "a.txt",
     "-",
     "-o",
     "r.html",
     "b",
     "--json",
     "-",
     "--no-times",
     "--threads",
     "2",
     "--id-field",
     "url",
     "--title-field=headline",
     "--published-field",
     "date",
     "--outlet-field",
     "paper",
     "--text-field",
     "body",
     "--timings",
     "--quiet",
     "--max-document-bytes",
     "1000",
     "--gazetteer",
     "places.tsv"}
  );
  EXPECT_EQ(wanted.paths, (std::vector<std::filesystem::path>{"a.txt", "-", "b"}));
  EXPECT_EQ(wanted.page, "r.html");
  EXPECT_EQ(wanted.json, "-");
  EXPECT_EQ(wanted.options.clocks, Clocks::Ignored);
  EXPECT_EQ(wanted.options.threads, 2U);
  EXPECT_EQ(wanted.options.fields.id, "url");
  EXPECT_EQ(wanted.options.fields.title, "headline");
  EXPECT_EQ(wanted.options.fields.published, "date");
  EXPECT_EQ(wanted.options.fields.outlet, "paper");
  EXPECT_EQ(wanted.options.fields.text, "body");
  EXPECT_EQ(wanted.options.max_document_bytes, 1000U);
  EXPECT_EQ(wanted.options.gazetteer, "places.tsv");
  EXPECT_EQ(wanted.timings, Timings::Written);
  EXPECT_EQ(wanted.talk, Talk::Quiet);
}

TEST(ParseArguments, leaves_the_defaults_of_the_library) {
  TraceRequest const wanted = request({"trace", "a"});
  EXPECT_EQ(wanted.page, std::nullopt);
  EXPECT_EQ(wanted.json, std::nullopt);
  EXPECT_EQ(wanted.options.clocks, Clocks::Used);
  EXPECT_EQ(wanted.options.max_document_bytes, Options{}.max_document_bytes);
  EXPECT_EQ(wanted.timings, Timings::Omitted);
  EXPECT_EQ(wanted.talk, Talk::Normal);
}

TEST(ParseArguments, takes_a_path_that_looks_like_an_option_after_two_dashes) {
  EXPECT_EQ(request({"trace", "--", "-o"}).paths, std::vector<std::filesystem::path>{"-o"});
}

TEST(ParseArguments, helps_with_every_option_and_examples) {
  Farewell const help = farewell({"trace", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (char const* option :
       {"PATH", "-o", "--output", "--json", "--timings", "--quiet", "--no-times", "--threads", "--id-field",
        "--title-field", "--published-field", "--outlet-field", "--text-field", "--max-document-bytes", "--gazetteer",
        "Examples:", "Exit codes:", "stemma trace"}) {
    EXPECT_NE(help.text.find(option), std::string::npos) << option;
  }
  EXPECT_NE(farewell({"--help"}).text.find("trace"), std::string::npos);
  EXPECT_EQ(farewell({"--help"}).exit_code, 0);
}

TEST(ParseArguments, prints_the_version) {
  EXPECT_EQ(farewell({"--version"}).exit_code, 0);
  EXPECT_TRUE(farewell({"--version"}).text.starts_with("stemma 0."));
}

TEST(ParseArguments, answers_a_typing_error_with_what_was_probably_meant) {
  EXPECT_TRUE(farewell({"tarce", "a"}).text.starts_with("stemma: there is no command \"tarce\"; did you mean trace?\n")
  );
  EXPECT_TRUE(farewell({"trace", "a", "--jsno", "x"})
                .text.starts_with("stemma: there is no option --jsno; did you mean --json?\n"));
  EXPECT_TRUE(farewell({"trace", "a", "--theads=2"})
                .text.starts_with("stemma: there is no option --theads=2; did you mean --threads?\n"));
  EXPECT_TRUE(farewell({"trace", "a", "--wombat"}).text.starts_with("stemma: there is no option --wombat\n"));
  EXPECT_TRUE(
    farewell({"articles/"})
      .text.starts_with("stemma: there is no command \"articles/\"; to read files, type `stemma trace articles/`\n")
  );
}

TEST(ParseArguments, refuses_what_makes_no_sense) {
  for (std::vector<char const*> const& words : std::vector<std::vector<char const*>>{
         {},
         {"trace"},
         {"trace", "a", "--threads", "many"},
         {"trace", "a", "--threads", "-1"},
         {"trace", "a", "-o"},
         {"trace", "a", "-o", "x", "--json", "x"},
         {"trace", "a", "--threads", "1", "--threads", "2"},
         {"trace", "a", "-o", ""}}) {
    EXPECT_EQ(farewell(words).exit_code, 2) << testing::PrintToString(words);
    EXPECT_FALSE(farewell(words).text.empty());
  }
}

TEST(ParseArguments, lets_no_control_character_through) {
  EXPECT_EQ(farewell({"\x1B[31mred"}).text.find('\x1B'), std::string::npos);
  EXPECT_EQ(farewell({"trace", "a", "--\x1B[31mred"}).text.find('\x1B'), std::string::npos);
  EXPECT_EQ(farewell({"trace", "a", "--threads", "\x1B[31mred"}).text.find('\x1B'), std::string::npos);
}

}  // namespace
}  // namespace stemma::cli
