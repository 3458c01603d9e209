// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include <ostream>

#include "report/json_stream.hpp"
#include "report/report_json.hpp"

namespace stemma {

void JsonWriter::write(Report const& report, std::ostream& out, Timings timings) const {
  JsonStream json{out, JsonPlace::File};
  write_report(json, report, timings);
  out << '\n';
}

}  // namespace stemma
