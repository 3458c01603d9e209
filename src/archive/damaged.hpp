// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace stemma {

/// A segment is not as it was written. Caught where the other segments can still answer.
class DamagedSegment : public std::runtime_error {
 public:
  DamagedSegment(std::string segment, std::string const& what)
      : std::runtime_error{"segment " + segment + " is damaged: " + what}, segment_{std::move(segment)} {}

  [[nodiscard]] std::string const& segment() const noexcept { return segment_; }

 private:
  std::string segment_;
};

}  // namespace stemma
