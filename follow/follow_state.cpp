// SPDX-License-Identifier: Apache-2.0
#include "follow/follow_state.hpp"

#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "stemma/error.hpp"

namespace stemma::follow {

namespace {

constexpr char const* kHead = "stemma.follow-state/1";

/// Names may hold anything; what sets fields and lines apart is escaped.
std::string escaped(std::string const& text) {
  std::string result;
  for (char const c : text) {
    if (c == '%' || c == '\t' || c == '\n' || c == '\r') {
      constexpr char const* digits = "0123456789ABCDEF";
      auto const byte = static_cast<unsigned char>(c);
      result += {'%', digits[byte / 16], digits[byte % 16]};
    } else {
      result += c;
    }
  }
  return result;
}

std::string unescaped(std::string const& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      result += static_cast<char>(value);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::vector<std::string> fields_of(std::string const& line) {
  std::vector<std::string> fields;
  std::istringstream in{line};
  for (std::string field; std::getline(in, field, '\t');) {
    fields.push_back(unescaped(field));
  }
  fields.resize(std::max<std::size_t>(fields.size(), 5));
  return fields;
}

template <typename Number>
Number number_of(std::string const& digits) {
  Number number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

FollowState FollowState::load(std::filesystem::path const& path) {
  FollowState state;
  std::ifstream file{path, std::ios::binary};
  std::string line;
  if (!std::getline(file, line) || line != kHead) {
    return state;
  }
  while (std::getline(file, line)) {
    auto const fields = fields_of(line);
    if (fields[0] == "file") {
      state.files[fields[1]] = {number_of<std::uintmax_t>(fields[2]), number_of<std::int64_t>(fields[3])};
    } else if (fields[0] == "address") {
      state.addresses[fields[1]] = {{fields[2], fields[3]}, number_of<std::int64_t>(fields[4])};
    }
  }
  return state;
}

void FollowState::save(std::filesystem::path const& path) const {
  auto unfinished = path;
  unfinished += ".unfinished";
  {
    std::ofstream file{unfinished, std::ios::binary | std::ios::trunc};
    file << kHead << '\n';
    for (auto const& [name, seen] : files) {
      file << "file\t" << escaped(name) << '\t' << seen.size << '\t' << seen.changed_ns << '\n';
    }
    for (auto const& [name, seen] : addresses) {
      file << "address\t" << escaped(name) << '\t' << escaped(seen.memory.etag) << '\t'
           << escaped(seen.memory.last_modified) << '\t' << seen.not_before << '\n';
    }
    file.flush();
    if (!file) {
      throw Error{ErrorKind::CannotWrite, "cannot write " + unfinished.native()};
    }
  }
  std::error_code error;
  std::filesystem::rename(unfinished, path, error);
  if (error) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + path.native() + ": " + error.message()};
  }
}

}  // namespace stemma::follow
