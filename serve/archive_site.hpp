// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "serve/reply_cache.hpp"
#include "serve/site.hpp"
#include "stemma/archive.hpp"

namespace stemma::serve {

/// An archive as a site: a page to ask it at /, the page of a story at /story/NUMBER, and JSON below /api/v1.
///
/// How   several handles on the archive, one for each worker; what another process adds meanwhile is seen by the next query.
///       Stories and lists of them are kept until the archive changes.
class ArchiveSite final : public Site {
 public:
  ArchiveSite(std::filesystem::path folder, unsigned handles);
  ~ArchiveSite() override;

  [[nodiscard]] Reply answer(Query const& query) const override;

  /// All that reads the disk: not what was answered since the archive changed.
  [[nodiscard]] bool is_slow(Query const& query) const override;

 private:
  class Lease;

  [[nodiscard]] std::uint64_t generation() const;
  [[nodiscard]] Reply lasting(Query const& query, std::string const& address) const;
  [[nodiscard]] Reply kept_for(std::string const& address, std::uint64_t now, std::string bytes, std::string type)
    const;
  [[nodiscard]] Reply asked(std::string_view body) const;
  [[nodiscard]] Reply stories(Query const& query) const;
  [[nodiscard]] Reply story(std::string_view number) const;
  [[nodiscard]] Reply stats() const;

  std::shared_ptr<KeptBytes const> page_;
  mutable std::mutex watch_mutex_;
  std::unique_ptr<Archive> watch_;  ///< Asked for nothing but the generation.
  mutable ReplyCache cache_;
  mutable std::mutex mutex_;
  mutable std::condition_variable is_free_;
  mutable std::vector<std::unique_ptr<Archive>> idle_;
};

}  // namespace stemma::serve
