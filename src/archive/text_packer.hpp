// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// What texts of one kind have in common; packed with it, a short text takes half the room. Never changes.
class TextDictionary {
 public:
  explicit TextDictionary(std::string bytes);
  ~TextDictionary();
  TextDictionary(TextDictionary const&) = delete;
  TextDictionary& operator=(TextDictionary const&) = delete;

  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }

  [[nodiscard]] std::string const& bytes() const noexcept { return bytes_; }

  /// From texts; none where they are too few to learn from.
  [[nodiscard]] static std::optional<std::string> train(std::span<std::string_view const> texts);

 private:
  friend class TextPacker;
  friend class TextUnpacker;
  struct Prepared;

  std::string bytes_;
  std::uint32_t id_ = 0;
  std::unique_ptr<Prepared> prepared_;
};

/// Packs texts one by one with zstd. Used by one thread at a time.
class TextPacker {
 public:
  TextPacker();
  ~TextPacker();
  TextPacker(TextPacker const&) = delete;
  TextPacker& operator=(TextPacker const&) = delete;

  /// `dictionary` may be none. The packed text has its own checksum; it lives until the next one is packed.
  [[nodiscard]] std::string_view pack(std::string_view text, TextDictionary const* dictionary);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Unpacks them. Used by one thread at a time.
class TextUnpacker {
 public:
  TextUnpacker();
  ~TextUnpacker();
  TextUnpacker(TextUnpacker const&) = delete;
  TextUnpacker& operator=(TextUnpacker const&) = delete;

  /// The dictionary that a packed text needs; 0 for none.
  [[nodiscard]] static std::uint32_t dictionary_of(std::string_view packed);

  /// False where the bytes are not what was packed.
  [[nodiscard]] bool unpack(
    std::string_view packed, std::uint32_t text_bytes, TextDictionary const* dictionary, std::string& text
  );

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stemma
