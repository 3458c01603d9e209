"""What the workers of an engine do for stemma.spark.trace: texts to words, words to pairs, groups of texts to stories."""
from __future__ import annotations

import functools
import json
import struct
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from stemma import _core
from stemma import _spark_work as work_of
from stemma._input import field_names, rows_of_objects
from stemma._report import Report
from stemma._spark_work import Batches, Block, Folder, Keeper, Kinds, Pile, Sender, as_text, as_times, flat
from stemma._trace import options_of
from stemma._trace import trace as trace_here
from stemma.errors import BadOption, NoInput

#: Likeness from which documents are traced together; where that makes groups that are too large, from the next on.
LEVELS = (0.35, 0.5, 0.7)

#: The tables that come out, by the kind of their blocks.
TABLES = {101: "stories", 102: "tellings", 103: "edges", 104: "readings"}
PARTS = {"stories": "stories", "tellings": "documents", "edges": "edges", "readings": "readings"}


def levels(options: dict[str, Any]) -> list[float]:
    least = options["story_threshold"] or _core.default_story_threshold()
    return [least, *(level for level in LEVELS if level > least)]


def table_of(report: Report, name: str) -> pa.Table:
    """A table of a report, with room for names of stories."""
    table = report.to_arrow(PARTS[name])
    if name == "tellings":
        table = table.drop_columns(["source", "text"])
    at = table.schema.get_field_index("story")
    return table.set_column(at, "story", table["story"].cast(pa.string()))


@functools.cache
def schemas() -> dict[str, pa.Schema]:
    some = trace_here([{"text": "a text"}], threads=1)
    return {name: table_of(some, name).schema for name in PARTS}


class Read:
    """Documents of a part to their words, which are kept; what they tell of names to their shares; and totals."""

    def __init__(self, folder: Folder, max_document_bytes: int, shares: int) -> None:
        self.folder, self.max_document_bytes, self.shares = folder, max_document_bytes, shares

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        with Keeper(self.folder, {work_of.TELLINGS: "read", work_of.SKIPPED: "read"}) as keeper:
            yield from Sender(self.folder)(keeper.sieve(
                block for part, rows in work_of.Frame().parts(batches) for block in self.blocks(part, rows)))

    def blocks(self, part: int, batches: Batches) -> Iterator[Block]:
        reading, row, skipped = _core.StoryReading(part, self.max_document_bytes), 0, 0
        for batch in batches:
            times = as_times(batch.column(4)) if len(batch.columns) > 4 else None
            yield from reading.take(
                flat(as_text(batch.column(0))), flat(as_text(batch.column(2))), None if times is None else flat(times),
                times is not None and times.type == pa.string(), row)
            row += len(batch)
        skipped = row - reading.documents
        yield from reading.leads(self.shares)
        yield part % self.shares, work_of.TOTALS, struct.pack("5Q", part, reading.documents, row, reading.text_bytes, skipped)


def meet_leads(share: int, kinds: Kinds) -> Iterator[Block]:
    yield from ((share, work_of.TOTALS, data.to_pybytes()) for data in kinds.get(work_of.TOTALS, []))
    yield from _core.step_leads_meet(kinds.get(work_of.WORD_LEADS, []))


def keep_names(part: int, kinds: Kinds) -> Iterator[Block]:
    yield from ((part, work_of.TOTALS, data.to_pybytes()) for data in kinds.get(work_of.TOTALS, []))
    yield from ((part, work_of.NAMES, data) for data in kinds.get(work_of.NAMES, []))


def count_words(part: int, pile: Pile, shares: int) -> list[Block]:
    (tellings,), (names,) = pile.folder.blocks("read", part, work_of.TELLINGS), pile.folder.blocks("names", part, work_of.NAMES)
    return _core.step_words_count(part, tellings, names, shares)


def meet_words(_: int, kinds: Kinds) -> list[Block]:
    return _core.step_word_texts_meet(kinds.get(work_of.WORD_TEXTS, []))


def weigh_words(part: int, kinds: Kinds, pile: Pile, shares: int) -> list[Block]:
    folder = pile.folder
    (tellings,), (names,) = folder.blocks("read", part, work_of.TELLINGS), folder.blocks("names", part, work_of.NAMES)
    (counted,) = folder.blocks("words", part, work_of.COUNTED_WORDS)
    return _core.step_words_weigh(
        part, pile.first(part), tellings, counted, names, kinds.get(work_of.PILE_WORDS, []), pile.options["documents"], shares)


def meet_postings(_: int, kinds: Kinds, pile: Pile) -> list[Block]:
    return _core.step_postings_meet(kinds.get(work_of.POSTINGS, []), pile.ends)


def meet_left(part: int, kinds: Kinds, pile: Pile) -> list[Block]:
    (vectors,) = pile.folder.blocks("vectors", part, work_of.VECTORS)
    return _core.step_near_left(pile.first(part), kinds.get(work_of.NEAR, []), vectors, pile.ends)


def meet_right(part: int, kinds: Kinds, pile: Pile) -> list[Block]:
    (vectors,) = pile.folder.blocks("vectors", part, work_of.VECTORS)
    return _core.step_near_right(part, pile.first(part), kinds.get(work_of.NEAR, []), kinds.get(work_of.VECTORS, []), vectors,
                                 levels(pile.options), pile.options["times"])


def send_edges(number: int, pile: Pile, source: str, shares: int, are_stars: bool) -> list[Block]:
    (edges,) = pile.folder.blocks(source, number, work_of.EDGES)
    return _core.step_centres_out(edges, shares) if are_stars else _core.step_edges_out(edges, shares, False)


def meet_edges(_: int, kinds: Kinds, pile: Pile) -> list[Block]:
    return _core.step_story_labels(kinds.get(work_of.EDGES, []), pile.ends)


def keep_routes(part: int, kinds: Kinds, pile: Pile, max_group: int) -> list[Block]:
    (vectors,) = pile.folder.blocks("vectors", part, work_of.VECTORS)
    return _core.step_story_routes(
        part, pile.first(part), kinds.get(work_of.STORY_LABELS, []), vectors, max_group, len(levels(pile.options)))


ROUTE = struct.Struct("IIQ")  # row, document, group
TEXT = struct.Struct("QIII")  # group, lengths of what is known of it, of the text, of the words of the pile


class SendTexts:
    """Reads the input once more; the texts of stories go to where these are traced."""

    def __init__(self, pile: Pile, shares: int) -> None:
        self.pile, self.shares = pile, shares

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return Sender(self.pile.folder)(
            block for part, rows in work_of.Frame().parts(batches) for block in self.blocks(part, rows))

    def blocks(self, part: int, batches: Batches) -> Iterator[Block]:
        pile, folder = self.pile, self.pile.folder
        if part >= len(pile.ends):
            return
        for skipped in folder.blocks("read", part, work_of.SKIPPED)[0]:
            yield part % self.shares, work_of.SKIPPED, struct.pack("<Q", pile.rows[part]) + skipped.to_pybytes()
        (routed,) = folder.blocks("routes", part, work_of.STORY_ROUTES)
        routes = [route for block in routed for route in ROUTE.iter_unpack(block)]
        if not routes:
            return
        words = _core.StoryWordsOfPart(folder.blocks("words", part, work_of.COUNTED_WORDS)[0], folder.blocks("vectors", part, work_of.PILE_WORDS)[0])
        row, at = 0, 0
        for batch in batches:
            times = as_times(batch.column(4)) if len(batch.columns) > 4 else None
            while at < len(routes) and routes[at][0] < row + len(batch):
                route_row, document, group = routes[at]
                i = route_row - row
                text, id, title, outlet = (batch.column(j)[i].as_py() for j in range(4))
                if text is None:
                    raise BadOption(f"row {route_row} of partition {part} is not what it was when it was read first")
                known = {"id": id or str(pile.rows[part] + route_row), "title": title, "outlet": outlet,
                         "published": None if times is None else times[i].as_py()}
                data = [json.dumps(known).encode(), text.encode(), words.of(document - pile.first(part))]
                share = (group * 0x9E3779B97F4A7C15 % (1 << 64) >> 32) % self.shares
                yield share, work_of.STORY_TEXTS, TEXT.pack(group, *map(len, data)) + b"".join(data)
                at += 1
            row += len(batch)
            if at == len(routes):
                return
        raise BadOption(f"partition {part} has fewer rows than when it was read first; make a checkpoint of such a frame")


def trace(share: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    """The stories of each group, as tables."""
    yield from ((share, work_of.SKIPPED, data.to_pybytes()) for data in kinds.get(work_of.SKIPPED, []))
    groups: dict[int, list[tuple[pa.Buffer, tuple[int, ...]]]] = {}
    for data in kinds.get(work_of.STORY_TEXTS, []):
        group, *lengths = TEXT.unpack_from(data)
        groups.setdefault(group, []).append((data, tuple(lengths)))
    o = pile.options
    options = options_of(threads=1, max_document_bytes=o["max_document_bytes"], times=o["times"],
                         story_threshold=o["story_threshold"], gazetteer=o["gazetteer"])
    fields = field_names("id", "title", "published", "outlet", "text")
    found: dict[int, list[pa.Table]] = {kind: [] for kind in TABLES}
    for group in sorted(groups):
        rows, words = [], []
        for data, (known, text, _pile) in groups.pop(group):
            end = TEXT.size + known
            rows.append(json.loads(data[TEXT.size:end].to_pybytes()) | {"text": data[end:end + text].to_pybytes().decode()})
            words.append(data[end + text:])
        rows.sort(key=lambda row: str(row["id"]))
        try:
            report = Report(_core.trace_part(rows_of_objects(rows, fields), options, o["documents"], words))
        except NoInput:
            continue
        sizes = report.to_arrow("stories")["documents"].to_pylist()
        for kind, name in TABLES.items():
            table = table_of(report, name)
            numbers = table["story"].cast(pa.int64()).to_pylist()
            is_told = [sizes[number] > 1 for number in numbers]
            names = pa.array([f"{group >> 8}-{group & 255}-{number}" for number in numbers], pa.string())
            table = table.set_column(table.schema.get_field_index("story"), "story", names).filter(pa.array(is_told, pa.bool_()))
            found[kind].append(table)
    for kind, tables in found.items():
        if tables:
            yield share, kind, pa.concat_tables(tables)
