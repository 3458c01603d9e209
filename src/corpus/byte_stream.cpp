// SPDX-License-Identifier: Apache-2.0
#include "corpus/byte_stream.hpp"

#include <cerrno>
#include <system_error>

namespace stemma {

namespace {

std::string why(int error) {
  return "cannot be read: " + std::generic_category().message(error);
}

}  // namespace

FileStream::FileStream(std::string const& path) {
  errno = 0;
  file_.reset(path == "-" ? stdin : std::fopen(path.c_str(), "rbe"));
  if (file_ == nullptr) {
    failure_ = why(errno);
  }
}

std::size_t FileStream::read(std::span<char> space) {
  if (file_ == nullptr || failure_) {
    return 0;
  }
  errno = 0;
  std::size_t const count = std::fread(space.data(), 1, space.size(), file_.get());
  if (count < space.size() && std::ferror(file_.get()) != 0) {
    failure_ = why(errno);
    return 0;
  }
  return count;
}

void FileStream::Closer::operator()(std::FILE* file) const noexcept {
  if (file != stdin) {
    static_cast<void>(std::fclose(file));
  }
}

}  // namespace stemma
