// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::follow {

/// What a robots.txt lets a program do (RFC 9309).
class Robots {
 public:
  /// Everything is allowed.
  Robots() = default;

  /// What it says to `agent`, a name in small letters; or to all, where it does not name it.
  Robots(std::string_view file, std::string_view agent);

  /// `path` with its question, as "/feeds/news.xml?page=1". The longest rule that fits decides; of two, that which allows.
  [[nodiscard]] bool allows(std::string_view path) const;

  /// The time to leave between two requests, where it asks for one.
  [[nodiscard]] std::chrono::seconds delay() const noexcept { return delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool allows = false;
  };

  std::vector<Rule> rules_;
  std::chrono::seconds delay_{0};
};

}  // namespace stemma::follow
