// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace stemma {

/// The bytes of one input, in pieces, so that a huge one is never held as a whole.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Fills the front of `space`; 0 at the end. After a failure, `failure()` says why and no more bytes come.
  [[nodiscard]] virtual std::size_t read(std::span<char> space) = 0;

  [[nodiscard]] virtual std::optional<std::string> failure() const = 0;

 protected:
  ByteStream() = default;
  ByteStream(ByteStream const&) = default;
  ByteStream& operator=(ByteStream const&) = default;
};

/// A file, or standard input.
class FileStream : public ByteStream {
 public:
  /// "-" is standard input. Where it cannot be opened, `failure()` says so from the start.
  explicit FileStream(std::string const& path);

  [[nodiscard]] std::size_t read(std::span<char> space) override;

  [[nodiscard]] std::optional<std::string> failure() const override { return failure_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const noexcept;
  };

  std::unique_ptr<std::FILE, Closer> file_;
  std::optional<std::string> failure_;
};

}  // namespace stemma
