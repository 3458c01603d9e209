"""What the workers of an engine do for stemma.spark: blocks of bytes in, blocks of bytes out; the core does the rest.

A block has an address: its share (a part of the input, a cell of texts, or a slice of all hashes) and its kind. The engine brings
together what is of a share. What a later job needs of it is kept in the work folder, which the workers read and write by themselves.
"""
from __future__ import annotations

import array
import contextlib
import copy
import functools
import gc
import itertools
import mmap
import secrets
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs
import pyarrow.parquet as pq

from stemma import _core
from stemma.errors import BadOption, NoInput

(DOCUMENTS, IDS, ANCHORS, SKIPPED, TOTALS, NEW_IDS, EXACT, SPREAD, FIRST_COPIES, BEST_COPIES, FEW_COPIES, STAR_COPIES, COPIES,
 KNOWN_COPIES, LINKS, ANCHOR_ROWS, LOCAL_PAIRS, PAIRS, CROWDS, HALF_WEIGHED, SUSPECTS, EDGES, LABELS, CELL_PAIRS, ROUTES, TEXTS,
 JOINS, CLUSTERS, MEMBERS, WANTED, COUNTS, VISIT, STAR_CLUSTERS, TELLINGS, WORD_LEADS, NAMES, COUNTED_WORDS, WORD_TEXTS, PILE_WORDS,
 VECTORS, POSTINGS, NEAR, STORY_LABELS, STORY_ROUTES, STORY_TEXTS, TEXT_BYTES) = range(1, 47)  # as python/src/part_rows.hpp has them

BLOCKS = pa.schema([("share", pa.int32()), ("kind", pa.int32()), ("data", pa.binary())])
BATCH_BYTES = 1 << 20
LARGE_BYTES = 64 << 10
LARGE_LOCAL_BYTES = 4 << 10  # where a block of a file costs no more than a look at it
ROWS_BYTES = 2 << 20  # of rows that are read at once: they stay in the cache of a core while they are sketched
MOST_MAPPED = 256  # parts; each is an open file
SENT = "sent"  # where large blocks lie on their way

Block = tuple[int, int, Any]  # share, kind, bytes
Batches = Iterable[pa.RecordBatch]
Kinds = dict[int, list[Any]]


@functools.cache
def settle(modules: int) -> None:
    """Whenever a worker has loaded more. PySpark collects garbage after each task, and would look through all that its libraries,
    pandas and pyarrow have made each time: some 30 ms, more than most tasks take."""
    _core.keep_freed_memory()
    gc.collect()
    gc.freeze()


class Sender:
    """Blocks as record batches. Every task ends here.

    A large block does not pass through Java: it is written to the work folder, and its address is sent in its place, with a negative
    kind.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def __call__(self, blocks: Iterable[Block]) -> Iterator[pa.RecordBatch]:
        settle(len(sys.modules))
        held: list[Block] = []
        size = at = 0
        large_bytes = LARGE_LOCAL_BYTES if self.folder.is_local else LARGE_BYTES
        name = f"{SENT}/{secrets.token_hex(16)}"  # another attempt has another name
        with contextlib.ExitStack() as stack:
            stream = None
            for share, kind, data in blocks:
                if len(data) >= large_bytes:
                    stream = stream or stack.enter_context(self.folder.stream(name))
                    stream.write(data)
                    kind, data, at = -kind, PLACE.pack(kind, at, len(data)) + name.encode(), at + len(data)
                held.append((share, kind, bytes(data)))
                size += len(data)
                if size >= BATCH_BYTES:
                    yield self.batch(held)
                    size, held = 0, []
        if held:
            yield self.batch(held)

    @staticmethod
    def batch(blocks: list[Block]) -> pa.RecordBatch:
        """Arrow's own builders would take some ten times the bytes of the blocks while they grow, and keep them."""
        shares, kinds, data = zip(*blocks, strict=True)
        ends = itertools.accumulate(map(len, data), initial=0)
        columns: list[list[Any]] = [[int32s(shares)], [int32s(kinds)], [int32s(ends), b"".join(data)]]
        return pa.RecordBatch.from_arrays(
            [pa.Array.from_buffers(field.type, len(blocks), [None, *(pa.py_buffer(part) for part in parts)])
             for field, parts in zip(BLOCKS, columns, strict=True)], schema=BLOCKS)


def int32s(numbers: Iterable[int]) -> array.array[int]:
    return array.array("i", numbers)


def buffers(column: pa.Array) -> list[pa.Buffer]:
    return [value.as_buffer() for value in column]


def by_share(batches: Batches, folder: Folder) -> dict[int, Kinds]:
    """What the engine has brought to this task."""
    shares: dict[int, Kinds] = {}
    files: dict[str, pa.NativeFile] = {}
    for batch in batches:
        for share, kind, data in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), buffers(batch.column(2)), strict=True):
            if kind < 0:
                kind, begin, size = PLACE.unpack_from(data)
                name = data.slice(PLACE.size).to_pybytes().decode()
                if name not in files:
                    files[name] = opened(f"{folder.path}/{name}")
                files[name].seek(begin)
                data = files[name].read_buffer(size)
            shares.setdefault(share, {}).setdefault(kind, []).append(data)
    return shares


class Step:
    """Calls `work(share, blocks by kind)` for each share that the engine has brought together.

    Of what comes out, the kinds that `keep` names are kept, each under the name of a step; the rest is carried on. So are counts.
    The first `turns` shares have their turn even where nothing came for them; that is for a step that follows another in one task.
    """

    def __init__(self, folder: Folder, work: Callable[..., Iterable[Block]], *more: Any, keep: dict[int, str] | None = None,
                 turns: int = 0) -> None:
        self.folder, self.work, self.more, self.keep, self.turns = folder, work, more, keep or {}, turns
        self.after: tuple[Step, ...] = ()  # that follow in the same task

    def followed_by(self, step: Step) -> Step:
        """One that does both: what goes from one to the other does not leave the task."""
        both = copy.copy(self)
        both.after = (*self.after, step)
        return both

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        with contextlib.ExitStack() as stack:
            blocks = self.blocks(batches)
            for step in (self, *self.after):
                if step is not self:
                    blocks = step.met(blocks)
                blocks = stack.enter_context(Keeper(self.folder, step.keep)).sieve(blocks)
            yield from Sender(self.folder)(blocks)

    def met(self, blocks: Iterable[Block]) -> Iterator[Block]:
        shares: dict[int, Kinds] = {share: {} for share in range(self.turns)}
        for share, kind, data in blocks:
            if kind == COUNTS:
                yield share, kind, data
            else:
                shares.setdefault(share, {}).setdefault(kind, []).append(data)
        for share in sorted(shares):
            yield from self.work(share, shares.pop(share), *self.more)

    def blocks(self, batches: Batches) -> Iterator[Block]:
        shares = by_share(batches, self.folder)
        for share in sorted(shares):
            kinds = shares.pop(share)
            for counts in kinds.get(COUNTS, []):
                yield share, COUNTS, counts.to_pybytes()
            yield from self.work(share, kinds, *self.more)


class Each(Step):
    """Calls `work(number)` for each number of a partition: of what lies in the work folder."""

    def blocks(self, batches: Batches) -> Iterator[Block]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from self.work(number, *self.more)


def file_system(path: str) -> tuple[pyarrow.fs.FileSystem, str]:
    scheme, _, rest = path.partition("://")
    host, slash, place = rest.partition("/")
    system, root = file_system_of(f"{'s3' if scheme == 's3a' else scheme}://{host}/")
    return system, f"{root.rstrip('/')}{slash}{place}"


@functools.cache
def file_system_of(root: str) -> tuple[pyarrow.fs.FileSystem, str]:
    found: tuple[pyarrow.fs.FileSystem, str] = pyarrow.fs.FileSystem.from_uri(root)
    return found


def opened(path: str) -> pa.NativeFile:
    system, place = file_system(path)
    return pa.memory_map(place) if system.type_name == "local" else system.open_input_file(place)


class Folder:
    """What earlier steps left in the work folder: one file for each step and share, with the blocks of each kind.

    A file is there whole or not at all, whatever becomes of the task that writes it; where several tasks write the same one, because
    the engine took one for lost, any of them is good.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def is_local(self) -> bool:
        """Whether files can be mapped: then a few bytes of one are had without reading what lies around them."""
        return bool(file_system(self.path)[0].type_name == "local")

    def mapped(self, step: str, share: int) -> Any:
        """All of a file, of which nothing is read yet: Arrow would have the system read all of it ahead."""
        _, root = file_system(self.path)
        try:
            with open(f"{root}/{step}/{share}", "rb") as source:
                return mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            return b""

    def make(self, step: str) -> None:
        system, root = file_system(self.path)
        system.create_dir(f"{root}/{step}")

    def clear(self, step: str) -> None:
        system, root = file_system(self.path)
        system.delete_dir_contents(f"{root}/{step}", missing_dir_ok=True)

    def stream(self, name: str) -> pa.NativeFile:
        system, root = file_system(self.path)
        return system.open_output_stream(f"{root}/{name}", compression=None)

    @contextlib.contextmanager
    def written(self, name: str) -> Iterator[pa.NativeFile]:
        system, root = file_system(self.path)
        place = f"{root}/{name}"
        if system.type_name not in ("local", "hdfs"):  # a store of objects: they are there when they are closed
            with system.open_output_stream(place, compression=None) as stream:
                yield stream
            return
        folder, _, last = place.rpartition("/")
        draft = f"{folder}/.{last}-{secrets.token_hex(8)}"
        with system.open_output_stream(draft, compression=None) as stream:
            yield stream
        try:
            system.move(draft, place)
        except OSError:
            if system.get_file_info(place).type != pyarrow.fs.FileType.File:
                raise
            system.delete_file(draft)

    def blocks(self, step: str, share: int, *kinds: int) -> list[list[pa.Buffer]]:
        """The blocks of some kinds; none where there is no file."""
        found: dict[int, list[pa.Buffer]] = {kind: [] for kind in kinds}
        with self.places(step, share) as (source, places):
            for kind, begin, size in places:
                if kind in found:
                    source.seek(begin)
                    found[kind].append(source.read_buffer(size))
        return [found[kind] for kind in kinds]

    def each(self, step: str, share: int, wanted: int) -> Iterator[pa.Buffer]:
        """The blocks of one kind, one at a time."""
        with self.places(step, share) as (source, places):
            for kind, begin, size in places:
                if kind == wanted:
                    source.seek(begin)
                    yield source.read_buffer(size)

    @contextlib.contextmanager
    def places(self, step: str, share: int) -> Iterator[tuple[pa.NativeFile, list[tuple[int, int, int]]]]:
        try:
            source = opened(f"{self.path}/{step}/{share}")
        except FileNotFoundError:
            yield pa.BufferReader(b""), []
            return
        with source:
            end = source.size() - TAIL.size
            source.seek(end)
            (count,) = TAIL.unpack(source.read(TAIL.size))
            source.seek(end - count * PLACE.size)
            yield source, list(PLACE.iter_unpack(source.read(count * PLACE.size)))


PLACE = struct.Struct("<IQQ")  # kind, begin and length of a block
TAIL = struct.Struct("<Q")  # how many there are


class Keeper:
    """Takes out what is to be kept, and lets the rest go on."""

    def __init__(self, folder: Folder, keep: dict[int, str]) -> None:
        self.folder, self.keep = folder, keep

    def __enter__(self) -> Keeper:
        self.open: dict[str, tuple[int, contextlib.ExitStack, BlockFile | RowFile]] = {}
        self.done: set[tuple[str, int]] = set()
        return self

    def sieve(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for share, kind, data in blocks:
            name = self.keep.get(kind)
            if name is None:
                yield share, kind, data
            else:
                self.file(name, share).put(kind, data)

    def file(self, name: str, share: int) -> BlockFile | RowFile:
        if name in self.open:
            at, stack, file = self.open[name]
            if at == share:
                return file
            del self.open[name]
            file.end()
            stack.close()
        if (name, share) in self.done:
            raise RuntimeError(f"{name}/{share} is written twice; this is a mistake of Stemma's, please report it")
        self.done.add((name, share))
        stack = contextlib.ExitStack()
        if "/" in name:  # of the folders that come out
            _, make = ROWS.get(name.partition("/")[0], (None, None))
            file = RowFile(stack.enter_context(self.folder.written(f"{name}-{share}.parquet")), make)
        else:
            file = BlockFile(stack.enter_context(self.folder.written(f"{name}/{share}")))
        self.open[name] = share, stack, file
        return file

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: Any) -> None:
        for _, stack, file in self.open.values():
            if fault is None:
                file.end()
            stack.__exit__(kind, fault, trace)


class BlockFile:
    def __init__(self, stream: pa.NativeFile) -> None:
        self.stream, self.size = stream, 0
        self.places: list[bytes] = []

    def put(self, kind: int, data: Any) -> None:
        self.stream.write(data)
        self.places.append(PLACE.pack(kind, self.size, len(data)))
        self.size += len(data)

    def end(self) -> None:
        self.stream.write(b"".join(self.places) + TAIL.pack(len(self.places)))


class RowFile:
    """Parquet, of blocks that `make` turns into rows, or of tables."""

    def __init__(self, stream: pa.NativeFile, make: Callable[[Any], pa.Table] | None) -> None:
        self.stream, self.make = stream, make
        self.writer: pq.ParquetWriter | None = None

    def put(self, _: int, data: Any) -> None:
        rows = self.make(data) if self.make else data
        self.writer = self.writer or pq.ParquetWriter(self.stream, rows.schema, compression="zstd")
        self.writer.write(rows)

    def end(self) -> None:
        if self.writer:
            self.writer.close()


class Pile:
    """What is known of the whole pile once it has been read."""

    def __init__(self, work: str, document_counts: list[int], row_counts: list[int], options: dict[str, Any]) -> None:
        self.folder, self.options = Folder(work), options
        # Then no text is sent: those who want it read it where it lies. A pile that is much larger than the memory had better be sent.
        self.are_texts_mapped = self.folder.is_local and len(document_counts) <= MOST_MAPPED
        self.ends: list[int] = []
        self.rows: list[int] = []  # before each part
        documents = rows = 0
        for count, row_count in zip(document_counts, row_counts, strict=True):
            self.rows.append(rows)
            documents, rows = documents + count, rows + row_count
            self.ends.append(documents)

    def first(self, part: int) -> int:
        return self.ends[part - 1] if part else 0

    @property
    def rule(self) -> tuple[int, float, float, int]:
        o = self.options
        return o["level"], o["min_resemblance"], o["min_containment"], o["min_run_words"]

    @property
    def with_whole(self) -> bool:
        return bool(self.options["level"] != PARTIAL)


PARTIAL = 1


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

        task = TaskContext.get()
        assert task is not None
        yield task.partitionId(), batches


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
        with opened(path) as source:
            file = pq.ParquetFile(source)
            for group in groups:  # one by one: batches across their borders cost half as much again
                described = file.metadata.row_group(group)
                at_once = max(1, ROWS_BYTES * described.num_rows // max(described.total_byte_size, 1))
                for batch in file.iter_batches(at_once, row_groups=[group], columns=self.columns, use_threads=False):
                    yield pa.RecordBatch.from_arrays([batch.column(name) for name in self.columns], self.columns)

    @staticmethod
    def found(paths: list[str], most_bytes: int, least_parts: int) -> tuple[list[tuple[str, list[int]]], list[str]]:
        """The groups of rows of each part, in the order of the files' paths; and the names of the columns."""
        groups: list[tuple[str, int, int]] = []
        names: list[str] = []
        for path in files_of(paths):
            with opened(path) as source:
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


def no_path(paths: str) -> NoInput:
    return NoInput(f"{paths} does not exist; name a Parquet file, or a folder of them, by a path that the driver and all workers can read")


def files_of(paths: list[str]) -> list[str]:
    """Parquet files below some folders, and files that are named; by path, each once."""
    found = set()
    for path in paths:
        system, place = file_system(path)
        info = system.get_file_info(place)
        if info.type == pyarrow.fs.FileType.NotFound:
            raise no_path(path)
        if info.type == pyarrow.fs.FileType.File:
            found.add(path)
            continue
        for below in system.get_file_info(pyarrow.fs.FileSelector(place, recursive=True)):
            name = below.path[len(place):].lstrip("/")
            if below.type == pyarrow.fs.FileType.File and name.endswith(".parquet") and not any(
                    piece.startswith(("_", ".")) for piece in name.split("/")):
                found.add(f"{path.rstrip('/')}/{name}")
    return sorted(found)


Source = Frame | Files


class Read:
    """Documents of a part to their sketches, which are kept, and totals."""

    def __init__(self, folder: Folder, source: Source, max_document_bytes: int, seed: int) -> None:
        self.folder, self.source, self.max_document_bytes, self.seed = folder, source, max_document_bytes, seed

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        keep = dict.fromkeys((DOCUMENTS, IDS, ANCHORS, SKIPPED), "read") | {TEXT_BYTES: "texts"}
        with Keeper(self.folder, keep) as keeper:
            yield from Sender(self.folder)(keeper.sieve(block for part, rows in self.source.parts(batches) for block in self.blocks(part, rows)))

    def blocks(self, part: int, batches: Batches) -> Iterator[Block]:
        row, byte, totals = 0, 0, [0] * 7
        for batch in batches:
            if len(batch) == 0:
                continue
            texts = as_text(batch.column(0))
            bytes_here = text_bytes(texts)
            yield part, TEXT_BYTES, bytes_here
            ids = as_text(batch.column(1)) if len(batch.columns) > 1 else None
            times = as_times(batch.column(2)) if len(batch.columns) > 2 else None
            for share, kind, data in _core.step_sketch_rows(
                    flat(texts), None if ids is None else flat(ids), None if times is None else flat(times),
                    times is not None and times.type == pa.string(), part, row, byte, self.max_document_bytes, self.seed):
                if kind == TOTALS:
                    totals = [sum(pair) for pair in zip(totals, struct.unpack("7Q", data), strict=True)]
                else:
                    yield share, kind, data
            row, byte = row + len(batch), byte + len(bytes_here)
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


def text_bytes(texts: pa.Array) -> pa.Buffer:
    """The bytes of some texts, one behind the other."""
    _, ends, data = texts.buffers()
    begin, end = (struct.unpack_from("<i", ends, 4 * at)[0] for at in (texts.offset, texts.offset + len(texts)))
    return data.slice(begin, end - begin) if data else pa.py_buffer(b"")


# Copies of the same bytes, and pairs.

def visit(share: int, number: int) -> Block:
    """Sees to it that a step has a look at what lies in the work folder for `number`."""
    return share, VISIT, struct.pack("i", number)


def visited(kinds: Kinds) -> list[int]:
    return [struct.unpack("i", data)[0] for data in kinds.get(VISIT, [])]


def send_known(part: int, pile: Pile, shares: int) -> Iterator[Block]:
    """Ids and hashes to their shares."""
    documents, ids = pile.folder.blocks("read", part, DOCUMENTS, IDS)
    yield visit(part % shares, part)
    yield from _core.step_ids_out(part, ids, documents, pile.rows[part], shares)
    yield from _core.step_hashes_out(part, documents, pile.first(part), shares, pile.options["representative"])


def meet_known(_: int, kinds: Kinds) -> Iterator[Block]:
    """Which ids are taken, and which documents have the same bytes: back to the parts."""
    for part in visited(kinds):
        yield visit(part, part)
    yield from _core.step_ids_meet(kinds.get(WANTED, []))
    yield from _core.step_hashes_meet(kinds.get(EXACT, []))


def send_anchors(part: int, kinds: Kinds, pile: Pile, shares: int) -> Iterator[Block]:
    """What is known now is kept; copies go to their groups, anchors to their shares."""
    new_ids, exact, spread = (kinds.get(kind, []) for kind in (NEW_IDS, EXACT, SPREAD))
    yield from ((part, kind, data) for kind in (NEW_IDS, SPREAD) for data in kinds.get(kind, []))
    documents, ids, anchors = pile.folder.blocks("read", part, DOCUMENTS, IDS, ANCHORS)
    if exact:
        yield from _core.step_copies_out(
            part, documents, ids, new_ids, exact, spread, pile.first(part), pile.rows[part], pile.ends)
    yield from _core.step_anchors_out(part, anchors, documents, exact, pile.first(part), shares)


def meet_anchors(share: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    """Copies of one part and anchors of one share, which have the same number and no more in common."""
    if FIRST_COPIES in kinds:
        (stars,) = pile.folder.blocks("known", share, STAR_COPIES)
        yield from _core.step_copies_meet(
            share, kinds[FIRST_COPIES], kinds.get(BEST_COPIES, []), kinds.get(FEW_COPIES, []), stars, pile.with_whole, pile.ends)
    if ANCHOR_ROWS in kinds:
        yield from pieces(_core.AnchorsOfShare(kinds[ANCHOR_ROWS], kinds.get(LOCAL_PAIRS, []), pile.ends))


def pieces(source: Any) -> Iterator[Block]:
    """What the core makes a piece at a time, so that not all of it is held."""
    while not source.at_end():
        yield from source.take()


def meet_left(part: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    yield from ((part, CROWDS, data) for data in kinds.get(CROWDS, []))
    if PAIRS in kinds:
        (documents,) = pile.folder.blocks("read", part, DOCUMENTS)
        yield from pieces(_core.PairsOfPart(kinds[PAIRS], documents, pile.first(part), pile.ends))


def meet_right(part: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    if HALF_WEIGHED in kinds:
        (documents,) = pile.folder.blocks("read", part, DOCUMENTS)
        yield from _core.step_pairs_right(part, kinds[HALF_WEIGHED], documents, pile.first(part), not pile.with_whole)


# Components.

def send_edges(share: int, folder: Folder, step: str, kind: int, shares: int, to_both: bool) -> list[Block]:
    return _core.step_edges_out(folder.blocks(step, share, kind)[0], shares, to_both)


def meet_stars(share: int, kinds: Kinds, is_large: bool, shares: int) -> list[Block]:
    """Large stars go on to be turned to small ones; these are kept."""
    met = _core.step_stars_meet(share, kinds.get(EDGES, []), is_large)
    return _core.step_edges_out([data for _, kind, data in met if kind == EDGES], shares, False) if is_large else met


def label_tree(_: int, pile: Pile, step: str, kind: int) -> Iterator[Block]:
    """The labels of all documents, where the edges of all parts fit in one share; and every part shall have its turn after that."""
    edges: list[pa.Buffer] = []
    for part in range(len(pile.ends)):
        yield visit(part, part)
        edges += pile.folder.blocks(step, part, kind)[0]
    yield from _core.step_labels_of(edges, pile.ends)


def send_centres(number: int, pile: Pile, step: str, shares: int) -> Iterator[Block]:
    """Stars to where their documents are labelled; and every part shall have its turn after that."""
    for part in range(number, len(pile.ends), shares):
        yield visit(number, part)
    yield from _core.step_centres_out(pile.folder.blocks(step, number, EDGES)[0], shares)


def meet_centres(_: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    for part in visited(kinds):
        yield visit(part, part)
    yield from _core.step_labels_of(kinds.get(EDGES, []), pile.ends)


# Cells.

def send_suspects(part: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    labels = kinds.get(LABELS, [])
    yield from ((part, LABELS, data) for data in labels)  # to where the part has its turn as the left one
    (suspects,) = pile.folder.blocks("pairs", part, SUSPECTS)
    yield from _core.step_suspects_right(suspects, labels, pile.ends)


def meet_suspects(part: int, kinds: Kinds, pile: Pile, cells: int) -> list[Block]:
    return _core.step_suspects_left(part, kinds.get(SUSPECTS, []), kinds.get(LABELS, []), cells, pile.ends)


def send_texts(share: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    """The texts of a part that are to be compared, to their cells; and what else was for the share of that number."""
    yield from ((share, CELL_PAIRS, data) for data in kinds.get(CELL_PAIRS, []))
    if WANTED in kinds:
        yield from _core.step_crowded_meet(kinds[WANTED])
    if ROUTES not in kinds:
        return
    folder = pile.folder
    documents, ids, anchors = folder.blocks("read", share, DOCUMENTS, IDS, ANCHORS)
    (new_ids,), (copies,), (crowds,) = (
        folder.blocks(step, share, kind) for step, kind in (("known", NEW_IDS), ("copies", KNOWN_COPIES), ("crowds", CROWDS)))
    routed = _core.RoutedPart(
        documents, ids, new_ids, copies, crowds, anchors, kinds[ROUTES], pile.first(share), pile.rows[share], pile.options["seed"], pile.options["representative"],
        share if pile.are_texts_mapped else None)
    byte = 0
    for texts in folder.each("texts", share, TEXT_BYTES):
        yield from routed.take(texts, byte)
        byte += len(texts)
        if routed.at_end():
            return
    raise BadOption(f"partition {share} had fewer rows when its task was repeated; make a checkpoint of such a frame")


def read_texts(kinds: Kinds, pile: Pile) -> list[Any]:
    """The texts of all parts, where they lie, for those that come without their bytes; nothing is read yet."""
    return [pile.folder.mapped("texts", part) for part in range(len(pile.ends))] if TEXTS in kinds and pile.are_texts_mapped else []


def compare(cell: int, kinds: Kinds, pile: Pile) -> list[Block]:
    """The texts of a cell."""
    return _core.step_verify(cell, kinds.get(TEXTS, []), read_texts(kinds, pile), kinds.get(CELL_PAIRS, []), pile.ends, pile.rule)


def passed(share: int, kinds: Kinds) -> Iterator[Block]:
    """To be kept."""
    return ((share, kind, data) for kind, blocks in kinds.items() if kind not in (COUNTS, VISIT) for data in blocks)


def send_joins(part: int, kinds: Kinds, pile: Pile, shares: int) -> Iterator[Block]:
    yield visit(part % shares, part)
    if LABELS in kinds:
        joins, texts = pile.folder.blocks("compared", part, JOINS, TEXTS)
        yield from _core.step_joins_out(joins, texts, kinds[LABELS], shares)


def meet_joins(share: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    for part in visited(kinds):
        yield visit(part, part)
    yield from _core.step_joins_meet(share, kinds.get(JOINS, []), kinds.get(TEXTS, []), read_texts(kinds, pile), pile.ends, pile.rule)


def send_together(part: int, kinds: Kinds) -> Iterator[Block]:
    """Where all parts are in one task: what crosses cells to one place, clusters to their parts."""
    return ((0 if kind in (JOINS, TEXTS) else part, kind, data) for _, kind, data in passed(part, kinds))


def join_here(share: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    """All that the steps from `send_joins` to `meet_joins` do, for what is together."""
    yield from ((share, CLUSTERS, data) for data in kinds.get(CLUSTERS, []))
    if JOINS in kinds:
        labels = [data for _, _, data in _core.step_labels_of(kinds[JOINS], pile.ends)]
        together: Kinds = {}
        for _, kind, data in _core.step_joins_out(kinds[JOINS], kinds[TEXTS], labels, 1):
            together.setdefault(kind, []).append(data)
        yield from meet_joins(share, together, pile)


# What comes out.

def members(part: int, pile: Pile) -> Iterator[Block]:
    """Of a part that has no cluster from elsewhere."""
    return all_members(part, {}, pile)


def all_members(part: int, kinds: Kinds, pile: Pile) -> Iterator[Block]:
    folder = pile.folder
    copies, known = folder.blocks("copies", part, COPIES, KNOWN_COPIES)
    clusters = folder.blocks("compared", part, CLUSTERS)[0] + kinds.get(CLUSTERS, [])
    (spread,) = folder.blocks("known", part, SPREAD)
    yield from _core.step_members_out(part, known, clusters, copies, spread, pile.with_whole)
    for skipped in folder.blocks("read", part, SKIPPED)[0]:
        yield part, SKIPPED, struct.pack("<Q", pile.rows[part]) + skipped.to_pybytes()


def stars(part: int, kinds: Kinds, pile: Pile) -> list[Block]:
    """Members that lie elsewhere than the first of their copies."""
    return _core.step_stars_out(part, kinds[STAR_CLUSTERS], pile.folder.blocks("known", part, STAR_COPIES)[0]) if STAR_CLUSTERS in kinds else []


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


def link_rows(data: Any) -> pa.RecordBatch:
    left, right, kind, *rest = _core.link_columns(data)
    shares, (words, ends, *runs) = rest[:3], rest[3:]
    bounds = pa.StructArray.from_arrays([numbers_of(run, pa.int64()) for run in runs], fields=list(RUN))
    lists = pa.ListArray.from_arrays(pa.Array.from_buffers(pa.int32(), len(ends) // 4, [None, pa.py_buffer(ends)]), bounds)
    return pa.RecordBatch.from_arrays(
        [texts_of(left), texts_of(right), texts_of(kind), *(numbers_of(share, pa.float64()) for share in shares),
         numbers_of(words, pa.int64()), lists.cast(LINK_ROWS.field("runs").type)], schema=LINK_ROWS)


def member_rows(data: Any) -> pa.RecordBatch:
    clusters, numbers, ids, representatives = _core.member_columns(data)
    document, representative = texts_of(ids), texts_of(representatives)
    return pa.RecordBatch.from_arrays(
        [numbers_of(clusters, pa.int64()), numbers_of(numbers, pa.int64()), document, representative,
         pc.equal(document, representative)], schema=MEMBER_ROWS)


def skipped_rows(data: Any) -> pa.RecordBatch:
    (first_row,) = struct.unpack_from("<Q", data)
    rows, reasons = _core.skipped_columns(data[8:], first_row)
    return pa.RecordBatch.from_arrays([numbers_of(rows, pa.int64()), texts_of(reasons)], schema=SKIPPED_ROWS)


#: What is kept as rows, by folder, and how blocks become such.
ROWS: dict[str, tuple[pa.Schema, Callable[[Any], pa.RecordBatch]]] = {
    "links": (LINK_ROWS, link_rows), "clusters": (MEMBER_ROWS, member_rows), "skipped": (SKIPPED_ROWS, skipped_rows)}
