// SPDX-License-Identifier: Apache-2.0
#include "passages/passage_aligner.hpp"

namespace stemma {

PairAlignment PassageAligner::align(TokenText const& /*left*/, TokenText const& /*right*/) const {
  return {};
}

}  // namespace stemma
