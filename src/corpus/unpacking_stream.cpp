// SPDX-License-Identifier: Apache-2.0
#include "corpus/unpacking_stream.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

#include <isa-l/igzip_lib.h>
#include <zstd.h>

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kFirstChunkBytes = 4UL << 10U;  // Most files are neither packed nor large.
constexpr std::size_t kChunkBytes = 256UL << 10U;
constexpr std::string_view kGzipStart = "\x1F\x8B"sv;
constexpr std::string_view kZstdStart = "\x28\xB5\x2F\xFD"sv;

/// A frame of zstd that holds no data; some tools begin with one.
bool is_skippable_frame(std::string_view head) {
  return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0U) == 0x50U &&
         head.substr(1, 3) == "\x2A\x4D\x18"sv;
}

}  // namespace

struct UnpackingStream::Gzip {
  inflate_state state;
};

struct UnpackingStream::Zstd {
  struct Freer {
    void operator()(ZSTD_DStream* stream) const noexcept { ZSTD_freeDStream(stream); }
  };

  std::unique_ptr<ZSTD_DStream, Freer> stream{ZSTD_createDStream()};
};

Packing packing_of(std::string_view head) {
  if (head.starts_with(kGzipStart)) {
    return Packing::Gzip;
  }
  return head.starts_with(kZstdStart) || is_skippable_frame(head) ? Packing::Zstd : Packing::Plain;
}

UnpackingStream::UnpackingStream(ByteStream& packed, UnpackingLimits const& limits)
    : packed_{packed}, limits_{limits}, chunk_(kFirstChunkBytes) {
  while (filled_ < kZstdStart.size()) {
    std::size_t const count = packed_.read(std::span{chunk_}.subspan(filled_));
    if (count == 0) {
      break;
    }
    filled_ += count;
  }
  packing_ = packing_of({chunk_.data(), filled_});
  if (packing_ != Packing::Plain) {
    chunk_.resize(kChunkBytes);
  }
  if (packing_ == Packing::Gzip) {
    gzip_ = std::make_unique<Gzip>();
  } else if (packing_ == Packing::Zstd) {
    zstd_ = std::make_unique<Zstd>();
    auto const bits = std::clamp(static_cast<int>(std::bit_width(limits_.window_bytes)) - 1, 10, 31);
    ZSTD_DCtx_setParameter(zstd_->stream.get(), ZSTD_d_windowLogMax, bits);
  }
}

UnpackingStream::~UnpackingStream() = default;

std::optional<std::string> UnpackingStream::failure() const {
  return failure_ ? failure_ : packed_.failure();
}

std::size_t UnpackingStream::read(std::span<char> space) {
  if (packing_ == Packing::Plain) {
    return read_plain(space);
  }
  if (failure_ || has_ended_ || space.empty()) {
    return 0;
  }
  std::size_t const count = packing_ == Packing::Gzip ? read_gzip(space) : read_zstd(space);
  given_ += count;
  bool const is_much = given_ > limits_.free_bytes && limits_.most_times != 0;
  if (is_much && !failure_ && given_ / limits_.most_times > used_bytes()) {
    fail("unpacks to more than " + std::to_string(limits_.most_times) + " times its size");
    return 0;
  }
  return count;
}

bool UnpackingStream::refill() {
  if (used_ == filled_) {
    before_chunk_ += used_;
    used_ = 0;
    filled_ = packed_.read(chunk_);
  }
  return used_ < filled_;
}

std::size_t UnpackingStream::read_plain(std::span<char> space) {
  if (used_ == filled_) {
    return packed_.read(space);
  }
  std::size_t const count = std::min(space.size(), filled_ - used_);
  std::memcpy(space.data(), chunk_.data() + used_, count);
  used_ += count;
  return count;
}

void UnpackingStream::fail(std::string const& what) {
  failure_ = what + " at byte " + std::to_string(used_bytes()) + "; the rest was not read";
}

void UnpackingStream::begin_member() {
  isal_inflate_init(&gzip_->state);
  gzip_->state.crc_flag = ISAL_GZIP;
  is_within_member_ = true;
}

std::size_t UnpackingStream::read_gzip(std::span<char> space) {
  std::size_t count = 0;
  while (count < space.size()) {
    // The library may have taken the last packed bytes and still have something to give, so no refill decides the end.
    bool const has_more = refill();
    if (!is_within_member_) {
      // Zeros after the last member are padding (tapes, block devices).
      while (used_ < filled_ && chunk_[used_] == '\0') {
        ++used_;
      }
      if (!has_more) {
        has_ended_ = true;
        break;
      }
      if (used_ == filled_) {
        continue;
      }
      if (chunk_[used_] != kGzipStart[0]) {
        fail("what follows the gzip data is no gzip data,");
        break;
      }
      begin_member();
    }
    inflate_state& state = gzip_->state;
    state.next_in = reinterpret_cast<std::uint8_t*>(chunk_.data() + used_);
    state.avail_in = static_cast<std::uint32_t>(filled_ - used_);
    auto const room = static_cast<std::uint32_t>(std::min<std::size_t>(space.size() - count, 1U << 30U));
    state.next_out = reinterpret_cast<std::uint8_t*>(space.data() + count);
    state.avail_out = room;
    int const result = isal_inflate(&state);
    used_ = filled_ - state.avail_in;
    std::size_t const given = room - state.avail_out;
    count += given;
    if (result < 0) {
      fail(
        result == ISAL_INCORRECT_CHECKSUM ? "the gzip data is corrupt (its checksum is wrong)"
                                          : "the gzip data is corrupt"
      );
      break;
    }
    if (state.block_state == ISAL_BLOCK_FINISH) {
      is_within_member_ = false;
    } else if (!has_more && given == 0) {
      fail("the gzip data is cut off");
      break;
    }
  }
  return count;
}

std::size_t UnpackingStream::read_zstd(std::span<char> space) {
  ZSTD_outBuffer out{space.data(), space.size(), 0};
  while (out.pos < out.size) {
    bool const has_more = refill();
    if (!has_more && !is_within_member_) {
      has_ended_ = true;
      break;
    }
    ZSTD_inBuffer in{chunk_.data() + used_, filled_ - used_, 0};
    std::size_t const before = out.pos;
    std::size_t const result = ZSTD_decompressStream(zstd_->stream.get(), &out, &in);
    used_ += in.pos;
    if (ZSTD_isError(result) != 0U) {
      std::string const reason = ZSTD_getErrorName(result);
      bool const is_wide = reason.find("memory") != std::string::npos;
      fail(
        is_wide ? "the zstd data needs a window of more than " + std::to_string(limits_.window_bytes >> 20U) + " MiB"
                : "the zstd data is corrupt (" + reason + ")"
      );
      break;
    }
    is_within_member_ = result != 0;
    if (!has_more && is_within_member_ && out.pos == before) {
      fail("the zstd data is cut off");
      break;
    }
  }
  return out.pos;
}

}  // namespace stemma
