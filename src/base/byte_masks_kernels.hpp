// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/byte_masks.hpp"

namespace stemma {

void classify_scalar(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;

#if defined(__x86_64__)
void classify_avx2(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
void classify_avx512(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
#endif

}  // namespace stemma
