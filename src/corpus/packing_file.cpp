// SPDX-License-Identifier: Apache-2.0
#include "corpus/packing_file.hpp"

#include <optional>
#include <string>
#include <vector>

#include <isa-l/igzip_lib.h>
#include <zstd.h>

#include "base/assert.hpp"
#include "corpus/spill_file.hpp"

namespace stemma {

namespace {

constexpr std::size_t kBufferBytes = 1UL << 20U;
constexpr int kZstdLevel = 3;
constexpr std::uint32_t kGzipLevel = 2;

struct ZstdFreer {
  void operator()(ZSTD_CStream* stream) const noexcept { ZSTD_freeCStream(stream); }
};

}  // namespace

struct PackingFile::Writer {
  Writer(std::filesystem::path const& path, Packing packed) : file{path}, packing{packed} {
    if (packing == Packing::Zstd) {
      zstd.reset(ZSTD_createCStream());
      ZSTD_CCtx_setParameter(zstd.get(), ZSTD_c_compressionLevel, kZstdLevel);
      ZSTD_CCtx_setParameter(zstd.get(), ZSTD_c_checksumFlag, 1);
    } else if (packing == Packing::Gzip) {
      isal_deflate_init(&gzip);
      gzip.gzip_flag = IGZIP_GZIP;
      gzip.level = kGzipLevel;
      gzip_room.resize(ISAL_DEF_LVL2_DEFAULT);
      gzip.level_buf = gzip_room.data();
      gzip.level_buf_size = ISAL_DEF_LVL2_DEFAULT;
    }
    buffer.reserve(kBufferBytes);
    packed_room.resize(kBufferBytes);
  }

  void flush(bool is_last) {
    if (packing == Packing::Plain) {
      file.append({buffer.data(), buffer.size()});
    } else if (packing == Packing::Zstd) {
      pack_zstd(is_last);
    } else {
      pack_gzip(is_last);
    }
    buffer.clear();
  }

  void pack_zstd(bool is_last) {
    ZSTD_inBuffer in{buffer.data(), buffer.size(), 0};
    for (bool is_done = false; !is_done;) {
      ZSTD_outBuffer out{packed_room.data(), packed_room.size(), 0};
      std::size_t const left = ZSTD_compressStream2(zstd.get(), &out, &in, is_last ? ZSTD_e_end : ZSTD_e_continue);
      STEMMA_ASSERT(ZSTD_isError(left) == 0U, "zstd packs any bytes");
      file.append({packed_room.data(), out.pos});
      is_done = is_last ? left == 0 : in.pos == in.size;
    }
  }

  void pack_gzip(bool is_last) {
    gzip.next_in = reinterpret_cast<std::uint8_t*>(buffer.data());
    gzip.avail_in = static_cast<std::uint32_t>(buffer.size());
    gzip.end_of_stream = is_last ? 1 : 0;
    do {
      gzip.next_out = reinterpret_cast<std::uint8_t*>(packed_room.data());
      gzip.avail_out = static_cast<std::uint32_t>(packed_room.size());
      int const result = isal_deflate(&gzip);
      STEMMA_ASSERT(result == COMP_OK, "gzip packs any bytes");
      file.append({packed_room.data(), packed_room.size() - gzip.avail_out});
    } while (gzip.avail_out == 0 || (is_last && gzip.internal_state.state != ZSTATE_END));
  }

  SpillFile file;
  Packing packing;
  std::unique_ptr<ZSTD_CStream, ZstdFreer> zstd;
  isal_zstream gzip{};
  std::vector<std::uint8_t> gzip_room;
  std::vector<char> buffer;
  std::vector<char> packed_room;
};

PackingFile::PackingFile(std::filesystem::path const& path, Packing packing)
    : writer_{std::make_unique<Writer>(path, packing)} {}

PackingFile::~PackingFile() = default;

void PackingFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t const count = std::min(bytes.size(), kBufferBytes - writer_->buffer.size());
    writer_->buffer.insert(writer_->buffer.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    bytes.remove_prefix(count);
    if (writer_->buffer.size() == kBufferBytes) {
      writer_->flush(false);
    }
  }
}

void PackingFile::finish() {
  writer_->flush(true);
}

}  // namespace stemma
