// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <source_location>

namespace stemma {

/// Prints where and why, then aborts: an invariant that we promised is broken.
[[noreturn]] void assertion_failed(char const* condition, char const* reason, std::source_location where);

}  // namespace stemma

/// For cheap checks; always on. The reason says why the condition must hold.
#define STEMMA_ASSERT(condition, reason)               \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::stemma::assertion_failed(#condition, reason, std::source_location::current()))

/// For checks inside loops; off in release builds.
#ifdef NDEBUG
#define STEMMA_DEBUG_ASSERT(condition, reason) static_cast<void>(0)
#else
#define STEMMA_DEBUG_ASSERT(condition, reason) STEMMA_ASSERT(condition, reason)
#endif
