// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace stemma::cli {

/// "8G", "512M", "4GiB", "1000000": bytes, in powers of 1024. Throws `Error{BadOption}` that names the option.
[[nodiscard]] std::uint64_t bytes_of(std::string const& typed, std::string const& option);

}  // namespace stemma::cli
