// SPDX-License-Identifier: Apache-2.0
#include "serve/site.hpp"

#include <algorithm>

#include "serve/json_text.hpp"

namespace stemma::serve {

std::string_view Query::parameter(std::string_view name) const noexcept {
  auto const found = std::ranges::find(parameters, name, [](auto const& pair) { return std::string_view{pair.first}; });
  return found == parameters.end() ? std::string_view{} : std::string_view{found->second};
}

Reply not_that_way(char const* allowed) {
  Reply reply = error_reply(405, std::string{"this address answers "} + allowed + " only");
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

Reply error_reply(int status, std::string_view sentence) {
  return {status, "application/json", "{\"error\":" + json_text(sentence) + "}\n"};
}

}  // namespace stemma::serve
