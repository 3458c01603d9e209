// SPDX-License-Identifier: Apache-2.0
#include "python/src/rows.hpp"

#include <nanobind/stl/string.h>

#include "python/src/arrow_rows.hpp"
#include "python/src/bindings.hpp"
#include "python/src/object_rows.hpp"
#include "stemma/error.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

template <typename Structure>
Structure& inside(nb::handle capsule, char const* name) {
  void* const structure = PyCapsule_GetPointer(capsule.ptr(), name);
  if (structure == nullptr) {
    throw nb::python_error();
  }
  auto& found = *static_cast<Structure*>(structure);
  if (found.release == nullptr) {
    throw Error{ErrorKind::BadOption, "the table was read already; give it anew"};
  }
  return found;
}

/// A stream of the one array that two capsules hold.
struct OneArray {
  Owned<ArrowSchema> schema;
  Owned<ArrowArray> array;

  static OneArray& of(ArrowArrayStream* stream) { return *static_cast<OneArray*>(stream->private_data); }

  static int give_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    *out = std::exchange(*of(stream).schema, ArrowSchema{});
    return 0;
  }

  static int give_next(ArrowArrayStream* stream, ArrowArray* out) {
    *out = std::exchange(*of(stream).array, ArrowArray{});
    return 0;
  }

  static char const* give_error(ArrowArrayStream* /*stream*/) { return nullptr; }

  static void end(ArrowArrayStream* stream) {
    delete &of(stream);
    stream->release = nullptr;
  }
};

Rows rows_of_stream(ArrowArrayStream& stream, FieldNames const& fields) {
  nb::gil_scoped_release const unlocked;  // the stream may ask for it
  return {std::make_unique<ArrowRows>(stream, fields)};
}

}  // namespace

void bind_rows(nb::module_& module) {
  nb::class_<FieldNames>(module, "FieldNames")
    .def(
      "__init__",
      [](
        FieldNames* place, std::string id, std::string title, std::string published, std::string outlet,
        std::string text
      ) {
        new (place)
          FieldNames{std::move(id), std::move(title), std::move(published), std::move(outlet), std::move(text)};
      },
      nb::arg("id"), nb::arg("title"), nb::arg("published"), nb::arg("outlet"), nb::arg("text")
    );
  nb::class_<Rows>(module, "Rows")
    .def_static(
      "of_stream",
      [](nb::handle capsule, FieldNames const& fields) {
        return rows_of_stream(inside<ArrowArrayStream>(capsule, "arrow_array_stream"), fields);
      },
      nb::arg("capsule"), nb::arg("fields")
    )
    .def_static(
      "of_array",
      [](nb::handle schema, nb::handle array, FieldNames const& fields) {
        auto* const held = new OneArray{
          Owned{inside<ArrowSchema>(schema, "arrow_schema")}, Owned{inside<ArrowArray>(array, "arrow_array")}};
        ArrowArrayStream stream{OneArray::give_schema, OneArray::give_next, OneArray::give_error, OneArray::end, held};
        return rows_of_stream(stream, fields);
      },
      nb::arg("schema"), nb::arg("array"), nb::arg("fields")
    )
    .def_static(
      "of_objects",
      [](nb::iterable const& documents, FieldNames const& fields) {
        return Rows{std::make_unique<ObjectRows>(documents, fields)};
      },
      nb::arg("documents"), nb::arg("fields")
    )
    .def("__len__", [](Rows const& rows) { return rows.rows->size(); })
    .def_prop_ro("text_bytes", [](Rows const& rows) { return rows.rows->text_bytes(); });
}

}  // namespace stemma::python
