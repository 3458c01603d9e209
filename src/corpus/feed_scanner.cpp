// SPDX-License-Identifier: Apache-2.0
#include "corpus/feed_scanner.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "corpus/text_form.hpp"
#include "stemma/feed.hpp"

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kContent = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::array kCore{
  ""sv,
  "http://purl.org/rss/1.0/"sv,
  "http://www.w3.org/2005/Atom"sv,
  "http://purl.org/atom/ns#"sv,
  "http://my.netscape.com/rdf/simple/0.9/"sv,
  "http://backend.userland.com/rss2"sv};

std::string_view view_of(xmlChar const* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<char const*>(text);
}

/// Follows the parser through the elements of a feed.
class Scanner {
 public:
  explicit Scanner(xmlParserCtxtPtr parser) : parser_{parser} {}

  void begin(
    std::string_view name,
    std::string_view space,
    std::vector<std::pair<std::string_view, std::string>> const& attributes
  ) {
    ++depth_;
    if (depth_ == 1) {
      is_feed_ = name == "rss" || name == "feed" || name == "RDF";
      root_ = name;
      if (!is_feed_) {
        xmlStopParser(parser_);
      }
    }
    if (text_ != nullptr) {
      *text_ += " <" + std::string{name} + ">";  // markup within markup, as XHTML
      return;
    }
    bool const is_core = std::ranges::find(kCore, space) != kCore.end();
    if (item_depth_ == 0 && is_core && (name == "item" || name == "entry")) {
      item_depth_ = depth_;
      item_ = {};
      item_.line = static_cast<std::uint64_t>(std::max(0, xmlSAX2GetLineNumber(parser_)));
    } else if (item_depth_ != 0) {
      begin_field(name, space, is_core, attributes);
    } else if (name == "title" && is_core && (parent_ == "channel" || (parent_ == "feed" && depth_ == 2))) {
      take(feed.title);
    }
    if (item_depth_ == 0) {
      parent_ = name;
    }
  }

  void end(std::string_view name) {
    if (text_ != nullptr && depth_ == text_depth_) {
      close_field();
    } else if (text_ != nullptr) {
      *text_ += "</" + std::string{name} + ">";
    }
    if (item_depth_ == depth_) {
      item_depth_ = 0;
      if (feed.items.size() < Feed::kMostItems) {
        feed.items.push_back(std::move(item_));
      } else {
        ++feed.items_left_out;
      }
      parent_ = {};
    }
    --depth_;
  }

  void characters(std::string_view text) {
    if (text_ == nullptr) {
      return;
    }
    if (depth_ > text_depth_) {
      append_escaped(text);
    } else {
      *text_ += text;
    }
  }

  void define_entity() {
    feed.fault = "it defines entities, as no feed needs to; refused";
    xmlStopParser(parser_);
  }

  /// The entities of HTML are met in many feeds, although XML has but five.
  xmlEntityPtr entity(xmlChar const* name) {
    if (auto* const known = xmlGetPredefinedEntity(name); known != nullptr) {
      return known;
    }
    auto const* const html = htmlEntityLookup(name);
    if (html == nullptr) {
      return nullptr;
    }
    auto const length = xmlCopyCharMultiByte(entity_text_.data(), static_cast<int>(html->value));
    entity_text_[static_cast<std::size_t>(length)] = 0;
    entity_ = {};
    entity_.type = XML_ENTITY_DECL;
    entity_.etype = XML_INTERNAL_PREDEFINED_ENTITY;
    entity_.name = name;
    entity_.orig = entity_.content = entity_text_.data();
    entity_.length = length;
    return &entity_;
  }

  [[nodiscard]] bool is_feed() const { return is_feed_; }

  [[nodiscard]] std::string const& root() const { return root_; }

  ScannedFeed feed;

 private:
  void begin_field(
    std::string_view name,
    std::string_view space,
    bool is_core,
    std::vector<std::pair<std::string_view, std::string>> const& attributes
  ) {
    auto const attribute = [&](std::string_view wanted) -> std::string {
      auto const found = std::ranges::find(attributes, wanted, [](auto const& one) { return one.first; });
      return found == attributes.end() ? "" : found->second;
    };
    if (depth_ != item_depth_ + 1) {
      // An Atom entry that was taken from another feed names it within <source>.
      if (is_core && name == "title" && within_ == "source") {
        take(item_.outlet);
      }
      return;
    }
    within_ = name;
    auto const kind = attribute("type");
    bool const is_atom = root_ == "feed";
    if (space == kContent && name == "encoded") {
      take_content(true);
    } else if (space == kDublinCore && name == "date") {
      take(item_.published);
    } else if (!is_core) {
      return;
    } else if (name == "title") {
      item_.is_title_html = !is_atom || kind == "html" || kind == "xhtml" || kind == "text/html";
      take(item_.title);
    } else if (name == "guid" || name == "id") {
      take(item_.id);
    } else if (name == "link") {
      auto const relation = attribute("rel");
      if (auto address = attribute("href"); !address.empty() && (relation.empty() || relation == "alternate")) {
        item_.link = std::move(address);
      } else if (address.empty()) {
        take(item_.link);
      }
    } else if (name == "pubDate" || name == "published" || name == "issued") {
      take(item_.published);
    } else if (name == "updated" || name == "modified") {
      take(item_.changed);
    } else if (name == "source" && !is_atom) {
      take(item_.outlet);
    } else if (name == "description" || name == "summary" || name == "content") {
      take_content(!is_atom || kind == "html" || kind == "xhtml" || kind == "text/html");
    }
  }

  void take(std::string& text) {
    text_ = &text;
    text_->clear();
    text_depth_ = depth_;
  }

  void take_content(bool is_html) {
    is_content_html_ = is_html;
    take(content_);
  }

  void close_field() {
    if (text_ == &content_ && content_.size() > item_.content.size()) {
      item_.content = std::move(content_);
      item_.is_content_html = is_content_html_;
    }
    text_ = nullptr;
  }

  /// Text within markup is read as HTML later, so what stands for itself must be escaped again.
  void append_escaped(std::string_view text) {
    for (char const c : text) {
      if (c == '<') {
        *text_ += "&lt;";
      } else if (c == '&') {
        *text_ += "&amp;";
      } else {
        *text_ += c;
      }
    }
  }

  xmlParserCtxtPtr parser_;
  int depth_ = 0;
  int item_depth_ = 0;
  int text_depth_ = 0;
  bool is_feed_ = false;
  bool is_content_html_ = true;
  std::string root_;
  std::string parent_;
  std::string within_;
  std::string content_;
  std::string* text_ = nullptr;
  FeedItem item_;
  xmlEntity entity_{};
  std::array<xmlChar, 8> entity_text_{};
};

xmlSAXHandler handlers() {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = [](
                             void* to, xmlChar const* name, xmlChar const*, xmlChar const* space, int, xmlChar const**,
                             int count, int, xmlChar const** attributes
                           ) {
    std::vector<std::pair<std::string_view, std::string>> read;
    for (int i = 0; i < count; ++i) {
      auto const* const* const one = attributes + 5 * i;  // name, prefix, space, begin and end of its value
      if (one[1] == nullptr) {
        read.emplace_back(
          view_of(one[0]), std::string{reinterpret_cast<char const*>(one[3]), reinterpret_cast<char const*>(one[4])}
        );
      }
    }
    static_cast<Scanner*>(to)->begin(view_of(name), view_of(space), read);
  };
  handler.endElementNs = [](void* to, xmlChar const* name, xmlChar const*, xmlChar const*) {
    static_cast<Scanner*>(to)->end(view_of(name));
  };
  handler.characters = [](void* to, xmlChar const* text, int length) {
    static_cast<Scanner*>(to)->characters({reinterpret_cast<char const*>(text), static_cast<std::size_t>(length)});
  };
  handler.ignorableWhitespace = handler.cdataBlock = handler.characters;
  handler.getEntity = [](void* to, xmlChar const* name) { return static_cast<Scanner*>(to)->entity(name); };
  handler.entityDecl = [](void* to, xmlChar const*, int, xmlChar const*, xmlChar const*, xmlChar*) {
    static_cast<Scanner*>(to)->define_entity();
  };
  handler.serror = [](void* to, xmlError* error) {
    auto& broken = static_cast<Scanner*>(to)->feed.broken;
    if (error->level >= XML_ERR_ERROR && !broken) {
      broken = static_cast<std::uint64_t>(std::max(0, error->line));
    }
  };
  return handler;
}

}  // namespace

ScannedFeed scan_feed(std::string_view bytes) {
  bytes = bytes.substr(0, std::min<std::size_t>(bytes.size(), std::numeric_limits<int>::max()));
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  ScannedFeed none;
  if (bytes.empty()) {
    none.fault = "it is empty";
    return none;
  }
  xmlInitParser();
  auto* const parser = xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size()));
  if (parser == nullptr) {
    none.fault = "there is not enough memory for it";
    return none;
  }
  Scanner scanner{parser};
  auto handler = handlers();
  xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOCDATA);
  auto* const own = parser->sax;
  parser->sax = &handler;
  parser->userData = &scanner;
  xmlParseDocument(parser);
  parser->sax = own;
  if (parser->myDoc != nullptr) {
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = nullptr;
  }
  xmlFreeParserCtxt(parser);
  auto& feed = scanner.feed;
  if (!feed.fault && !scanner.is_feed()) {
    feed.fault = looks_like_html(bytes)   ? "it is a web page, not a feed"
                 : scanner.root().empty() ? "it is no XML"
                                          : "it is XML, but neither RSS nor Atom";
  }
  if (feed.fault) {
    feed.items.clear();
  }
  return std::move(feed);
}

}  // namespace stemma
