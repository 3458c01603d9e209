// SPDX-License-Identifier: Apache-2.0
#include "follow/stop_signal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace stemma::follow {

StopSignal::StopSignal() {
  sigset_t endings;
  sigemptyset(&endings);
  sigaddset(&endings, SIGINT);
  sigaddset(&endings, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);
  descriptor_ = signalfd(-1, &endings, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor_ < 0) {
    throw std::system_error{errno, std::generic_category(), "signalfd"};
  }
}

StopSignal::~StopSignal() {
  static_cast<void>(close(descriptor_));
}

bool StopSignal::has_come() const noexcept {
  pollfd look{descriptor_, POLLIN, 0};
  return poll(&look, 1, 0) > 0;
}

void wait_for(StopSignal const& stop, int other, std::chrono::milliseconds most) {
  std::array<pollfd, 2> look{pollfd{stop.descriptor(), POLLIN, 0}, pollfd{other, POLLIN, 0}};
  static_cast<void>(poll(look.data(), other < 0 ? 1 : 2, static_cast<int>(most.count())));
}

}  // namespace stemma::follow
