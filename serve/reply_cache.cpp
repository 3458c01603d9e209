// SPDX-License-Identifier: Apache-2.0
#include "serve/reply_cache.hpp"

namespace stemma::serve {

namespace {

std::size_t size_of(KeptBytes const& bytes) {
  return bytes.plain.size() + bytes.zipped.size();
}

}  // namespace

void ReplyCache::turn_to(std::uint64_t generation) {
  if (generation > generation_) {
    generation_ = generation;
    bytes_ = 0;
    places_.clear();
    entries_.clear();
  }
}

std::shared_ptr<KeptBytes const> ReplyCache::find(std::string const& address, std::uint64_t generation) {
  std::lock_guard const lock{mutex_};
  turn_to(generation);
  auto const found = generation == generation_ ? places_.find(address) : places_.end();
  if (found == places_.end()) {
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void ReplyCache::keep(std::string address, std::uint64_t generation, std::shared_ptr<KeptBytes const> bytes) {
  std::lock_guard const lock{mutex_};
  turn_to(generation);
  if (generation != generation_ || size_of(*bytes) > most_bytes_ / 4 || places_.contains(address)) {
    return;
  }
  bytes_ += size_of(*bytes);
  entries_.emplace_front(address, std::move(bytes));
  places_.emplace(std::move(address), entries_.begin());
  while (bytes_ > most_bytes_) {
    bytes_ -= size_of(*entries_.back().second);
    places_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

}  // namespace stemma::serve
