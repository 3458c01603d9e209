// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "serve/site.hpp"

namespace stemma::serve {

/// ReplyCache: here is an address, was it answered since the archive changed?
///
/// How   the answers of one generation of the archive, those asked for last; an answer that was worked out of an older one is not
///       kept. May be used by several threads at once.
/// Cost  at most so many bytes.
class ReplyCache {
 public:
  explicit ReplyCache(std::size_t most_bytes) : most_bytes_{most_bytes} {}

  [[nodiscard]] std::shared_ptr<KeptBytes const> find(std::string const& address, std::uint64_t generation);

  void keep(std::string address, std::uint64_t generation, std::shared_ptr<KeptBytes const> bytes);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<KeptBytes const>>;

  void turn_to(std::uint64_t generation);

  std::size_t most_bytes_;
  std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  ///< The one asked for last at the front.
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace stemma::serve
