// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace stemma {

/// Calls `work(i)` for every i in [0, count), on up to `threads` threads (0 = as many as the machine has).
/// Threads are started once, to wait for work; a forked process starts its own. May be called from within `work`
/// and from several threads at once. Each call must write only to its own slot; results then do not depend on
/// the number of threads. The first exception (lowest i that threw) is rethrown after all threads have stopped.
void parallel_for(std::size_t count, unsigned threads, std::function<void(std::size_t)> const& work);

}  // namespace stemma
