// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <nanobind/nanobind.h>

#include "stemma/document_rows.hpp"
#include "stemma/options.hpp"

namespace stemma::python {

/// Documents that are objects of Python: strings, or mappings from names of fields. The texts are read in the strings
/// themselves; only those beyond ASCII are written out once, by Python, and stay with the string.
class ObjectRows : public DocumentRows {
 public:
  /// Must hold the interpreter's lock, as must whoever destroys this. Throws `Error{BadOption}` for what is neither.
  ObjectRows(nanobind::iterable const& documents, FieldNames const& fields);

  [[nodiscard]] std::uint64_t size() const override { return rows_.size(); }

  [[nodiscard]] std::uint64_t text_bytes() const override { return text_bytes_; }

  [[nodiscard]] DocumentRow row(std::uint64_t number, std::string& space) const override;
  [[nodiscard]] std::string_view text(std::uint64_t number) const override;

 private:
  void add(nanobind::handle document, FieldNames const& fields);
  [[nodiscard]] std::optional<std::string_view> kept(nanobind::object value);
  void read_time(nanobind::object const& value, DocumentRow& row);

  std::vector<DocumentRow> rows_;
  std::vector<nanobind::object> held_;  // the strings that the rows look at
  std::uint64_t text_bytes_ = 0;
};

}  // namespace stemma::python
