// SPDX-License-Identifier: Apache-2.0
#include "serve/site.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "serve/gzip.hpp"
#include "serve/json_text.hpp"

namespace stemma::serve {

std::string_view Query::parameter(std::string_view name) const noexcept {
  auto const found = std::ranges::find(parameters, name, [](auto const& pair) { return std::string_view{pair.first}; });
  return found == parameters.end() ? std::string_view{} : std::string_view{found->second};
}

Reply lasting_reply(std::string_view bytes, std::string type) {
  return {200, std::move(type), {}, bytes};
}

std::shared_ptr<KeptBytes const> kept_bytes(std::string bytes) {
  constexpr std::size_t kWorthIt = 1024;
  auto kept = std::make_shared<KeptBytes>();
  kept->zipped = bytes.size() < kWorthIt ? std::string{} : gzipped(bytes);
  kept->plain = std::move(bytes);
  return kept;
}

Reply kept_reply(std::shared_ptr<KeptBytes const> bytes, std::string type) {
  return {200, std::move(type), {}, {}, {}, std::move(bytes)};
}

Reply nothing_here() {
  return error_reply(404, "nothing is here; /api/v1/openapi.json lists what is");
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const is_number = fault == std::errc{} && end == text.data() + text.size();
  return is_number ? std::optional{number} : std::nullopt;
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
