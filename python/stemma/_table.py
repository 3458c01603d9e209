"""What Stemma gives back: columns of Arrow, which every library of tables takes as they are."""
from __future__ import annotations

import json
import os
import pathlib
from typing import TYPE_CHECKING, Any

from stemma import _core
from stemma._packages import package
from stemma.errors import BadOption

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Columns in Arrow's layout, without an object of Python for each value.

    Anything that speaks the Arrow PyCapsule interface takes it as it is: ``pyarrow.table(t)``, ``polars.DataFrame(t)``, DuckDB and
    others; nothing is copied on the way. Spans are bytes ``[begin, end)`` of UTF-8, shares and confidences lie between 0 and 1.
    """

    def __init__(self, columns: _core.Table) -> None:
        self._columns = columns

    def __len__(self) -> int:
        """The number of rows."""
        return self._columns.num_rows

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in their order."""
        return self._columns.column_names

    def __arrow_c_schema__(self) -> object:
        return self._columns.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """As a table of pyarrow, not copied. Raises MissingPackage without pyarrow."""
        table: pyarrow.Table = package("pyarrow", "to_arrow()").table(self)
        return table

    def to_pandas(self) -> pandas.DataFrame:
        """As a data frame of pandas, copied. Raises MissingPackage without pandas and pyarrow."""
        package("pandas", "to_pandas()")
        frame: pandas.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """As a data frame of Polars. Raises MissingPackage without Polars."""
        frame: polars.DataFrame = package("polars", "to_polars()").DataFrame(self)
        return frame

    def to_pylist(self) -> list[dict[str, Any]]:
        """As a list of dicts, one a row; for small tables. Raises MissingPackage without pyarrow."""
        rows: list[dict[str, Any]] = self.to_arrow().to_pylist()
        return rows

    def to_json(self) -> str:
        """As JSON Lines, one object a row. Raises MissingPackage without pyarrow."""
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in self.to_pylist())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the table as its name says: ``.parquet``, ``.arrow`` (Arrow IPC) or ``.jsonl``."""
        path = pathlib.Path(path)
        if path.suffix == ".parquet":
            package("pyarrow.parquet", "writing Parquet").write_table(self.to_arrow(), path)
        elif path.suffix == ".arrow":
            ipc = package("pyarrow", "writing Arrow").ipc
            table = self.to_arrow()
            with ipc.new_file(str(path), table.schema) as file:
                file.write_table(table)
        elif path.suffix == ".jsonl":
            path.write_text(self.to_json(), encoding="utf-8")
        else:
            raise BadOption(f"{path}: a table is saved as .parquet, .arrow or .jsonl")

    def _repr_html_(self) -> str:
        try:
            return str(self.to_pandas()._repr_html_())
        except ImportError:
            return f"<pre>{self!r}</pre>"

    def __repr__(self) -> str:
        return f"<stemma.{type(self).__name__}: {len(self):,} rows of {', '.join(self.column_names)}>"
