// SPDX-License-Identifier: Apache-2.0
#include "base/installed_file.hpp"

#include <filesystem>
#include <optional>

#include <dlfcn.h>
#include <link.h>

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// The shared object that this code was loaded from, where it was: a module of Python, say.
std::optional<fs::path> own_module() {
  Dl_info info{};
  link_map* module = nullptr;
  bool const is_known =
    dladdr1(
      reinterpret_cast<void const*>(&installed_file), &info, reinterpret_cast<void**>(&module), RTLD_DL_LINKMAP
    ) != 0;
  if (!is_known || module == nullptr || module->l_name == nullptr || *module->l_name == '\0') {
    return {};  // the program itself has no name
  }
  std::error_code error;
  fs::path path = fs::canonical(module->l_name, error);
  return error ? std::nullopt : std::optional{path};
}

std::string file_beside(fs::path const& code, std::string_view name) {
  std::error_code error;
  for (auto const* place : {"../share/stemma", "../share", "share", "../../share"}) {
    auto path = (code.parent_path() / place / name).lexically_normal();
    if (fs::is_regular_file(path, error)) {
      return path.string();
    }
  }
  return {};
}

}  // namespace

std::string installed_file(std::string_view name) {
  if (auto const module = own_module()) {
    return file_beside(*module, name);
  }
  std::error_code error;
  auto const program = fs::read_symlink("/proc/self/exe", error);
  return error ? std::string{} : file_beside(program, name);
}

}  // namespace stemma
