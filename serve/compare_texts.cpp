// SPDX-License-Identifier: Apache-2.0
#include "serve/compare_texts.hpp"

#include <sstream>
#include <string>
#include <utility>

#include <simdjson.h>

#include "stemma/stemma.hpp"

namespace stemma::serve {

namespace {

/// One side of the comparison; throws simdjson_error where it is not there.
Document document_of(simdjson::dom::element const& side, std::string name) {
  Document document;
  std::string_view const text = side["text"];
  std::string_view title;
  if (side["title"].get(title) == simdjson::SUCCESS && !title.empty()) {
    document.title = title;
    document.text = std::string{title} + "\n";
  }
  document.text += text;
  document.id = name;
  document.source = std::move(name);
  return document;
}

}  // namespace

Reply compared_texts(std::string_view body) {
  try {
    simdjson::dom::parser parser;
    simdjson::dom::element const sides = parser.parse(body.data(), body.size());
    Document left = document_of(sides["left"], "left");
    Document right = document_of(sides["right"], "right");
    Options options;
    options.threads = 1;  // the workers of the server are the threads
    std::ostringstream out;
    write_json(Pipeline{options}.compare(std::move(left), std::move(right)), out);
    return {200, "application/json", std::move(out).str()};
  } catch (simdjson::simdjson_error const&) {
    return error_reply(
      400,
      R"(two texts are needed: {"left": {"text": "...", "title": "..."}, "right": {"text": "..."}}; titles may be left out)"
    );
  } catch (Error const& error) {
    return error_reply(400, error.what());
  }
}

}  // namespace stemma::serve
