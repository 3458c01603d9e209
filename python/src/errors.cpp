// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <exception>

#include "python/src/bindings.hpp"
#include "stemma/error.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

char const* class_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::BadOption:
      return "BadOption";
    case ErrorKind::NoInput:
      return "NoInput";
    case ErrorKind::CannotWrite:
      return "CannotWrite";
  }
  return "Error";
}

/// An Error becomes the class of stemma.errors that stands for its kind.
void translate(std::exception_ptr const& exception, void* /*unused*/) {
  try {
    std::rethrow_exception(exception);
  } catch (Error const& error) {
    nb::object const type = nb::module_::import_("stemma.errors").attr(class_of(error.kind()));
    nb::object const message =
      nb::steal(PyUnicode_DecodeUTF8(error.what(), static_cast<Py_ssize_t>(std::strlen(error.what())), "replace"));
    PyErr_SetObject(type.ptr(), message.ptr());
  }
}

}  // namespace

void bind_errors(nb::module_& /*module*/) {
  nb::register_exception_translator(translate);
}

}  // namespace stemma::python
