// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace stemma {

/// A file of the output while it grows; what a killed run wrote after it last made sure is cut off.
class GrowingFile {
 public:
  GrowingFile(std::filesystem::path path, std::uint64_t length, bool is_lasting);

  void append(std::string_view bytes);

  /// What was appended is with the system now, or on the disk where it must last; returns the length.
  std::uint64_t flush();

 private:
  std::filesystem::path path_;
  bool is_lasting_;
  std::ofstream out_;
  std::uint64_t length_ = 0;
};

/// Lines that wait for their turn to be written: in memory while they are few, then in a file without a name.
class HeldLines {
 public:
  explicit HeldLines(std::filesystem::path const& folder) : folder_{&folder} {}

  /// What comes next goes behind these. Call `settle` after a line, or now and then within a long one.
  [[nodiscard]] std::string& end() noexcept { return tail_; }

  void settle();

  /// Gives all bytes to `take`, in pieces.
  template <typename Take>
  void read(Take const& take) const {
    if (file_) {
      std::string piece(kPieceBytes, '\0');
      std::rewind(file_.get());
      while (auto const count = std::fread(piece.data(), 1, piece.size(), file_.get())) {
        take(std::string_view{piece}.substr(0, count));
      }
      check();
    }
    take(std::string_view{tail_});
  }

 private:
  static constexpr std::size_t kPieceBytes = 64UL << 10U;

  struct Close {
    void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
  };

  void check() const;

  std::filesystem::path const* folder_;
  std::string tail_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace stemma
