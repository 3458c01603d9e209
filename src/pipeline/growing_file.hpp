// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include "stemma/error.hpp"

namespace stemma {

/// A file of the output while it grows; what a killed run wrote after it last made sure is cut off.
class GrowingFile {
 public:
  GrowingFile(std::filesystem::path path, std::uint64_t length) : path_{std::move(path)} {
    if (std::filesystem::exists(path_)) {
      std::filesystem::resize_file(path_, length);
    }
    out_.open(path_, std::ios::binary | std::ios::app);
    length_ = length;
  }

  void append(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    length_ += bytes.size();
  }

  /// What was appended is with the system now; returns the length.
  std::uint64_t flush() {
    out_.flush();
    if (!out_) {
      throw Error{ErrorKind::CannotWrite, "Cannot write " + path_.string() + ": is the disk full?"};
    }
    return length_;
  }

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  std::uint64_t length_ = 0;
};

}  // namespace stemma
