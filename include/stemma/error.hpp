// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace stemma {

/// Why a request cannot be met. A bad document is never an Error: it is skipped, with its reason, in the report.
enum class ErrorKind {
  BadOption,    ///< An option is out of its range; the message names it and what would be right.
  NoInput,      ///< A path does not exist, or nothing readable was found below it.
  CannotWrite,  ///< An output could not be written (no permission, disk full).
};

/// A request that cannot be met, in one sentence that names the path or option and says what to do.
/// Thrown only by the doors of the library.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::string const& message) : std::runtime_error{message}, kind_{kind} {}

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace stemma
