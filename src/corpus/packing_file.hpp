// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "corpus/unpacking_stream.hpp"

namespace stemma {

/// A file that is written from front to end, packed as asked for. Throws `Error{CannotWrite}`.
class PackingFile {
 public:
  PackingFile(std::filesystem::path const& path, Packing packing);
  ~PackingFile();
  PackingFile(PackingFile const&) = delete;
  PackingFile& operator=(PackingFile const&) = delete;

  void write(std::string_view bytes);

  /// Must be called at the end; what is not finished is no whole file.
  void finish();

 private:
  struct Writer;

  std::unique_ptr<Writer> writer_;
};

}  // namespace stemma
