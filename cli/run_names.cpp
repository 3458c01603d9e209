// SPDX-License-Identifier: Apache-2.0
#include "cli/run_names.hpp"

#include <array>
#include <cstdio>
#include <iostream>

#include "cli/printable.hpp"
#include "stemma/names.hpp"

namespace stemma::cli {

int run_names(NamesRequest const& request) {
  auto const found = name_similarity(request.first, request.second);
  auto const may_be_one = found.score >= least_similarity_of_one_name;
  std::array<char, 16> score{};
  static_cast<void>(std::snprintf(score.data(), score.size(), "%.2f", found.score));
  std::cout << score.data() << "  " << (may_be_one ? "may well be one name" : "rather two names") << '\n';
  for (auto const& reason : found.reasons) {
    std::cout << "      " << printable(reason) << '\n';
  }
  std::cout << std::flush;
  return may_be_one ? 0 : 1;
}

}  // namespace stemma::cli
