// SPDX-License-Identifier: Apache-2.0
#include "corpus/input_form.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/text_form.hpp"

namespace stemma {

bool has_records(std::filesystem::path const& path, std::string_view head) {
  constexpr std::array<std::string_view, 3> kRecordEndings{".jsonl", ".ndjson", ".json"};
  constexpr std::array<std::string_view, 3> kTextEndings{".txt", ".text", ".md"};
  std::string const ending = lower(path.extension().native());
  if (std::find(kRecordEndings.begin(), kRecordEndings.end(), ending) != kRecordEndings.end()) {
    return true;
  }
  if (std::find(kTextEndings.begin(), kTextEndings.end(), ending) != kTextEndings.end()) {
    return false;
  }
  return trimmed(head).starts_with('{');
}

std::filesystem::path unpacked_name(std::filesystem::path const& path, Packing packing) {
  std::string const ending = lower(path.extension().native());
  bool const is_packed = (packing == Packing::Gzip && (ending == ".gz" || ending == ".gzip")) ||
                         (packing == Packing::Zstd && (ending == ".zst" || ending == ".zstd"));
  return is_packed ? path.parent_path() / path.stem() : path;
}

}  // namespace stemma
