// SPDX-License-Identifier: Apache-2.0
#include "corpus/html_text.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "corpus/text_form.hpp"

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::array kUnseen{"script"sv, "style"sv, "noscript"sv, "template"sv, "head"sv,
                             "iframe"sv, "svg"sv,   "math"sv,     "object"sv,   "textarea"sv};
constexpr std::array kBlocks{"p"sv,          "div"sv,     "h1"sv,      "h2"sv,     "h3"sv,        "h4"sv,
                             "h5"sv,         "h6"sv,      "ul"sv,      "ol"sv,     "table"sv,     "pre"sv,
                             "blockquote"sv, "section"sv, "article"sv, "header"sv, "footer"sv,    "figure"sv,
                             "aside"sv,      "main"sv,    "hr"sv,      "nav"sv,    "figcaption"sv};
constexpr std::array kLines{"br"sv, "li"sv, "tr"sv, "dt"sv, "dd"sv};

template <typename Names>
bool is_one_of(Names const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Gathers the words. White space waits until a word follows.
class Words {
 public:
  void begin(std::string_view name) {
    unseen_ += is_one_of(kUnseen, name) ? 1 : 0;
    set_off(name);
  }

  void end(std::string_view name) {
    unseen_ -= unseen_ > 0 && is_one_of(kUnseen, name) ? 1 : 0;
    set_off(name);
  }

  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && unseen_ == 0;) {
      if (is_blank(text.substr(at, 1))) {
        waits_ = std::max(waits_, 1);
        ++at;
        continue;
      }
      auto const end = std::min(text.find_first_of(" \t\r\n\v\f", at), text.size());
      if (!words_.empty()) {
        words_ += std::array{""sv, " "sv, "\n"sv, "\n\n"sv}[static_cast<std::size_t>(waits_)];
      }
      waits_ = 0;
      words_ += text.substr(at, end - at);
      at = end;
    }
  }

  [[nodiscard]] std::string take() && { return std::move(words_); }

 private:
  void set_off(std::string_view name) {
    waits_ = std::max(waits_, is_one_of(kBlocks, name) ? 3 : is_one_of(kLines, name) ? 2 : name == "td" ? 1 : 0);
  }

  std::string words_;
  int waits_ = 0;  // 1 a space, 2 a line break, 3 an empty line
  int unseen_ = 0;
};

std::string_view view_of(xmlChar const* text) {
  return reinterpret_cast<char const*>(text);
}

}  // namespace

bool may_be_html(std::string_view text) noexcept {
  return text.find_first_of("<&") != std::string_view::npos;
}

std::string text_of_html(std::string_view html) {
  Words words;
  auto const whole = html.substr(0, std::min<std::size_t>(html.size(), std::numeric_limits<int>::max()));
  auto* const parser = htmlCreateMemoryParserCtxt(whole.data(), static_cast<int>(whole.size()));
  if (parser == nullptr) {
    return {};  // There was nothing to read.
  }
  htmlSAXHandler handler{};
  handler.startElement = [](void* to, xmlChar const* name, xmlChar const**) {
    static_cast<Words*>(to)->begin(view_of(name));
  };
  handler.endElement = [](void* to, xmlChar const* name) { static_cast<Words*>(to)->end(view_of(name)); };
  handler.characters = [](void* to, xmlChar const* text, int length) {
    static_cast<Words*>(to)->add({reinterpret_cast<char const*>(text), static_cast<std::size_t>(length)});
  };
  handler.ignorableWhitespace = handler.characters;
  htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  auto* const own = parser->sax;
  parser->sax = &handler;
  parser->userData = &words;
  htmlParseDocument(parser);
  parser->sax = own;
  htmlFreeParserCtxt(parser);
  return as_utf8(std::move(words).take());
}

}  // namespace stemma
