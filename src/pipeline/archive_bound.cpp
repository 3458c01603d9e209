// SPDX-License-Identifier: Apache-2.0
#include "corpus/utc_time.hpp"
#include "stemma/archive.hpp"

namespace stemma {

std::optional<UtcTime> read_bound(std::string_view written, TimeBound bound) {
  auto const stated = read_time(written);
  if (!stated) {
    return {};
  }
  bool const is_last_second = bound == TimeBound::Until && stated->precision == TimePrecision::Day;
  return stated->time + (is_last_second ? std::chrono::hours{24} - std::chrono::seconds{1} : std::chrono::seconds{0});
}

}  // namespace stemma
