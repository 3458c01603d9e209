// SPDX-License-Identifier: Apache-2.0
#include "corpus/feed_reader.hpp"

#include <string>

#include <gtest/gtest.h>

#include "corpus/feed_time.hpp"
#include "corpus/html_text.hpp"

namespace stemma {

namespace {

Feed read(std::string_view bytes) {
  return FeedReader{}.read(bytes, "feed.xml", UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}});
}

std::string rss(std::string const& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">"
         "<channel><title>The Harbour Post</title><image><title>a picture</title></image>" +
         items + "</channel></rss>";
}

TEST(FeedReader, reads_items_of_rss_with_their_longest_text) {
  auto const feed = read(rss(
    "<item><title>Levee breaks</title><link>http://example.org/1</link><guid>post-1</guid>"
    "<pubDate>Thu, 16 Apr 2026 05:12:00 +0200</pubDate><description>Short.</description>"
    "<content:encoded><![CDATA[<p>The levee broke at <b>dawn</b>.</p><p>Nobody was hurt.</p>]]></content:encoded></item>"
  ));
  ASSERT_FALSE(feed.fault);
  ASSERT_EQ(feed.documents.size(), 1U);
  auto const& document = feed.documents.front();
  EXPECT_EQ(document.id, "post-1");
  EXPECT_EQ(document.title, "Levee breaks");
  EXPECT_EQ(document.outlet, "The Harbour Post");
  EXPECT_EQ(document.text, "Levee breaks\nThe levee broke at dawn.\n\nNobody was hurt.");
  EXPECT_EQ(
    document.published, UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 4 / 16}} + std::chrono::minutes{192}
  );
}

TEST(FeedReader, reads_entries_of_atom_with_markup_of_every_kind) {
  auto const feed = read(
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title>"
    "<entry><id>a</id><title type=\"text\">1 &lt; 2 &amp;amp; so on</title><updated>2026-04-16T05:12:00Z</updated>"
    "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One &lt;b&gt;</p><p>two</p></div></content></entry>"
    "<entry><title type=\"html\">&lt;i&gt;Italic&lt;/i&gt;</title><link rel=\"self\" href=\"x\"/><link href=\"http://example.org/b\"/>"
    "<summary>plain</summary><source><title>Other Wire</title></source></entry></feed>"
  );
  ASSERT_EQ(feed.documents.size(), 2U);
  EXPECT_EQ(feed.documents[0].text, "1 < 2 &amp; so on\nOne <b>\n\ntwo");
  EXPECT_EQ(feed.documents[0].outlet, "Wire");
  EXPECT_EQ(feed.documents[1].id, "http://example.org/b");
  EXPECT_EQ(feed.documents[1].text, "Italic\nplain");
  EXPECT_EQ(feed.documents[1].outlet, "Other Wire");
  EXPECT_FALSE(feed.documents[1].published);
}

TEST(FeedReader, reads_rss_1_and_other_encodings) {
  auto const feed = read(
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
    "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Zeitung</title></channel>"
    "<item><title>Gr\xFC\xDF"
    "e</title><dc:date>2026-01-02</dc:date><description>Text</description></item></rdf:RDF>"
  );
  ASSERT_EQ(feed.documents.size(), 1U);
  EXPECT_EQ(
    feed.documents[0].title,
    "Gr\xC3\xBC\xC3\x9F"
    "e"
  );
  EXPECT_TRUE(feed.documents[0].id.starts_with("feed-"));
  EXPECT_TRUE(feed.documents[0].published);
}

TEST(FeedReader, refuses_entities_that_a_feed_defines) {
  auto const feed = read(
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
    "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&b;&file;</title></item></channel></rss>"
  );
  ASSERT_TRUE(feed.fault);
  EXPECT_NE(feed.fault->find("defines entities"), std::string::npos);
  EXPECT_TRUE(feed.documents.empty());
}

TEST(FeedReader, loads_nothing_that_a_feed_names) {
  auto const feed = read(
    "<?xml version=\"1.0\"?><!DOCTYPE rss PUBLIC \"-//x\" \"http://127.0.0.1:1/rss.dtd\"><rss><channel><item><title>T&nbsp;U&eacute;&nosuch;V"
    "</title><description>x</description></item></channel></rss>"
  );
  ASSERT_EQ(feed.documents.size(), 1U);
  EXPECT_EQ(feed.documents[0].title, "T\xC2\xA0U\xC3\xA9V");
}

TEST(FeedReader, drops_scripts_from_titles_and_texts) {
  auto const feed = read(rss(
    "<item><title>Calm&lt;script&gt;alert(1)&lt;/script&gt; sea</title><description>&lt;style&gt;p{}&lt;/style&gt;One "
    "&lt;img src=x onerror=alert(1)&gt;two&lt;SCRIPT&gt;bad()&lt;/SCRIPT&gt;</description></item>"
  ));
  ASSERT_EQ(feed.documents.size(), 1U);
  EXPECT_EQ(feed.documents[0].text, "Calm sea\nOne two");
}

TEST(FeedReader, takes_absurd_times_for_none) {
  for (std::string const time :
       {"Thu, 16 Apr 2099 05:12:00 GMT", "Thu, 41 Apr 2026 05:12:00 GMT", "yesterday", "1850-01-01",
        "99999999999999"}) {
    auto const feed =
      read(rss("<item><title>T</title><description>D</description><pubDate>" + time + "</pubDate></item>"));
    ASSERT_EQ(feed.documents.size(), 1U) << time;
    EXPECT_FALSE(feed.documents[0].published) << time;
    EXPECT_EQ(feed.notes.size(), 1U) << time;
  }
}

TEST(FeedReader, says_what_a_file_is_that_is_no_feed) {
  EXPECT_EQ(*read("").fault, "it is empty");
  EXPECT_EQ(
    *read("<!DOCTYPE html><html><head><title>Not found</title></head><body><p>x</p></body></html>").fault,
    "it is a web page, not a feed"
  );
  EXPECT_EQ(*read("<note><to>x</to></note>").fault, "it is XML, but neither RSS nor Atom");
  EXPECT_EQ(*read("plain words").fault, "it is no XML");
}

TEST(FeedReader, reads_a_broken_feed_as_far_as_it_makes_sense) {
  auto const feed = read(
    "<rss><channel><item><title>One & two</title><description>a</description></item>\n"
    "<item><title>Three</title><description>b</descriptio"
  );
  ASSERT_GE(feed.documents.size(), 1U);
  EXPECT_FALSE(feed.notes.empty());
  EXPECT_TRUE(feed.documents[0].text.starts_with("One"));
}

TEST(FeedReader, bears_bytes_that_are_not_what_the_feed_declares) {
  auto const feed = read(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><title>Caf\xE9 \xFF\xFE</title>"
    "<description>text \xC3\x28</description></item></channel></rss>"
  );
  EXPECT_FALSE(feed.fault);
  for (auto const& document : feed.documents) {
    EXPECT_FALSE(document.text.empty());
  }
}

TEST(FeedReader, reads_no_more_than_ten_thousand_items_and_says_so) {
  std::string items;
  for (int i = 0; i < 10'005; ++i) {
    items += "<item><title>t</title></item>";
  }
  auto const feed = read(rss(items));
  EXPECT_EQ(feed.documents.size(), Feed::kMostItems);
  EXPECT_EQ(feed.skipped, 5U);
}

TEST(FeedReader, bears_deep_nesting) {
  std::string deep = "<rss><channel><item><title>t</title><description>";
  for (int i = 0; i < 100'000; ++i) {
    deep += "<a>";
  }
  auto const feed = read(deep);
  EXPECT_LE(feed.documents.size(), 1U);
}

TEST(FeedTime, reads_what_feeds_write) {
  auto const at = [](char const* written) { return read_feed_time(written).value().time; };
  auto const expected = at("2026-04-16T03:12:00Z");
  for (auto const* written :
       {"Thu, 16 Apr 2026 05:12:00 +0200", "16 Apr 2026 03:12 GMT", "Thursday, 16 April 26 03:12:00 UT",
        "Thu, 15 Apr 2026 23:12:00 EDT", "Thu,16 Apr 2026 03:12:00", "Thu, 16 Apr 2026 05:12:00 +02:00"}) {
    auto const found = read_feed_time(written);
    ASSERT_TRUE(found) << written;
    EXPECT_EQ(found->time, std::string_view{written}.starts_with("Thu, 15") ? expected : expected) << written;
  }
  EXPECT_EQ(read_feed_time("16 Apr 2026")->precision, TimePrecision::Day);
  for (auto const* written : {"", "Thu", "16 Foo 2026", "32 Jan 2026", "1 Jan 2026 25:00", "1 Jan 2026 10:00 XYZ"}) {
    EXPECT_FALSE(read_feed_time(written)) << written;
  }
}

TEST(HtmlText, keeps_blocks_apart_and_words_together) {
  EXPECT_EQ(text_of_html("<p>a<b>b</b> c</p><ul><li>one<li>two</ul>x<br>y"), "ab c\n\none\ntwo\n\nx\ny");
  EXPECT_EQ(text_of_html("a &amp; b &lt;c&gt; &#8364; &nosuch;"), "a & b <c> \xE2\x82\xAC &nosuch;");
  EXPECT_EQ(text_of_html(""), "");
  EXPECT_EQ(text_of_html("<meta charset=utf-16><p>\xC3\xA9</p>"), "\xC3\xA9");
}

}  // namespace

}  // namespace stemma
