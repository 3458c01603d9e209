"""What a trace found, and what a comparison found."""
from __future__ import annotations

import html
import json
import os
import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stemma import _core
from stemma._packages import package
from stemma._table import Table
from stemma.errors import BadOption, CannotWrite

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import pyarrow

#: The parts of a report.
TABLES = ("documents", "stories", "edges", "readings", "passages", "skipped", "notices")


def frame(page: str) -> str:
    """A page within a notebook: it runs by itself and sees nothing of the notebook."""
    return (f'<iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads" title="Stemma" '
            'style="width: 100%; height: 45em; border: 1px solid #ccc"></iframe>')


def in_form(suffix: str, forms: dict[str, Callable[[], str]]) -> str:
    """The text in one of these forms. Raises BadOption for another."""
    make = forms.get(suffix)
    if make is None:
        raise BadOption(f"the name must end in one of {', '.join(forms)}, not in {suffix!r}")
    return make()


def write(path: pathlib.Path, text: str) -> None:
    """Writes a file; whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise CannotWrite(f"cannot write {path}: {fault.strerror}") from fault


class Report:
    """How stories spread over a pile of documents. Made by :func:`stemma.trace`.

    Its parts are tables (:class:`stemma.Table`), made when they are asked for:

    ============= ==================================================================================================
    documents     id, story, title, outlet, published (UTC), language, source, text
    stories       story, title, documents, origins, lost_sources, differences, similarity
    edges         story, parent, child, share, confidence, is_direction_known, runner_up, runner_up_confidence, evidence
    readings      story, entry, kind, severity, label, reading, first, document, begin_byte, end_byte
    passages      story, kind, similarity, left, left_begin_byte, left_end_byte, right, right_begin_byte, right_end_byte
    skipped       source, line, reason: what could not be read
    notices       source, line, reason: what was read with a reservation
    ============= ==================================================================================================

    A parent is a document's id, or a lost source's name within its story ("lost-1"). Shares, confidences and severities lie
    between 0 and 1; at a severity of 0.5 or more a fact changed. Spans are bytes ``[begin, end)`` of the UTF-8 of ``text``.
    """

    def __init__(self, report: _core.Report) -> None:
        self._report = report

    @property
    def documents(self) -> Table:
        """Every document that was read, sorted by id."""
        return Table(self._report.documents())

    @property
    def stories(self) -> Table:
        """The stories, largest first."""
        return Table(self._report.stories())

    @property
    def edges(self) -> Table:
        """Who has whom as a source."""
        return Table(self._report.edges())

    @property
    def readings(self) -> Table:
        """Where the tellings differ: a row for each place at which a reading stands."""
        return Table(self._report.readings())

    @property
    def passages(self) -> Table:
        """Aligned runs of text in two tellings."""
        return Table(self._report.passages())

    @property
    def skipped(self) -> Table:
        """What could not be read, and why."""
        return Table(self._report.skipped())

    @property
    def notices(self) -> Table:
        """What was read with a reservation, and which."""
        return Table(self._report.notices())

    def table(self, name: str) -> Table:
        """One part by its name. Raises BadOption for a name that is none."""
        if name not in TABLES:
            raise BadOption(f"a report has no table {name!r}")
        part: Table = getattr(self, name)
        return part

    def to_arrow(self, table: str = "edges") -> pyarrow.Table:
        """One part as a table of pyarrow."""
        return self.table(table).to_arrow()

    def to_pandas(self, table: str = "edges") -> pandas.DataFrame:
        """One part as a data frame of pandas."""
        return self.table(table).to_pandas()

    def to_polars(self, table: str = "edges") -> polars.DataFrame:
        """One part as a data frame of Polars."""
        return self.table(table).to_polars()

    def to_networkx(self, story: int | None = None) -> networkx.DiGraph[str]:
        """Who copied whom as a directed graph, from source to copy.

        Nodes are ids of documents with story, title, outlet, published and is_lost; edges have share, confidence and
        is_direction_known. Of one story, or of all. A lost source is called ``story/lost-N``.
        Raises BadOption for a story that is not there, MissingPackage without networkx.
        """
        graph = package("networkx", "to_networkx()").DiGraph()
        whole = self.to_dict()
        found = whole["stories"]
        if story is not None and not 0 <= story < len(found):
            raise BadOption(f"there is no story {story}; the report has {len(found)}")
        documents = {one["id"]: one for one in whole["documents"]}
        for one in found if story is None else [found[story]]:
            names = {lost: f"{one['id']}/{lost}" for lost in one["lost"]}
            for name in one["documents"]:
                facts = {key: documents[name][key] for key in ("title", "outlet", "published")}
                graph.add_node(name, story=one["id"], is_lost=False, **facts)
            for lost in names.values():
                graph.add_node(lost, story=one["id"], is_lost=True, title=None, outlet=None, published=None)
            for edge in one["edges"]:
                graph.add_edge(names.get(edge["parent"], edge["parent"]), names.get(edge["child"], edge["child"]),
                               share=edge["share"], confidence=edge["confidence"],
                               is_direction_known=edge["direction"] == "known")
        return graph

    def to_json(self) -> str:
        """The whole report in the form ``stemma.report/1`` (docs/report.schema.json)."""
        return self._report.json()

    def to_dict(self) -> dict[str, Any]:
        """The same as objects of Python; for small reports."""
        found: dict[str, Any] = json.loads(self.to_json())
        return found

    def html(self) -> str:
        """One page that needs nothing else."""
        return self._report.page()

    def to_dot(self) -> str:
        """Who copied whom for Graphviz."""
        return self._report.dot()

    def to_graphml(self) -> str:
        """Who copied whom as GraphML."""
        return self._report.graphml()

    def to_newick(self) -> str:
        """Stories that are trees, a line for each origin."""
        return self._report.newick()

    def to_tei(self) -> str:
        """The differences as TEI P5, in parallel segmentation."""
        return self._report.tei()

    def in_form(self, suffix: str) -> str:
        """The report as a file of this ending has it: .html, .json, .dot, .graphml, .newick or .xml (TEI)."""
        return in_form(suffix, {".html": self.html, ".json": self.to_json, ".dot": self.to_dot, ".graphml": self.to_graphml,
                                ".newick": self.to_newick, ".xml": self.to_tei})

    def save(self, path: str | os.PathLike[str], form: str | None = None) -> None:
        """Writes the report in the form that its name (or `form`) says, as :meth:`in_form` lists them.

        Raises BadOption for another ending, CannotWrite where the file cannot be written.
        """
        path = pathlib.Path(path)
        write(path, self.in_form(form or path.suffix))

    def _repr_html_(self) -> str:
        return frame(self.html())

    def __repr__(self) -> str:
        return f"<stemma.Report: {self._report.document_count:,} documents, {len(self.stories):,} stories>"


class Comparison:
    """Two texts side by side, word for word. Made by :func:`stemma.compare`."""

    def __init__(self, comparison: _core.Comparison) -> None:
        self._comparison = comparison

    @property
    def share_left(self) -> float:
        """Part of the left text's wording that leans on the right, 0 to 1."""
        return self._comparison.share_left

    @property
    def share_right(self) -> float:
        """Part of the right text's wording that leans on the left, 0 to 1."""
        return self._comparison.share_right

    @property
    def passages(self) -> Table:
        """kind, similarity, left, left_begin_byte, left_end_byte, right, right_begin_byte, right_end_byte."""
        return Table(self._comparison.passages())

    @property
    def words(self) -> Table:
        """passage, kind (same, inflected, synonym, spelling, replaced), and the spans of both sides."""
        return Table(self._comparison.words())

    @property
    def differences(self) -> Table:
        """kind, severity (0 to 1; from 0.5 on a fact), label, and what either side says: left, right (lists)."""
        return Table(self._comparison.differences())

    def to_arrow(self, table: str = "passages") -> pyarrow.Table:
        """One part (passages, words, differences) as a table of pyarrow."""
        if table not in ("passages", "words", "differences"):
            raise BadOption(f"a comparison has no table {table!r}")
        part: Table = getattr(self, table)
        return part.to_arrow()

    def to_json(self) -> str:
        """The whole in the form ``stemma.comparison/1`` (docs/comparison.schema.json)."""
        return self._comparison.json()

    def to_dict(self) -> dict[str, Any]:
        """The same as objects of Python."""
        found: dict[str, Any] = json.loads(self.to_json())
        return found

    def html(self) -> str:
        """One page that needs nothing else."""
        return self._comparison.page()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the comparison as the name says: .html or .json."""
        path = pathlib.Path(path)
        write(path, in_form(path.suffix, {".html": self.html, ".json": self.to_json}))

    def _repr_html_(self) -> str:
        return frame(self.html())

    def __repr__(self) -> str:
        return f"<stemma.Comparison: {self.share_left:.0%} of the left leans on the right, {self.share_right:.0%} of the right on the left>"
