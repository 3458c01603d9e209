// SPDX-License-Identifier: Apache-2.0
#include "python/src/object_rows.hpp"

#include <cmath>
#include <utility>

#include "stemma/error.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

/// The value of a field; nothing where there is none, or where it is None.
nb::object value_of(nb::handle document, std::string const& field) {
  nb::object const name = nb::str(field.c_str(), field.size());
  nb::object value = nb::steal(PyObject_GetItem(document.ptr(), name.ptr()));
  if (!value.is_valid()) {
    if (PyErr_ExceptionMatches(PyExc_KeyError) == 0) {
      throw nb::python_error();
    }
    PyErr_Clear();
  }
  return value.is_valid() && value.is_none() ? nb::object{} : value;
}

}  // namespace

ObjectRows::ObjectRows(nb::iterable const& documents, FieldNames const& fields) {
  for (nb::handle const document : documents) {
    add(document, fields);
  }
}

void ObjectRows::add(nb::handle document, FieldNames const& fields) {
  DocumentRow row;
  if (PyUnicode_Check(document.ptr()) != 0) {
    row.text = kept(nb::borrow(document));
  } else if (PyDict_Check(document.ptr()) != 0 || nb::hasattr(document, "keys")) {
    row.text = kept(value_of(document, fields.text));
    row.title = kept(value_of(document, fields.title));
    row.outlet = kept(value_of(document, fields.outlet));
    if (nb::object id = value_of(document, fields.id); id.is_valid()) {
      row.id = kept(PyLong_Check(id.ptr()) != 0 ? nb::object{nb::str(id)} : std::move(id));
    }
    if (nb::object const published = value_of(document, fields.published); published.is_valid()) {
      read_time(published, row);
    }
  } else {
    throw Error{
      ErrorKind::BadOption, "document " + std::to_string(rows_.size()) + " is neither a string nor a mapping, but " +
                              std::string{nb::type_name(document.type()).c_str()}};
  }
  text_bytes_ += row.text ? row.text->size() : 0;
  rows_.push_back(row);
}

/// None for what is no string, or has no UTF-8 (a lone surrogate).
std::optional<std::string_view> ObjectRows::kept(nb::object value) {
  if (!value.is_valid() || PyUnicode_Check(value.ptr()) == 0) {
    return {};
  }
  Py_ssize_t length = 0;
  char const* const bytes = PyUnicode_AsUTF8AndSize(value.ptr(), &length);
  if (bytes == nullptr) {
    PyErr_Clear();
    return "\xFF";  // is no UTF-8 either, so the document is skipped, and says why
  }
  held_.push_back(std::move(value));
  return std::string_view{bytes, static_cast<std::size_t>(length)};
}

/// A string, seconds since 1970, or anything that can write itself as ISO 8601: datetime, date, pandas.Timestamp.
void ObjectRows::read_time(nb::object const& value, DocumentRow& row) {
  nb::object const is_nothing = nb::steal(PyObject_RichCompare(value.ptr(), value.ptr(), Py_NE));
  if (is_nothing.is_valid() && is_nothing.ptr() == Py_True) {
    return;  // NaN, NaT: how tables of Python write that there is none
  }
  PyErr_Clear();
  if (PyUnicode_Check(value.ptr()) != 0) {
    row.written_time = kept(value);
  } else if (PyLong_Check(value.ptr()) != 0) {
    int is_too_large = 0;
    std::int64_t const seconds = PyLong_AsLongLongAndOverflow(value.ptr(), &is_too_large);
    row.epoch_time = is_too_large == 0 ? seconds : INT64_MAX;
  } else if (PyFloat_Check(value.ptr()) != 0) {
    double const seconds = PyFloat_AsDouble(value.ptr());
    row.epoch_time = std::abs(seconds) < 1e18 ? static_cast<std::int64_t>(std::floor(seconds)) : INT64_MAX;
  } else if (nb::hasattr(value, "isoformat")) {
    row.written_time = kept(value.attr("isoformat")());
  } else {
    row.written_time = kept(nb::str(value));
  }
}

DocumentRow ObjectRows::row(std::uint64_t number, std::string& /*space*/) const {
  return rows_[number];
}

std::string_view ObjectRows::text(std::uint64_t number) const {
  return rows_[number].text.value_or(std::string_view{});
}

}  // namespace stemma::python
