"""Parquet in: read by pyarrow, piece by piece, only the columns that are needed."""
from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from stemma._packages import package
from stemma.errors import BadOption, NoInput

if TYPE_CHECKING:
    import pyarrow

SUFFIXES = (".parquet", ".pq")


def is_parquet(path: str) -> bool:
    """A file of this name, or a folder with such files and nothing else to read in it."""
    if path.endswith(SUFFIXES):
        return True
    return os.path.isdir(path) and bool(files_in(path)) and not others_in(path)


def files_in(folder: str) -> list[str]:
    return sorted(str(file) for file in pathlib.Path(folder).rglob("*") if file.suffix in SUFFIXES and file.is_file())


def others_in(folder: str) -> bool:
    """Whether there is a file that is no Parquet; marks such as ``_SUCCESS`` and hidden files do not count."""
    return any(file.is_file() and file.suffix not in SUFFIXES and file.name[0] not in "._"
               for file in pathlib.Path(folder).rglob("*"))


def files_of(paths: Iterable[str]) -> list[str]:
    """The Parquet files that paths name, sorted, each once: the order of the documents."""
    files: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            files += files_in(path)
        elif not path.endswith(SUFFIXES):
            raise BadOption(f"{path} is no Parquet file; Parquet and other files cannot be mixed in one run")
        elif not os.path.isfile(path):
            raise NoInput(f"{path} does not exist")
        else:
            files.append(path)
    return sorted(set(files))


def stream(paths: Iterable[str], columns: Iterable[str]) -> pyarrow.RecordBatchReader:
    """The files one after another, as one stream of Arrow. Columns that a file does not have are null."""
    pyarrow = package("pyarrow", "reading Parquet")
    parquet = package("pyarrow.parquet", "reading Parquet")
    files = files_of(paths)
    wanted = list(columns)
    schemas = []
    for file in files:
        try:
            schemas.append(parquet.read_schema(file))
        except (pyarrow.ArrowException, OSError) as fault:
            raise NoInput(f"{file} cannot be read as Parquet: {fault}") from fault
    schema = pyarrow.schema([_field(pyarrow, name, schemas) for name in wanted if any(name in one.names for one in schemas)])

    def batches() -> Iterator[Any]:
        for file, own in zip(files, schemas):
            names = [name for name in schema.names if name in own.names]
            with parquet.ParquetFile(file) as opened:  # a mapped file would count as memory of ours
                for batch in opened.iter_batches(batch_size=16384, columns=names):
                    yield _fitted(pyarrow, batch, schema)

    return pyarrow.RecordBatchReader.from_batches(schema, batches())


def _field(pyarrow: Any, name: str, schemas: list[Any]) -> Any:
    """The column's type in the first file that has it; of a dictionary, that of its values."""
    kind = next(schema.field(name).type for schema in schemas if name in schema.names)
    if pyarrow.types.is_dictionary(kind):
        kind = kind.value_type
    return pyarrow.field(name, kind)


def _fitted(pyarrow: Any, batch: Any, schema: Any) -> Any:
    """The batch with the columns of the schema; cast where a file has another type for one."""
    arrays = []
    for field in schema:
        if field.name not in batch.schema.names:
            arrays.append(pyarrow.nulls(batch.num_rows, field.type))
            continue
        column = batch.column(field.name)
        arrays.append(column if column.type == field.type else column.cast(field.type))
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def write_kept(files: Iterable[str], is_redundant: Any, folder: pathlib.Path) -> None:
    """Writes the rows that stay, with all their columns, to files of the same paths below the folder; ".." becomes "up".

    `is_redundant`: a flag for each row of the files, one after another.
    """
    compute, parquet = package("pyarrow.compute", "writing Parquet"), package("pyarrow.parquet", "writing Parquet")
    first = 0
    for file in files:
        parts = ["up" if part == ".." else part for part in pathlib.Path(file).parts if part not in ("/", ".")]
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with parquet.ParquetFile(file) as opened, parquet.ParquetWriter(path, opened.schema_arrow) as kept:
            for batch in opened.iter_batches(batch_size=16384):
                flags = is_redundant.slice(first, batch.num_rows)
                kept.write_batch(batch.filter(compute.invert(flags).combine_chunks()))
                first += batch.num_rows
