// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "cli/arguments.hpp"

namespace CLI {
class App;
}

namespace stemma::cli {

/// The words of `stemma dedup`, as the parser sees them, bound to a request.
class DedupWords {
 public:
  explicit DedupWords(CLI::App& program);
  ~DedupWords();
  DedupWords(DedupWords const&) = delete;
  DedupWords& operator=(DedupWords const&) = delete;

  [[nodiscard]] bool is_wanted() const;
  [[nodiscard]] CLI::App const& app() const;
  [[nodiscard]] std::string help();
  [[nodiscard]] DedupRequest request();

 private:
  struct Typed;

  CLI::App* app_;
  std::unique_ptr<Typed> typed_;
};

/// "8G", "512M", "4GiB", "1000000": bytes, in powers of 1024. Throws `Error{BadOption}` that names the option.
[[nodiscard]] std::uint64_t bytes_of(std::string const& typed, std::string const& option);

}  // namespace stemma::cli
