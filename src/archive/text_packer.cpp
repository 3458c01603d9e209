// SPDX-License-Identifier: Apache-2.0
#include "archive/text_packer.hpp"

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include <zdict.h>
#include <zstd.h>

namespace stemma {

namespace {

constexpr int kLevel = 1;
constexpr std::size_t kDictionaryBytes = 112U << 10U;
constexpr std::size_t kSampleBytes = 30 * kDictionaryBytes;
constexpr std::size_t kLeastSampleBytes = 10 * kDictionaryBytes;
constexpr std::size_t kLongestSample = 16U << 10U;

}  // namespace

struct TextDictionary::Prepared {
  ZSTD_CDict* packing = nullptr;
  ZSTD_DDict* unpacking = nullptr;

  ~Prepared() {
    ZSTD_freeCDict(packing);
    ZSTD_freeDDict(unpacking);
  }
};

TextDictionary::TextDictionary(std::string bytes)
    : bytes_{std::move(bytes)},
      id_{ZDICT_getDictID(bytes_.data(), bytes_.size())},
      prepared_{std::make_unique<Prepared>()} {
  prepared_->packing = ZSTD_createCDict(bytes_.data(), bytes_.size(), kLevel);
  prepared_->unpacking = ZSTD_createDDict(bytes_.data(), bytes_.size());
  if (prepared_->packing == nullptr || prepared_->unpacking == nullptr) {
    throw std::bad_alloc{};
  }
}

TextDictionary::~TextDictionary() = default;

std::optional<std::string> TextDictionary::train(std::span<std::string_view const> texts) {
  std::string samples;
  std::vector<std::size_t> sizes;
  std::size_t all = 0;
  for (auto const text : texts) {
    all += std::min(text.size(), kLongestSample);
  }
  if (all < kLeastSampleBytes) {
    return {};
  }
  auto const step = std::max<std::size_t>(1, all / kSampleBytes);
  for (std::size_t i = 0; i < texts.size(); i += step) {
    auto const part = texts[i].substr(0, kLongestSample);
    samples += part;
    sizes.push_back(part.size());
  }
  std::string dictionary(kDictionaryBytes, '\0');
  auto const size = ZDICT_trainFromBuffer(
    dictionary.data(), dictionary.size(), samples.data(), sizes.data(), static_cast<unsigned>(sizes.size())
  );
  if (ZDICT_isError(size) != 0) {
    return {};
  }
  dictionary.resize(size);
  return dictionary;
}

struct TextPacker::State {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::vector<char> room;
};

TextPacker::TextPacker() : state_{std::make_unique<State>()} {
  if (state_->context == nullptr) {
    throw std::bad_alloc{};
  }
  ZSTD_CCtx_setParameter(state_->context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(state_->context, ZSTD_c_contentSizeFlag, 0);
}

TextPacker::~TextPacker() {
  ZSTD_freeCCtx(state_->context);
}

std::string_view TextPacker::pack(std::string_view text, TextDictionary const* dictionary) {
  ZSTD_CCtx_refCDict(state_->context, dictionary == nullptr ? nullptr : dictionary->prepared_->packing);
  auto& room = state_->room;
  room.resize(std::max(room.size(), ZSTD_compressBound(text.size())));
  auto const size = ZSTD_compress2(state_->context, room.data(), room.size(), text.data(), text.size());
  if (ZSTD_isError(size) != 0) {
    throw std::bad_alloc{};  // With room enough, only memory can be missing.
  }
  return {room.data(), size};
}

struct TextUnpacker::State {
  ZSTD_DCtx* context = ZSTD_createDCtx();
};

TextUnpacker::TextUnpacker() : state_{std::make_unique<State>()} {
  if (state_->context == nullptr) {
    throw std::bad_alloc{};
  }
}

TextUnpacker::~TextUnpacker() {
  ZSTD_freeDCtx(state_->context);
}

std::uint32_t TextUnpacker::dictionary_of(std::string_view packed) {
  return ZSTD_getDictID_fromFrame(packed.data(), packed.size());
}

bool TextUnpacker::unpack(
  std::string_view packed, std::uint32_t text_bytes, TextDictionary const* dictionary, std::string& text
) {
  text.resize(text_bytes);
  auto const size =
    dictionary == nullptr
      ? ZSTD_decompressDCtx(state_->context, text.data(), text.size(), packed.data(), packed.size())
      : ZSTD_decompress_usingDDict(
          state_->context, text.data(), text.size(), packed.data(), packed.size(), dictionary->prepared_->unpacking
        );
  return ZSTD_isError(size) == 0 && size == text_bytes;
}

}  // namespace stemma
