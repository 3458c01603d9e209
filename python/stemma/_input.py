"""What can be handed over as documents, and how it becomes rows of the core."""
from __future__ import annotations

import importlib.util
import os
import pathlib
from collections.abc import Iterable
from typing import Any, Protocol, Union

from stemma import _core, _parquet
from stemma.errors import BadOption


class ArrowStream(Protocol):
    """A table that speaks the Arrow PyCapsule interface: of pyarrow, pandas, Polars, DuckDB and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """A batch of records that does."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


Path = Union[str, "os.PathLike[str]"]
#: Documents: a path or several (text, JSONL, Parquet, folders), strings in a list, mappings in a list, or a table.
Documents = Union[Path, ArrowStream, ArrowArray, Iterable[Any]]


def field_names(id_field: str, title_field: str, published_field: str, outlet_field: str, text_field: str) -> _core.FieldNames:
    """The names of the columns or fields, for the core."""
    return _core.FieldNames(id_field, title_field, published_field, outlet_field, text_field)


def paths_of(documents: object) -> list[str] | None:
    """The paths that are meant, or None where it is no path.

    A string alone is a path; a list of them holds texts, one of ``pathlib.Path`` paths.
    """
    if isinstance(documents, (str, os.PathLike)):
        return [os.fspath(documents)]
    if isinstance(documents, (list, tuple)) and documents and all(isinstance(one, os.PathLike) for one in documents):
        return [os.fspath(one) for one in documents]
    return None


def rows_of(documents: Documents, fields: _core.FieldNames, columns: Iterable[str]) -> _core.Rows | list[str]:
    """Rows of the core; or paths, where the core reads them itself. `columns`: those that are needed of Parquet."""
    paths = paths_of(documents)
    if paths is not None:
        if not any(_parquet.is_parquet(path) for path in paths):
            return paths
        documents = _parquet.stream(paths, columns)
    return rows_of_objects(documents, fields)


def rows_of_objects(documents: Any, fields: _core.FieldNames) -> _core.Rows:
    """Rows of anything but paths."""
    if hasattr(documents, "__arrow_c_stream__") and not _is_pandas_alone(documents):
        return _core.Rows.of_stream(documents.__arrow_c_stream__(None), fields)
    if hasattr(documents, "__arrow_c_array__"):
        schema, array = documents.__arrow_c_array__(None)
        return _core.Rows.of_array(schema, array, fields)
    if _is_pandas(documents):
        return _core.Rows.of_objects(documents.to_dict("records"), fields)
    if isinstance(documents, (bytes, dict)) or not isinstance(documents, Iterable):
        raise BadOption(f"documents are a table, a list of strings or mappings, or paths; not {type(documents).__name__}")
    return _core.Rows.of_objects(documents, fields)


def _is_pandas(documents: Any) -> bool:
    return hasattr(documents, "to_dict") and hasattr(documents, "iloc")


def _is_pandas_alone(documents: Any) -> bool:
    """A data frame of pandas where there is no pyarrow, which pandas needs to give its columns away as Arrow."""
    return _is_pandas(documents) and importlib.util.find_spec("pyarrow") is None


def is_existing(text: str) -> bool:
    """Whether a string is the path of something that is there."""
    try:
        return 0 < len(text) < 4096 and "\n" not in text and pathlib.Path(text).exists()
    except (OSError, ValueError):
        return False
