// SPDX-License-Identifier: Apache-2.0
#include "base/installed_file.hpp"

#include <filesystem>

namespace stemma {

std::string installed_file(std::string_view name) {
  std::error_code error;
  auto const program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) {
    return {};
  }
  for (auto const* place : {"../share/stemma", "../share", "share", "../../share"}) {
    auto path = (program.parent_path() / place / name).lexically_normal();
    if (std::filesystem::is_regular_file(path, error)) {
      return path.string();
    }
  }
  return {};
}

}  // namespace stemma
