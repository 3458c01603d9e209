"""What the workers of an engine do for stemma.spark: blocks of bytes in, blocks of bytes out; the core does the rest.

A block has an address: its share (a part of the input, a cell of texts, or a slice of all hashes) and its kind. Workers get what is
of a share from the engine, and what an earlier step left for a part from the work folder.
"""
from __future__ import annotations

import functools
import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs
import pyarrow.parquet as pq

from stemma import _core
from stemma.errors import BadOption

(DOCUMENTS, IDS, ANCHORS, SKIPPED, TOTALS, NEW_IDS, EXACT, FIRST_COPIES, BEST_COPIES, FEW_COPIES, STAR_COPIES, COPIES,
 KNOWN_COPIES, LINKS, ANCHOR_ROWS, LOCAL_PAIRS, PAIRS, CROWDS, HALF_WEIGHED, SUSPECTS, EDGES, LABELS, CELL_PAIRS, ROUTES, TEXTS,
 JOINS, CLUSTERS, MEMBERS, WANTED, COUNTS) = range(1, 31)  # as python/src/part_rows.hpp has them

BLOCKS = pa.schema([("share", pa.int32()), ("kind", pa.int32()), ("seq", pa.int32()), ("data", pa.binary())])
TEXT_BLOCKS = pa.schema([("share", pa.int32()), ("meta", pa.binary()), ("text", pa.binary())])
BATCH_BYTES = 4 << 20

Block = tuple[int, int, Any]  # share, kind, bytes
Batches = Iterable[pa.RecordBatch]


def sent(blocks: Iterable[Block]) -> Iterator[pa.RecordBatch]:
    """Blocks as record batches of a few MiB, numbered in the order in which they come."""
    held: list[Block] = []
    size = first = 0

    def batch() -> pa.RecordBatch:
        columns = zip(*held, strict=True)
        share, kind, data = (list(column) for column in columns)
        return pa.record_batch([share, kind, list(range(first, first + len(held))), data], schema=BLOCKS)

    for block in blocks:
        held.append(block)
        size += len(block[2])
        if size >= BATCH_BYTES:
            yield batch()
            first, size, held = first + len(held), 0, []
    if held:
        yield batch()


def buffers(column: pa.Array) -> list[pa.Buffer]:
    return [value.as_buffer() for value in column]


def received(batches: Batches) -> Iterator[tuple[int, int, pa.Buffer]]:
    for batch in batches:
        yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), buffers(batch.column(3)), strict=True)


def by_share(batches: Batches) -> Iterator[tuple[int, dict[int, list[pa.Buffer]]]]:
    """What is of each share; the rows come sorted by it."""
    now, kinds = None, {}
    for share, kind, data in received(batches):
        if share != now and now is not None:
            yield now, kinds
            kinds = {}
        now = share
        kinds.setdefault(kind, []).append(data)
    if now is not None:
        yield now, kinds


class Step:
    """Calls `work(share, blocks by kind)` for each share that the engine has brought together."""

    def __init__(self, work: Callable[..., Iterable[Block]], *more: Any) -> None:
        self.work, self.more = work, more

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return sent(block for share, kinds in by_share(batches) for block in self.work(share, kinds, *self.more))


class Each:
    """Calls `work(number)` for each number of a partition: of what lies in the work folder."""

    def __init__(self, work: Callable[..., Iterable[Block]], *more: Any) -> None:
        self.work, self.more = work, more

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return sent(block for batch in batches for number in batch.column(0).to_pylist() for block in self.work(number, *self.more))


@functools.cache
def file_system(path: str) -> tuple[pyarrow.fs.FileSystem, str]:
    return pyarrow.fs.FileSystem.from_uri(path.replace("s3a://", "s3://", 1))


class Folder:
    """What earlier steps left in the work folder, by step, kind and share."""

    def __init__(self, path: str) -> None:
        self.path = path

    def files(self, step: str, kind: int, share: int | None = None) -> tuple[pyarrow.fs.FileSystem, list[str]]:
        system, root = file_system(self.path)
        place = f"{root}/{step}/kind={kind}" + ("" if share is None else f"/share={share}")
        found = system.get_file_info(pyarrow.fs.FileSelector(place, allow_not_found=True, recursive=share is None))
        return system, sorted(info.path for info in found if info.path.endswith(".parquet"))

    def has(self, step: str, kind: int) -> bool:
        return bool(self.files(step, kind)[1])

    def blocks(self, step: str, kind: int, share: int) -> list[pa.Buffer]:
        system, files = self.files(step, kind, share)
        found = []
        for file in files:
            with system.open_input_file(file) as source:
                table = pq.ParquetFile(source).read(columns=["seq", "data"])
            for seq, data in zip(table["seq"].to_pylist(), buffers(table["data"]), strict=True):
                found.append((file, seq, data))
        return [data for _, _, data in sorted(found, key=lambda entry: entry[:2])]


class Pile:
    """What is known of the whole pile once it has been read."""

    def __init__(self, work: str, document_counts: list[int], row_counts: list[int], options: dict[str, Any]) -> None:
        self.folder, self.options = Folder(work), options
        self.ends: list[int] = []
        self.rows: list[int] = []  # before each part
        documents = rows = 0
        for count, row_count in zip(document_counts, row_counts, strict=True):
            self.rows.append(rows)
            documents, rows = documents + count, rows + row_count
            self.ends.append(documents)

    def first(self, part: int) -> int:
        return self.ends[part - 1] if part else 0

    def of(self, part: int, *kinds: int) -> list[list[pa.Buffer]]:
        return [self.folder.blocks("read", kind, part) for kind in kinds]

    @property
    def rule(self) -> tuple[int, float, float, int]:
        o = self.options
        return o["level"], o["min_resemblance"], o["min_containment"], o["min_run_words"]


def check_rule(options: dict[str, Any]) -> None:
    _core.check_copy_rule(options["level"], options["min_resemblance"], options["min_containment"], options["min_run_words"])


# Reading.

def flat(column: pa.Array) -> tuple[Any, ...]:
    """An array of texts or whole numbers as the core takes it."""
    return (len(column), column.offset, *column.buffers())


class Frame:
    """The input as Spark gives it: the part is the partition that the task has."""

    def parts(self, batches: Batches) -> Iterator[tuple[int, Batches]]:
        from pyspark import TaskContext

        yield TaskContext.get().partitionId(), batches


class Files:
    """The input as Parquet files, which Python reads: no text passes through Java for it. A part is some groups of rows of a file."""

    def __init__(self, groups: list[tuple[str, list[int]]], columns: list[str]) -> None:
        self.groups, self.columns = groups, columns

    def parts(self, batches: Batches) -> Iterator[tuple[int, Batches]]:
        for batch in batches:
            for part in batch.column(0).to_pylist():
                yield part, self.rows(part)

    def rows(self, part: int) -> Iterator[pa.RecordBatch]:
        path, groups = self.groups[part]
        system, place = file_system(path)
        with system.open_input_file(place) as source:
            file = pq.ParquetFile(source)
            sizes = [(group.num_rows, group.total_byte_size) for group in map(file.metadata.row_group, groups)]
            at_once = min(BATCH_ROWS, *(4 * BATCH_BYTES * rows // max(size, 1) for rows, size in sizes))
            for batch in file.iter_batches(max(1, at_once), row_groups=groups, columns=self.columns, use_threads=False):
                yield pa.RecordBatch.from_arrays([batch.column(name) for name in self.columns], self.columns)

    @staticmethod
    def found(paths: list[str], most_bytes: int, least_parts: int) -> tuple[list[tuple[str, list[int]]], list[str]]:
        """The groups of rows of each part, in the order of the files' paths; and the names of the columns."""
        groups: list[tuple[str, int, int]] = []
        names: list[str] = []
        for path in files_of(paths):
            system, place = file_system(path)
            with system.open_input_file(place) as source:
                file = pq.ParquetFile(source)
                names = names or file.schema_arrow.names
                groups += [(path, number, file.metadata.row_group(number).total_byte_size) for number in range(file.num_row_groups)]
        part_bytes = min(most_bytes, sum(size for _, _, size in groups) // least_parts + 1)
        parts: list[tuple[str, list[int]]] = []
        held = 0
        for path, number, size in groups:
            if not parts or parts[-1][0] != path or held + size > part_bytes:
                parts.append((path, []))
                held = 0
            parts[-1][1].append(number)
            held += size
        return parts, names


def files_of(paths: list[str]) -> list[str]:
    """Parquet files below some folders, and files that are named; by path, each once."""
    found = set()
    for path in paths:
        system, place = file_system(path)
        info = system.get_file_info(place)
        if info.type == pyarrow.fs.FileType.File:
            found.add(path)
            continue
        for below in system.get_file_info(pyarrow.fs.FileSelector(place, recursive=True)):
            name = below.path[len(place):].lstrip("/")
            if below.type == pyarrow.fs.FileType.File and name.endswith(".parquet") and not any(
                    piece.startswith(("_", ".")) for piece in name.split("/")):
                found.add(f"{path.rstrip('/')}/{name}")
    return sorted(found)


BATCH_ROWS = 2048
Source = Frame | Files


class Read:
    """Documents of a part to their sketches."""

    def __init__(self, source: Source, max_document_bytes: int, seed: int) -> None:
        self.source, self.max_document_bytes, self.seed = source, max_document_bytes, seed

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return sent(block for part, rows in self.source.parts(batches) for block in self.blocks(part, rows))

    def blocks(self, part: int, batches: Batches) -> Iterator[Block]:
        row, totals = 0, [0] * 7
        for batch in batches:
            texts = as_text(batch.column(0))
            ids = as_text(batch.column(1)) if len(batch.columns) > 1 else None
            times = as_times(batch.column(2)) if len(batch.columns) > 2 else None
            for share, kind, data in _core.step_sketch_rows(
                    flat(texts), None if ids is None else flat(ids), None if times is None else flat(times),
                    times is not None and times.type == pa.string(), part, row, self.max_document_bytes, self.seed):
                if kind == TOTALS:
                    totals = [sum(pair) for pair in zip(totals, struct.unpack("7Q", data), strict=True)]
                else:
                    yield share, kind, data
            row += len(batch)
        yield part, TOTALS, struct.pack("7Q", *totals)


def as_times(column: pa.Array) -> pa.Array:
    """Seconds, or text."""
    if pa.types.is_integer(column.type):
        return column.cast(pa.int64())
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
    return as_text(column)


def as_text(column: pa.Array) -> pa.Array:
    return column if column.type == pa.string() else column.cast(pa.string())


def send_ids(part: int, pile: Pile, shares: int) -> list[Block]:
    documents, ids = pile.of(part, DOCUMENTS, IDS)
    return _core.step_ids_out(part, ids, documents, pile.rows[part], shares)


def meet_ids(_: int, kinds: dict[int, list[Any]]) -> list[Block]:
    return _core.step_ids_meet(kinds[WANTED])


def send_hashes(part: int, pile: Pile, shares: int) -> list[Block]:
    (documents,) = pile.of(part, DOCUMENTS)
    return _core.step_hashes_out(part, documents, pile.first(part), shares, pile.options["representative"])


def meet_hashes(_: int, kinds: dict[int, list[Any]]) -> list[Block]:
    return _core.step_hashes_meet(kinds[EXACT])


def send_copies(part: int, pile: Pile) -> list[Block]:
    exact = pile.folder.blocks("exact", EXACT, part)
    if not exact:
        return []
    documents, ids = pile.of(part, DOCUMENTS, IDS)
    new_ids = pile.folder.blocks("ids", NEW_IDS, part)
    return _core.step_copies_out(documents, ids, new_ids, exact, pile.first(part), pile.rows[part], pile.ends)


def meet_copies(batches: Batches, pile: Pile) -> Iterator[Block]:
    meeting, now = None, None
    for share, kind, data in received(batches):
        if share != now:
            if meeting is not None:
                yield from meeting.finish()
            meeting, now = _core.CopyMeeting(share, pile.options["level"] != 1), share
        assert meeting is not None
        yield from meeting.take(kind, [data])
    if meeting is not None:
        yield from meeting.finish()


# Pairs.

def send_anchors(part: int, pile: Pile, shares: int) -> list[Block]:
    documents, anchors = pile.of(part, DOCUMENTS, ANCHORS)
    exact = pile.folder.blocks("exact", EXACT, part)
    return _core.step_anchors_out(part, anchors, documents, exact, pile.first(part), shares)


def meet_anchors(_: int, kinds: dict[int, list[Any]], pile: Pile) -> list[Block]:
    return _core.step_anchors_meet(kinds[ANCHOR_ROWS], kinds.get(LOCAL_PAIRS, []), pile.ends)


def passed(share: int, kinds: dict[int, list[Any]], *through: int) -> Iterator[Block]:
    """What is only carried on."""
    for kind in through:
        for block in kinds.get(kind, []):
            yield share, kind, block.to_pybytes()


def meet_left(part: int, kinds: dict[int, list[Any]], pile: Pile) -> Iterator[Block]:
    yield from passed(part, kinds, CROWDS, COUNTS)
    if PAIRS in kinds:
        yield from _core.step_pairs_left(kinds[PAIRS], pile.of(part, DOCUMENTS)[0], pile.first(part), pile.ends)


def meet_right(part: int, kinds: dict[int, list[Any]], pile: Pile) -> Iterator[Block]:
    yield from passed(part, kinds, CROWDS, COUNTS)
    if HALF_WEIGHED in kinds:
        yield from _core.step_pairs_right(
            part, kinds[HALF_WEIGHED], pile.of(part, DOCUMENTS)[0], pile.first(part), pile.options["level"] == 1)


# Components.

def send_edges(share: int, folder: Folder, step: str, kind: int, shares: int, to_both: bool) -> list[Block]:
    return _core.step_edges_out(folder.blocks(step, kind, share), shares, to_both)


def turn_edges(_: int, kinds: dict[int, list[Any]], shares: int) -> list[Block]:
    return _core.step_edges_out(kinds[EDGES], shares, False)


def meet_stars(share: int, kinds: dict[int, list[Any]], is_large: bool) -> list[Block]:
    return _core.step_stars_meet(share, kinds[EDGES], is_large)


def send_centres(share: int, folder: Folder, step: str, shares: int) -> list[Block]:
    return _core.step_centres_out(folder.blocks(step, EDGES, share), shares)


def meet_centres(_: int, kinds: dict[int, list[Any]], pile: Pile) -> list[Block]:
    return _core.step_labels_of(kinds[EDGES], pile.ends)


# Cells.

def send_suspects(part: int, pile: Pile) -> list[Block]:
    suspects = pile.folder.blocks("pairs", SUSPECTS, part)
    return _core.step_suspects_right(suspects, pile.folder.blocks("families", LABELS, part), pile.ends)


def meet_suspects(part: int, kinds: dict[int, list[Any]], pile: Pile, cells: int) -> list[Block]:
    return _core.step_suspects_left(part, kinds[SUSPECTS], pile.folder.blocks("families", LABELS, part), cells, pile.ends)


def settle_routes(share: int, kinds: dict[int, list[Any]]) -> Iterator[Block]:
    yield from passed(share, kinds, CELL_PAIRS, ROUTES)
    if WANTED in kinds:
        yield from _core.step_crowded_meet(kinds[WANTED])


class SendTexts:
    """Reads the input once more; the texts to be compared go to their cells."""

    def __init__(self, source: Source, pile: Pile) -> None:
        self.source, self.pile = source, pile

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        for part, rows in self.source.parts(batches):
            yield from self.texts(part, rows)

    def texts(self, part: int, batches: Batches) -> Iterator[pa.RecordBatch]:
        pile = self.pile
        routes = pile.folder.blocks("cells", ROUTES, part) if part < len(pile.ends) else []
        if not routes:
            return
        routed = _core.RoutedPart(
            *pile.of(part, DOCUMENTS, IDS), pile.folder.blocks("ids", NEW_IDS, part),
            pile.folder.blocks("copies", KNOWN_COPIES, part), pile.folder.blocks("pairs", CROWDS, part), routes,
            pile.first(part), pile.rows[part], pile.options["seed"], pile.options["representative"])
        row = 0
        for batch in batches:
            texts = as_text(batch.column(0))
            places, cells, ends, metas = routed.take(flat(texts), row)
            row += len(batch)
            count = len(cells) // 4
            if count:
                taken = texts.take(pa.Array.from_buffers(pa.uint32(), count, [None, pa.py_buffer(places)]))
                yield pa.RecordBatch.from_arrays([
                    pa.Array.from_buffers(pa.int32(), count, [None, pa.py_buffer(cells)]),
                    pa.Array.from_buffers(pa.binary(), count, [None, pa.py_buffer(ends), pa.py_buffer(metas)]),
                    pc.cast(taken, pa.binary())], schema=TEXT_BLOCKS)
            if routed.at_end():
                return
        raise BadOption(f"partition {part} has fewer rows than when it was read first; give rows that come in the same order each time")


class Compare:
    """Compares the texts of each cell."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return sent(self.blocks(batches))

    def blocks(self, batches: Batches) -> Iterator[Block]:
        now, metas, texts = None, [], []
        for batch in batches:
            for cell, meta, text in zip(batch.column(0).to_pylist(), buffers(batch.column(1)), buffers(batch.column(2)), strict=True):
                if cell != now and now is not None:
                    yield from self.compared(now, metas, texts)
                    metas, texts = [], []
                now = cell
                metas.append(meta)
                texts.append(text)
        if now is not None:
            yield from self.compared(now, metas, texts)

    def compared(self, cell: int, metas: list[pa.Buffer], texts: list[pa.Buffer]) -> list[Block]:
        pairs = self.pile.folder.blocks("cells", CELL_PAIRS, cell)
        return _core.step_verify(cell, metas, texts, pairs, self.pile.ends, self.pile.rule)


def send_joins(part: int, pile: Pile, shares: int) -> list[Block]:
    labels = pile.folder.blocks("joined", LABELS, part)
    if not labels:
        return []
    joins, texts = (pile.folder.blocks("compared", kind, part) for kind in (JOINS, TEXTS))
    return _core.step_joins_out(joins, texts, labels, shares)


def meet_joins(share: int, kinds: dict[int, list[Any]], pile: Pile) -> list[Block]:
    return _core.step_joins_meet(share, kinds[JOINS], kinds[TEXTS], pile.ends, pile.rule)


# What comes out.

def members_of(part: int, pile: Pile, sources: list[tuple[str, int]]) -> Iterator[Block]:
    known = pile.folder.blocks("copies", KNOWN_COPIES, part)
    meeting = _core.MemberMeeting(known, part, pile.options["level"] != 1)
    for step, kind in sources:
        for block in pile.folder.blocks(step, kind, part):
            yield from meeting.take(kind, [block])
    yield from meeting.finish()


class Streamed:
    """A step that takes block after block instead of whole shares."""

    def __init__(self, work: Callable[..., Iterator[Block]], pile: Pile) -> None:
        self.work, self.pile = work, pile

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        return sent(self.work(batches, self.pile))


def texts_of(column: tuple[bytes, bytes]) -> pa.Array:
    ends, data = column
    return pa.Array.from_buffers(pa.string(), len(ends) // 4 - 1, [None, pa.py_buffer(ends), pa.py_buffer(data)])


def numbers_of(data: bytes, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, len(data) // 8, [None, pa.py_buffer(data)])


RUN = pa.struct([(name, pa.int64()) for name in ("left_begin", "left_end", "right_begin", "right_end")])
LINK_ROWS = pa.schema([
    ("left", pa.string()), ("right", pa.string()), ("kind", pa.string()), ("resemblance", pa.float64()),
    ("containment_left", pa.float64()), ("containment_right", pa.float64()), ("longest_run_words", pa.int64()),
    ("runs", pa.list_(RUN))])
MEMBER_ROWS = pa.schema([
    ("cluster", pa.int64()), ("position", pa.int64()), ("document", pa.string()), ("representative", pa.string()),
    ("is_representative", pa.bool_())])
SKIPPED_ROWS = pa.schema([("row", pa.int64()), ("reason", pa.string())])


class Rows:
    """Turns the blocks of one kind, wherever they lie, into rows; all are numbered through."""

    def __init__(self, make: Callable[..., pa.RecordBatch], folder: Folder, kind: int, places: list[tuple[str, int]]) -> None:
        self.make, self.folder, self.kind, self.places = make, folder, kind, places

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                for step, count in self.places:
                    if number < count:
                        for block in self.folder.blocks(step, self.kind, number):
                            yield self.make(number, block)
                        break
                    number -= count


def link_rows(_: int, data: pa.Buffer) -> pa.RecordBatch:
    left, right, kind, *rest = _core.link_columns(data.to_pybytes())
    shares, (words, ends, *runs) = rest[:3], rest[3:]
    bounds = pa.StructArray.from_arrays([numbers_of(run, pa.int64()) for run in runs], fields=list(RUN))
    lists = pa.ListArray.from_arrays(pa.Array.from_buffers(pa.int32(), len(ends) // 4, [None, pa.py_buffer(ends)]), bounds)
    return pa.RecordBatch.from_arrays(
        [texts_of(left), texts_of(right), texts_of(kind), *(numbers_of(share, pa.float64()) for share in shares),
         numbers_of(words, pa.int64()), lists.cast(LINK_ROWS.field("runs").type)], schema=LINK_ROWS)


def member_rows(_: int, data: pa.Buffer) -> pa.RecordBatch:
    clusters, numbers, ids, representatives = _core.member_columns(data.to_pybytes())
    document, representative = texts_of(ids), texts_of(representatives)
    return pa.RecordBatch.from_arrays(
        [numbers_of(clusters, pa.int64()), numbers_of(numbers, pa.int64()), document, representative,
         pc.equal(document, representative)], schema=MEMBER_ROWS)


def skipped_rows(part: int, data: pa.Buffer, first_rows: list[int]) -> pa.RecordBatch:
    rows, reasons = _core.skipped_columns(data.to_pybytes(), first_rows[part])
    return pa.RecordBatch.from_arrays([numbers_of(rows, pa.int64()), texts_of(reasons)], schema=SKIPPED_ROWS)
