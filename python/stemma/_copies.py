"""stemma.dedup: which documents are copies of which."""
from __future__ import annotations

import json
import os
import pathlib
import shutil
import tempfile
from typing import TYPE_CHECKING, Any, Literal

from stemma import _core
from stemma._input import Documents, field_names, rows_of
from stemma._packages import package
from stemma._sizes import bytes_of
from stemma._table import Table
from stemma._trace import Progress
from stemma.errors import BadOption

if TYPE_CHECKING:
    import networkx


class Links(Table):
    """Which documents are copies of which, each pair checked against both texts (docs/dedup.md).

    Columns: left, right (ids, in the order of the input), kind (exact, reformatted, edited, contained, partial), resemblance,
    containment_left, containment_right (0 to 1), longest_run_words, and runs, a list of up to eight common runs, longest first:
    left_begin_byte, left_end_byte, right_begin_byte, right_end_byte, bytes ``[begin, end)`` of the UTF-8 of each text.
    """

    def to_networkx(self) -> networkx.Graph[str]:
        """The links as an undirected graph of ids; edges have the other columns but runs. MissingPackage without networkx."""
        graph = package("networkx", "to_networkx()").Graph()
        for link in self.to_arrow().drop_columns(["runs"]).to_pylist():
            graph.add_edge(link.pop("left"), link.pop("right"), **link)
        return graph


class Clusters(Table):
    """What belongs together, and which document stands for it.

    Columns: cluster (its number, from 1), representative (an id), reason (earliest, longest, first), members (a list of ids, in
    the order of the input, the representative among them).
    """


class Copies(tuple["Links", "Clusters"]):
    """What :func:`stemma.dedup` found: a pair of links and clusters, with what else there is to know.

    >>> links, clusters = stemma.dedup(["the same text"] * 2)
    >>> len(links), len(clusters)
    (1, 1)
    """

    links: Links
    clusters: Clusters
    summary: dict[str, Any]  #: Counts of what was found, compared and cut short (docs/dedup.md, summary.json).
    skipped: Table  #: source, line (from 1), reason, count: what could not be read.
    notices: Table  #: What was read with a doubt, in the same form.
    redundant: int  #: Documents for which another one stands.
    redundant_rows: Table | None  #: Of rows: is_redundant, a flag for each row of the input. None where paths were read.

    def __new__(cls, folder: pathlib.Path, run: _core.DedupRun, of_rows: bool) -> Copies:
        links = Links(_core.links_table(folder / "links.jsonl"))
        clusters = Clusters(_core.clusters_table(folder / "clusters.jsonl"))
        self = super().__new__(cls, (links, clusters))
        self.links, self.clusters = links, clusters
        self.summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        self.skipped = Table(_core.notes_table(folder / "skipped.jsonl"))
        self.notices = Table(_core.notes_table(folder / "notices.jsonl"))
        self.redundant = run.redundant
        self.redundant_rows = Table(run.redundant_rows()) if of_rows else None
        return self

    def kept(self, table: Any) -> Any:
        """The rows of the table that stay: one of each cluster, and all that have no copies. What was skipped stays.

        `table` is what was searched, as a table or record batch of pyarrow, a data frame of pandas or of Polars.
        """
        if self.redundant_rows is None:
            raise BadOption("paths were searched, not rows; dedup(..., emit=True, output=...) writes what stays")
        flags = self.redundant_rows.to_arrow().column(0)
        if len(flags) != len(table):
            raise BadOption(f"{len(flags)} rows were searched, and these are {len(table)}")
        stays = package("pyarrow.compute", "kept()").invert(flags)
        if hasattr(table, "iloc"):
            return table[stays.to_numpy()]
        if hasattr(table, "to_arrow"):
            return table.filter(stays.to_pylist())
        return table.filter(stays.combine_chunks())

    def __repr__(self) -> str:
        return (f"<stemma.Copies: {self.summary['documents']:,} documents, {len(self.links):,} links, "
                f"{len(self.clusters):,} clusters, {self.redundant:,} redundant>")


def dedup(documents: Documents, *, level: Literal["whole", "partial", "both"] = "both",
          representative: Literal["earliest", "longest", "first"] = "earliest", min_resemblance: float = 0.5,
          min_containment: float = 0.3, min_run_words: int = 40, threads: int = 0, memory: int | str = "4G",
          max_document_bytes: int = 64 << 20, max_inflation: int = 200, work: str | os.PathLike[str] | None = None,
          output: str | os.PathLike[str] | None = None, emit: bool = False, id_field: str = "id",
          published_field: str = "published", text_field: str = "text", progress: Progress | None = None) -> Copies:
    """Which documents are copies of which, whole or in part.

    documents
        As for :func:`stemma.trace`; the fields id, published and text are used. Texts in Arrow are read where they lie and not
        copied. JSONL and text files may be a pile far larger than the memory; a table, and Parquet, must fit into it.
    level
        Copies as a whole, of parts, or both.
    representative
        Which document stands for a cluster; ties go to the first.
    min_resemblance, min_containment, min_run_words
        What counts as a copy (docs/dedup.md): 0.1 to 1, 0.1 to 1, 16 to 1,000,000 words.
    memory
        What the search may hold beside the texts of a table and what the process held before: bytes, or "4G", from "256M".
        The answer does not depend on it.
    max_document_bytes, max_inflation
        A longer text is skipped; a packed file is read no further where it unpacks to more than 1 GiB and so many times its size.
    work
        Folder for what does not fit into memory. With paths, a search that was killed goes on from there.
    output
        Folder that keeps links.jsonl, clusters.jsonl and the rest; without it they are deleted when they have been read.
    emit
        Of paths: write the documents that stay to ``output/kept/``.

    Returns a pair of :class:`Links` and :class:`Clusters` that knows more (:class:`Copies`). Raises BadOption, NoInput, CannotWrite;
    what cannot be read is in ``skipped``.

    >>> text = "The river rose by two metres in a night, and the bridge at the mill was closed to all traffic until Thursday."
    >>> links, clusters = stemma.dedup([{"id": "a", "text": text}, {"id": "b", "text": text.upper()}])
    >>> links.to_pylist()[0]["kind"], clusters.to_pylist()[0]["members"]
    ('reformatted', ['a', 'b'])
    """
    options = dedup_options(level=level, representative=representative, min_resemblance=min_resemblance,
                            min_containment=min_containment, min_run_words=min_run_words, threads=threads, memory=memory,
                            max_document_bytes=max_document_bytes, max_inflation=max_inflation)
    options.fields = field_names(id_field, "title", published_field, "outlet", text_field)
    options.emit = emit
    if work is not None:
        options.work = pathlib.Path(work)
    if emit and output is None:
        raise BadOption("emit needs an output folder")
    rows = rows_of(documents, options.fields, (id_field, published_field, text_field))
    folder = pathlib.Path(output) if output is not None else pathlib.Path(tempfile.mkdtemp(prefix="stemma-"))
    try:
        if isinstance(rows, list):
            return Copies(folder, _core.dedup_paths(rows, folder, options, progress), of_rows=False)
        return Copies(folder, _core.dedup_rows(rows, folder, options, progress), of_rows=True)
    finally:
        if output is None:
            shutil.rmtree(folder, ignore_errors=True)


def dedup_options(*, level: str, representative: str, min_resemblance: float, min_containment: float, min_run_words: int,
                  threads: int, memory: int | str, max_document_bytes: int, max_inflation: int) -> _core.DedupOptions:
    """Options of the core. Raises BadOption for a word or number that is none of those."""
    options = _core.DedupOptions()
    for name, kind, word in (("level", _core.CopyLevel, level), ("representative", _core.Representative, representative)):
        if word not in kind.__members__:
            raise BadOption(f"{name} must be one of {', '.join(kind.__members__)}; not {word!r}")
        setattr(options, name, kind.__members__[word])
    try:
        options.min_resemblance = min_resemblance
        options.min_containment = min_containment
        options.min_run_words = min_run_words
        options.threads = threads
        options.max_document_bytes = max_document_bytes
        options.max_inflation = max_inflation
        options.memory_bytes = bytes_of(memory)
    except TypeError as fault:
        raise BadOption(f"an option of dedup is no number that it can be: {fault}".splitlines()[0]) from fault
    return options
