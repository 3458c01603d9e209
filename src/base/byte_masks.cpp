// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include "base/byte_masks_kernels.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

std::vector<MaskKernel> kernels_of_this_machine() {
  std::vector<MaskKernel> kernels{
    {"scalar", classify_scalar, put_positions_scalar, hash_words_scalar, mix_shingles_scalar, take_least_scalar,
     near_sets_scalar}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) {
    kernels.push_back(
      {"avx2", classify_avx2, put_positions_scalar, hash_words_scalar, mix_shingles_avx2, take_least_avx2,
       near_sets_avx2}
    );
  }
  if (__builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vbmi2") != 0) {
    kernels.push_back(
      {"avx512", classify_avx512, put_positions_avx512, hash_words_avx512, mix_shingles_avx512, take_least_avx512,
       near_sets_avx512}
    );
  }
#endif
  return kernels;
}

MaskKernel const& choose_kernel() {
  auto const* const wanted = std::getenv("STEMMA_KERNEL");
  return wanted == nullptr || *wanted == '\0' ? mask_kernels().back() : mask_kernel_named(wanted);
}

}  // namespace

std::span<MaskKernel const> mask_kernels() {
  static std::vector<MaskKernel> const kernels = kernels_of_this_machine();
  return kernels;
}

MaskKernel const& mask_kernel_named(std::string_view name) {
  std::string names;
  for (auto const& kernel : mask_kernels()) {
    if (kernel.name == name) {
      return kernel;
    }
    names += names.empty() ? "" : ", ";
    names += kernel.name;
  }
  throw Error{
    ErrorKind::BadOption,
    "STEMMA_KERNEL is \"" + std::string{name} + "\", but this machine can run only: " + names + "."};
}

MaskKernel const& chosen_mask_kernel() {
  static MaskKernel const& kernel = choose_kernel();  // thrown Errors leave it open, so the next call throws again
  return kernel;
}

}  // namespace stemma
