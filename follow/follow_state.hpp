// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "follow/fetcher.hpp"

namespace stemma::follow {

/// What was read already, so that the next run need not read it again. Losing it costs time only: the archive knows its texts.
struct FollowState {
  struct File {
    std::uintmax_t size = 0;
    std::int64_t changed_ns = 0;
  };

  struct Address {
    FetchMemory memory;
    std::int64_t not_before = 0;  ///< Seconds since 1970.
  };

  std::map<std::string, File> files;         ///< By path.
  std::map<std::string, Address> addresses;  ///< By address.

  /// Empty where there is none, or what is there makes no sense.
  [[nodiscard]] static FollowState load(std::filesystem::path const& path);

  /// As a whole or not at all.
  void save(std::filesystem::path const& path) const;
};

}  // namespace stemma::follow
