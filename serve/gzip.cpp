// SPDX-License-Identifier: Apache-2.0
#include "serve/gzip.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <limits>
#include <vector>

#include <isa-l/igzip_lib.h>

namespace stemma::serve {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

/// What stands before the sign, which is taken off with it.
std::string_view take_until(std::string_view& text, char sign) {
  std::size_t const at = std::min(text.find(sign), text.size());
  std::string_view const part = trimmed(text.substr(0, at));
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

bool is_named(std::string_view name, std::string_view wanted) {
  return std::ranges::equal(name, wanted, [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
}

}  // namespace

std::string gzipped(std::string_view bytes) {
  constexpr std::size_t kPiece = 16U << 20U;
  constexpr std::size_t kRoom = 256U << 10U;
  std::vector<std::uint8_t> work(ISAL_DEF_LVL2_DEFAULT);
  std::string packed;
  std::string room(kRoom, '\0');
  isal_zstream stream{};
  isal_deflate_init(&stream);
  stream.gzip_flag = IGZIP_GZIP;
  stream.level = 2;
  stream.level_buf = work.data();
  stream.level_buf_size = static_cast<std::uint32_t>(work.size());
  do {
    std::string_view const piece = bytes.substr(0, kPiece);
    bytes.remove_prefix(piece.size());
    // It reads only; its interface is older than const.
    stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(piece.data()));  // NOLINT
    stream.avail_in = static_cast<std::uint32_t>(piece.size());
    stream.end_of_stream = bytes.empty() ? 1 : 0;
    do {
      stream.next_out = reinterpret_cast<std::uint8_t*>(room.data());
      stream.avail_out = static_cast<std::uint32_t>(room.size());
      isal_deflate(&stream);
      packed.append(room, 0, room.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (!bytes.empty());
  return packed;
}

bool takes_gzip(std::string_view accept_encoding) {
  bool takes = false;
  while (!accept_encoding.empty()) {
    std::string_view coding = take_until(accept_encoding, ',');
    std::string_view const name = take_until(coding, ';');
    if (!is_named(name, "gzip") && !is_named(name, "x-gzip")) {
      continue;
    }
    // "q=0", "q=0.0" and the like refuse it.
    std::string_view const weight = trimmed(coding);
    bool const is_weighed = weight.size() > 2 && (weight[0] == 'q' || weight[0] == 'Q') && weight[1] == '=';
    takes = !is_weighed || weight.find_first_of("123456789", 2) != std::string_view::npos;
  }
  return takes;
}

}  // namespace stemma::serve
