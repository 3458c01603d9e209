"""What stemma.spark does with Spark: tasks that get and give blocks of bytes, and a work folder between them."""
from __future__ import annotations

import contextlib
import os
import secrets
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from stemma import _spark_work as work_of
from stemma._input import Path
from stemma.errors import BadOption, NoInput

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BLOCKS = "share int, kind int, data binary"

# While the steps run. Blocks are few and large: a batch is bounded by its bytes, and no plan changes on the way, for the parts of
# the input must be the same when it is read again.
SETTINGS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2048",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(16 << 20),
}

# While Java runs nothing of the user's: compiling what carries a few blocks takes longer than carrying them.
PLAIN = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}

TASK_BYTES = 32 << 20  # of less the work is sooner done than begun

KINDS = ("exact", "reformatted", "edited", "contained", "partial")
COUNTED = ("suspect_pairs", "boilerplate_anchors", "boilerplate_only_pairs", "crowded_documents", "starred_documents",
           *(f"{kind}_links" for kind in KINDS), "clusters", "clustered_documents", "edges", "checksum", "joins", "suspect_bytes")


@dataclass(frozen=True)
class Flow:
    """A step and what it gets; and in how many tasks."""

    frame: DataFrame
    work: work_of.Step | None  #: None: of the frame there is nothing left to be done.
    tasks: int

    def rows(self) -> DataFrame:
        return self.frame if self.work is None else self.frame.mapInArrow(self.work, BLOCKS)


@dataclass(frozen=True)
class Input:
    source: work_of.Source
    frame: DataFrame  #: What the tasks that read get: the rows themselves, or the numbers of parts.


def chosen(name: str, value: str, known: dict[str, int]) -> int:
    if value not in known:
        raise BadOption(f"{name} must be one of {', '.join(known)}, not {value!r}")
    return known[value]


def columns(df: DataFrame, id: str | None, text: str, published: str | None, *more: str | None) -> DataFrame:
    """Text, id and, where there is one, time; the latter as text or seconds. More columns come before it, as text, or null."""
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    kinds = {field.name: field.dataType for field in df.schema.fields}
    if not isinstance(kinds.get(text), t.StringType):
        raise BadOption(f"there must be a column of strings {text!r}; there are {', '.join(kinds) or 'none'}")
    name = f.col(f"`{id}`").cast("string") if id in kinds else f.lit(None).cast("string")
    columns = [f.col(f"`{text}`").alias("text"), name.alias("id")]
    for i, given in enumerate(more):
        columns.append((f.col(f"`{given}`") if given in kinds else f.lit(None)).cast("string").alias(f"more{i}"))
    if published in kinds:
        kind, column = kinds[published], f.col(f"`{published}`")
        if isinstance(kind, t.IntegralType):
            column = column.cast("long")
        elif isinstance(kind, (t.TimestampType, t.DateType, t.TimestampNTZType)):
            column = f.unix_seconds(column.cast("timestamp"))
        elif not isinstance(kind, t.StringType):
            raise BadOption(f"the column {published!r} must be of times, whole numbers or strings")
        columns.append(column.alias("published"))
    return df.select(*columns)


def cores(spark: SparkSession) -> int:
    """Kept for the whole run: a lost executor must not change how the input is divided."""
    try:
        return max(2, spark.sparkContext.defaultParallelism)
    except Exception:  # Spark Connect knows no context
        return 64


def folder(work: str | None) -> str:
    work = tempfile.mkdtemp(prefix="stemma-spark-") if work is None else work
    return f"{with_scheme(work).rstrip('/')}/run-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"


def paths_of(given: Path | list[Path]) -> list[str]:
    """With their schemes. A list holds paths, be they strings or not."""
    return [with_scheme(os.fspath(path)) for path in (given if isinstance(given, list) else [given])]


def frame_of(paths: list[str]) -> DataFrame:
    """What lies there, as Spark reads it."""
    from pyspark.errors import AnalysisException
    from pyspark.sql import SparkSession

    try:
        return SparkSession.active().read.parquet(*paths)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            raise work_of.no_path((error.getMessageParameters() or {}).get("path", ", ".join(paths))) from error
        if error.getCondition() == "UNABLE_TO_INFER_SCHEMA":
            raise NoInput(f"there is no Parquet file in {', '.join(paths)}") from error
        raise


def with_scheme(path: str) -> str:
    """So that Spark and Python understand the same by it."""
    return path if ":/" in path else f"file://{os.path.abspath(path)}"


@contextlib.contextmanager
def settings(spark: SparkSession, wanted: dict[str, str]) -> Iterator[None]:
    before = {name: spark.conf.get(name, None) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, was in before.items():
            spark.conf.unset(name) if was is None else spark.conf.set(name, was)


class Engine:
    """A run: its steps in their order, each from files of the work folder to files of the work folder."""

    def __init__(self, spark: SparkSession, work: str, share_bytes: int) -> None:
        self.spark, self.work, self.share_bytes = spark, work, share_bytes
        self.cores = cores(spark)
        self.folder = work_of.Folder(work)
        self.counts = dict.fromkeys(COUNTED, 0)
        self.parts = 0

    def slices(self, byte_count: int) -> int:
        """Over how many shares so much is spread: as many as memory asks for, and one for each core where that is worth a task."""
        return max(min(self.cores, 1 + byte_count // TASK_BYTES), -(-byte_count // self.share_bytes))

    def each(self, count: int, slices: int, work: Callable[..., Any], *more: Any, keep: dict[int, str] | None = None) -> Flow:
        """What work makes of each number."""
        tasks = max(1, min(count, slices))
        return Flow(self.spark.range(0, count, 1, tasks), work_of.Each(self.folder, work, *more, keep=keep), tasks)

    def step(self, flow: Flow, work: Callable[..., Any], *more: Any, keep: dict[int, str] | None = None, turns: int = 0) -> Flow:
        step = work_of.Step(self.folder, work, *more, keep=keep, turns=turns)
        return Flow(flow.frame, step if flow.work is None else flow.work.followed_by(step), flow.tasks)

    def brought(self, flow: Flow, shares: int, byte_count: int | None = None, may_stay: bool = False) -> Flow:
        """What is of one share to one task; which has no other share, unless all together are so many bytes only.

        `may_stay`: what is in one task and will be in one has no way to go. Not where a step needs what one before it keeps.
        """
        tasks = max(1, shares if byte_count is None else min(shares, self.slices(byte_count)))
        if may_stay and flow.tasks == tasks == 1:
            return flow
        return Flow(flow.rows().repartitionById(tasks, "share"), None, tasks)

    def done(self, flow: Flow, *steps: str) -> dict[str, int]:
        """Does it, and says what was counted. `steps` are kept on the way."""
        for step in steps:
            self.folder.make(step)
        sums = [0] * len(COUNTED)
        for row in self.rows(flow):
            for part in struct.iter_unpack(f"{len(COUNTED)}Q", row.data if row.kind == work_of.COUNTS else b""):
                sums = [sum(pair) for pair in zip(sums, part, strict=True)]
        return dict(zip(COUNTED, (value % (1 << 64) for value in sums), strict=True))

    def rows(self, flow: Flow) -> list[Any]:
        """Does it; the few rows that are for the driver."""
        rows: list[Any] = flow.rows().collect()
        self.folder.clear(work_of.SENT)
        return rows

    def empty(self, name: str, schema: pa.Schema) -> None:
        """A file without rows, so that there is one."""
        with self.folder.written(f"{name}/none.parquet") as stream:
            pq.ParquetWriter(stream, schema).close()

    def do(self, flow: Flow, *steps: str) -> None:
        for name, value in self.done(flow, *steps).items():
            self.counts[name] += value

    def stars(self, step: str, source: str, kind: int, shares: int) -> str:
        """Rounds of large and small stars until nothing changes. Each reads what the one before it has written."""
        state, count = None, self.parts
        for round in range(64):
            sent = self.each(count, 4 * shares, work_of.send_edges, self.folder, source, kind, shares, True)
            large = self.step(self.brought(sent, shares), work_of.meet_stars, True, shares)
            small = self.step(self.brought(large, shares), work_of.meet_stars, False, shares, keep={work_of.EDGES: f"{step}-{round}"})
            source, kind, count = f"{step}-{round}", work_of.EDGES, shares
            before, state = state, self.done(small, source)
            if before is not None and before["edges"] == state["edges"] and before["checksum"] == state["checksum"]:
                return source
        raise BadOption("components did not settle in 64 rounds; this is a mistake of Stemma's, please report it")
