// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include <ostream>

namespace stemma {

void JsonWriter::write(Report const& /*report*/, std::ostream& out, Timings /*timings*/) const {
  out << R"({"schema":"stemma.report/1"})" << '\n';
}

}  // namespace stemma
