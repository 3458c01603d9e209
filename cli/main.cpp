// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <vector>

#include "stemma/stemma.hpp"

int main(int count, char** words) {
  std::vector<std::filesystem::path> const paths{words + 1, words + count};
  stemma::write_json(stemma::Pipeline{{}}.run(paths), std::cout);
}
