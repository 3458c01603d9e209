// SPDX-License-Identifier: Apache-2.0
#include "pipeline/memory_plan.hpp"

#include <algorithm>
#include <thread>

#include <unistd.h>

#include "stemma/options.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kThreadBytes =
  64ULL << 20U;  // of the memory, for each thread: the buffers of one are a quarter of that

}  // namespace

std::uint64_t memory_of_machine() noexcept {
  return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

MemoryPlan plan_memory(DedupOptions const& options) {
  auto const memory = options.memory_bytes;
  MemoryPlan plan;
  auto const wanted = options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads;
  plan.threads = static_cast<unsigned>(std::clamp<std::uint64_t>(memory / kThreadBytes, 1, wanted));
  plan.pile_bytes = memory / 8 * 3;
  plan.resident_bytes = memory / 8 * 7;
  plan.file_name_bytes = memory / 4;
  plan.document_bytes = memory / 64;
  plan.document_words = memory / 256;
  plan.thread_words = memory / 8 / plan.threads / kComparedWordBytes;
  plan.findings = std::clamp<std::uint64_t>(memory / 16 / kHeldLinesBytes, plan.threads, 512);
  plan.ids = plan.findings * 256;
  plan.cached_text_bytes = memory_of_machine() / 4;
  return plan;
}

}  // namespace stemma
