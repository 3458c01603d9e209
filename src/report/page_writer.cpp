// SPDX-License-Identifier: Apache-2.0
#include "report/page_writer.hpp"

#include <ostream>

namespace stemma {

void PageWriter::write(Report const& /*report*/, std::ostream& out) const {
  out << "<!doctype html>\n";
}

}  // namespace stemma
