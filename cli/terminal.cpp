// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace stemma::cli {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 140;
constexpr std::size_t kWithoutTerminal = 100;

std::string_view environment(char const* name) {
  char const* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool is_dumb() {
  return environment("TERM").empty() || environment("TERM") == "dumb";
}

}  // namespace

Display standard_output_display() {
  if (isatty(STDOUT_FILENO) == 0) {
    return {kWithoutTerminal, Colour::Plain};
  }
  winsize size{};
  bool const is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  std::size_t const columns = is_known ? size.ws_col : kWithoutTerminal;
  bool const is_plain = !environment("NO_COLOR").empty() || is_dumb();
  return {std::clamp(columns, kNarrowest, kWidest), is_plain ? Colour::Plain : Colour::Coloured};
}

bool can_show_progress() {
  return isatty(STDERR_FILENO) != 0 && !is_dumb();
}

}  // namespace stemma::cli
