// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "report_builder.hpp"

namespace stemma::pages {

namespace {

/// Each tries to be more than text. The page must show it, and `window.hit` must stay unset.
std::vector<std::string> hostile_texts() {
  std::string zalgo = "Z";
  for (int i = 0; i < 400; ++i) {
    zalgo += "\xCC\x8D\xCC\xBF";
  }
  std::string deep = "e";
  for (int i = 0; i < 20'000; ++i) {
    deep += "\xCC\x81";
  }
  std::vector<std::string> texts = {
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<iframe src=javascript:window.hit=1></iframe>",
    "<a href=javascript:window.hit=1>x</a>",
    "javascript:window.hit=1",
    "\" onmouseover=\"window.hit=1",
    "' autofocus onfocus='window.hit=1",
    "<style>*{display:none}</style>",
    "</style><style>body{background:url(http://example.invalid/)}</style>",
    "<!--",
    "--><b>",
    "]]>",
    "<![CDATA[",
    "{{constructor.constructor('window.hit=1')()}}",
    "${window.hit=1}",
    "`;window.hit=1;`",
    "\\u003cscript\\u003e",
    "&lt;script&gt;",
    "&#x3C;b&#x3E;",
    "<base href=http://example.invalid/>",
    "<link rel=stylesheet href=http://example.invalid/x.css>",
    "<meta http-equiv=refresh content=0;url=http://example.invalid/>",
    "<form action=http://example.invalid/><input name=q></form>",
    "<object data=x></object>",
    "<math><mtext></mtext></math>",
    "__proto__",
    "constructor",
    "toString",
    std::string{"NUL\0inside", 10},
    "\x1B[31mred\x07",
    "\xE2\x80\xAE"
    "drow desrever",
    "\xE2\x81\xA7"
    "isolate",
    "\xEF\xBB\xBF"
    "BOM",
    zalgo,
    "../../etc/passwd",
    "data:text/html,<script>window.hit=1</script>",
    "%3Cscript%3E",
    "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8",
    "x' OR 1=1 --",
    "background:url(javascript:window.hit=1)",
    "url(\"http://example.invalid/x.png\")",
    "@import 'http://example.invalid/x.css';",
    "expression(window.hit=1)",
    "vbscript:window.hit=1",
    "&#x6A;avascript:window.hit=1",
    "java\tscript:window.hit=1",
    "<a xlink:href=javascript:window.hit=1>",
    "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "\"]; evil [label=\"x",
    "\xED\xA0\x80 half a pair \xED\xBF\xBF",
    "\xF4\x90\x80\x80 beyond the last sign",
    "\xC0\xAF overlong",
    deep,
    "=HYPERLINK(\"http://example.invalid/\")",
    "\xE2\x80\xA8line and paragraph\xE2\x80\xA9"};
  return texts;
}

}  // namespace

Report hostile_report() {
  ReportBuilder build;
  auto const texts = hostile_texts();
  Story story;
  story.title = "</script><img src=x onerror=window.hit=1>";
  std::vector<DocId> all;
  std::string const huge(1'000'000, 'W');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string const number = std::to_string(100 + i);
    DocId const id = build.document(
      number + texts[i], texts[i], texts[i],
      "In " + number + " it says " + texts[i] + " and no more." + (i == 5 ? " " + huge : "")
    );
    build.report.documents[index_of(id)].source = texts[i];
    if (i == 6) {
      build.report.documents[index_of(id)].outlet = huge;  // a name in the figure, in lists and above texts
    }
    build.publish(id, static_cast<std::int64_t>(10 * i));
    story.stemma.witnesses.push_back(id);
    all.push_back(id);
    if (i > 0) {
      double const confidence = 0.5 + 0.5 * static_cast<double>(i) / static_cast<double>(texts.size());
      StemmaEdge link = edge(static_cast<std::uint32_t>((i - 1) / 3), static_cast<std::uint32_t>(i), confidence, 0.5);
      link.evidence = {{texts[i], texts[i], 1.0}, {"time", texts[texts.size() - i], -1.0}};
      story.stemma.edges.push_back(link);
    }
  }
  story.stemma.origin_groups = {{NodeId{0}, all}};
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    auto const kind = static_cast<VariationKind>(i % 9);
    story.apparatus.push_back(
      {kind,
       i < 30 ? 0.9 : 0.3,
       texts[i],
       {build.reading(texts[i], all[i], {all[i]}), build.reading(texts[i + 1], all[i + 1], {all[i + 1]})},
       texts[i]}
    );
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    bool const is_known = i % 2 == 0;
    story.places.push_back(
      {texts[i],
       is_known ? texts[texts.size() - 1 - i] : "",
       is_known ? "XX" : "",
       10.0 + static_cast<double>(i),
       179.0,
       {build.span(all[i], texts[i])}}
    );
  }
  story.places.push_back({huge, huge, "XX", 11, 12, {build.span(all[5], "it says")}});
  story.apparatus.push_back({VariationKind::Quote, 0.95, huge, {{huge, all[5], {build.span(all[5], huge)}}}, huge});
  story.grouped = Grouping{0.5, texts};
  // Names that every object of a script has already, as ids.
  for (char const* const name : {"__proto__", "constructor", "hasOwnProperty", "toString"}) {
    DocId const id = build.document(name, name, name, std::string{"It says "} + name + " and no more.");
    auto const node = static_cast<std::uint32_t>(story.stemma.witnesses.size());
    story.stemma.witnesses.push_back(id);
    all.push_back(id);
    story.stemma.edges.push_back(edge(node - 1, node, 0.9, 0.5));
  }
  story.passages = {{PassageKind::Verbatim, 1.0, build.span(all[0], "it says"), build.span(all[1], "it says")}};
  build.report.stories.push_back(std::move(story));
  for (std::string const& text : texts) {
    build.report.skipped.push_back({text, 1, text});
    build.report.notices.push_back({text + "\xFF\xC0", std::nullopt, text});
  }
  return std::move(build.report);
}

}  // namespace stemma::pages
