// SPDX-License-Identifier: Apache-2.0
#include "cli/pager.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stemma::cli {

namespace {

constexpr int kNoSuchCommand = 127;  // what the shell says

bool fits_the_screen(std::string const& text) {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) {
    return true;
  }
  return std::count(text.begin(), text.end(), '\n') < size.ws_row;
}

}  // namespace

bool show_in_pager(std::string const& text) {
  if (isatty(STDOUT_FILENO) == 0 || isatty(STDIN_FILENO) == 0 || fits_the_screen(text)) {
    return false;
  }
  char const* wanted = std::getenv("PAGER");
  std::string const command = wanted != nullptr && *wanted != '\0' ? wanted : "less";
  if (command == "cat") {
    return false;
  }
  setenv("LESS", "FRX", 0);  // colours as they are, and no cleared screen; the user's own choice goes before
  FILE* pipe = popen(command.c_str(), "w");
  if (pipe == nullptr) {
    return false;
  }
  std::fwrite(text.data(), 1, text.size(), pipe);  // a reader that quits early has seen enough
  int const status = pclose(pipe);
  return !(WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchCommand);
}

}  // namespace stemma::cli
