// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma::serve {

/// The bytes as gzip. Cost: some 150 MB/s.
[[nodiscard]] std::string gzipped(std::string_view bytes);

/// Whether a client that sends this Accept-Encoding takes gzip.
[[nodiscard]] bool takes_gzip(std::string_view accept_encoding);

}  // namespace stemma::serve
