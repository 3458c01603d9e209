"""Copies in a pile of documents on many machines: sketches and comparisons by the core, joins and shuffles by Spark.

    import stemma.spark
    found = stemma.spark.dedup(df, id="url", text="body", published="date", work="hdfs:///tmp/stemma-run")
    found.links, found.clusters, found.summary

The same documents in the same order come to the same links and clusters as with `stemma dedup`. docs/spark.md says how, and what
the limits are.
"""
from __future__ import annotations

import contextlib
import os
import secrets
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from stemma.errors import BadOption, MissingPackage, NoInput

try:
    import pyarrow.parquet as pq

    from stemma import _spark_work as work_of
except ModuleNotFoundError as error:
    raise MissingPackage("stemma.spark needs pyspark and pyarrow: pip install 'stemma[spark]'") from error

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BLOCKS = "share int, kind int, data binary"
LINKS = ("left string, right string, kind string, resemblance double, containment_left double, containment_right double, "
         "longest_run_words long, runs array<struct<left_begin: long, left_end: long, right_begin: long, right_end: long>>")
MEMBERS = "cluster long, position long, document string, representative string, is_representative boolean"
SKIPPED = "row long, reason string"

# While the steps run. Blocks are few and large: a batch is bounded by its bytes, and no plan changes on the way, for the parts of
# the input must be the same when it is read again.
SETTINGS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2048",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(16 << 20),
}

LEVELS = {"whole": 0, "partial": 1, "both": 2}
REPRESENTATIVES = {"earliest": 0, "longest": 1, "first": 2}


@dataclass(frozen=True)
class SparkCopies:
    """What was found. All frames are read from the work folder, which must stay for as long as they are used."""

    links: DataFrame  #: left, right, kind, resemblance, containment_left, containment_right, longest_run_words, runs.
    clusters: DataFrame  #: A row for each member: cluster, position, document, representative, is_representative.
    skipped: DataFrame  #: row (of the input, from 0), reason.
    summary: dict[str, int]  #: As in summary.json.


def dedup(
    documents: DataFrame | str | list[str],
    id: str | None = "id",
    text: str = "text",
    published: str | None = "published",
    *,
    work: str | None = None,
    level: Literal["both", "whole", "partial"] = "both",
    representative: Literal["earliest", "longest", "first"] = "earliest",
    min_resemblance: float = 0.5,
    min_containment: float = 0.3,
    min_run_words: int = 40,
    max_document_bytes: int = 64 << 20,
    share_bytes: int = 32 << 20,
) -> SparkCopies:
    """Which documents are copies of which, whole or in part, and of which one each stands.

    `documents`: a frame with a row for each document, in the order in which Spark reads it; it is read twice, and must come in the
    same order both times. Or the paths of Parquet files and of folders with such files, which are read in the order of their paths
    and without Java in between: that costs less. `id` may be null (the number of the row is the id then) and `published` a time, a whole number (seconds since 1970) or
    text; both columns may be missing (of paths, a time needs an id). `work`: a folder that the driver and all workers see under this name; it may
    be deleted when the result is used no more. What is not given is a temporary folder, which does for a single machine only.
    `share_bytes`: about so much of the pile is in the memory of one task at a time, beside one partition of the input.

    Raises BadOption for options out of range, columns that are not there, or an input that changes; NoInput for no document.
    """
    options = {"level": _chosen("level", level, LEVELS), "seed": secrets.randbits(64),
               "representative": _chosen("representative", representative, REPRESENTATIVES),
               "min_resemblance": float(min_resemblance), "min_containment": float(min_containment),
               "min_run_words": int(min_run_words)}
    work_of.check_rule(options)
    if not 1 <= max_document_bytes <= 1 << 31:
        raise BadOption("the longest document must be between 1 byte and 2 GiB")
    if share_bytes < 1:
        raise BadOption("share_bytes must be positive")
    source: _Input
    if isinstance(documents, (str, list)):
        from pyspark.sql import SparkSession

        spark = SparkSession.active()
        paths = [documents] if isinstance(documents, str) else documents
        source = _input_of_files(spark, [_with_scheme(path) for path in paths], id, text, published, share_bytes)
    else:
        spark = documents.sparkSession
        source = _Input(work_of.Frame(), _columns(documents, id, text, published))
    with _settings(spark, SETTINGS | {"spark.sql.leafNodeDefaultParallelism": str(_cores(spark))}):
        return _Search(spark, source, options, _folder(work), share_bytes).run(int(max_document_bytes))


@dataclass(frozen=True)
class _Input:
    source: work_of.Source
    frame: DataFrame  #: What the tasks that read get: the rows themselves, or the numbers of parts.

    def texts(self) -> _Input:
        """Without ids and times."""
        if isinstance(self.source, work_of.Files):
            return _Input(work_of.Files(self.source.groups, self.source.columns[:1]), self.frame)
        return _Input(self.source, self.frame.select("text"))


def _input_of_files(spark: SparkSession, paths: list[str], id: str | None, text: str, published: str | None,
                    share_bytes: int) -> _Input:
    groups, names = work_of.Files.found(paths, 2 * share_bytes, 2 * _cores(spark))
    if not groups:
        raise NoInput(f"there is no Parquet file with a row in {', '.join(paths)}")
    if text not in names:
        raise BadOption(f"there must be a column of strings {text!r}; there are {', '.join(names)}")
    columns = [text, *(name for name in (id, published) if name in names)]
    if published in names and id not in names:
        raise BadOption(f"there is a column {published!r}, but no column {id!r}; name one, or leave times out: published=None")
    return _Input(work_of.Files(groups, columns), spark.range(0, len(groups), 1, len(groups)))


def _chosen(name: str, value: str, known: dict[str, int]) -> int:
    if value not in known:
        raise BadOption(f"{name} must be one of {', '.join(known)}, not {value!r}")
    return known[value]


def _columns(df: DataFrame, id: str | None, text: str, published: str | None) -> DataFrame:
    """Text, id and, where there is one, time; the latter as text or seconds."""
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    kinds = {field.name: field.dataType for field in df.schema.fields}
    if not isinstance(kinds.get(text), t.StringType):
        raise BadOption(f"there must be a column of strings {text!r}; there are {', '.join(kinds) or 'none'}")
    name = f.col(f"`{id}`").cast("string") if id in kinds else f.lit(None).cast("string")
    columns = [f.col(f"`{text}`").alias("text"), name.alias("id")]
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


def _cores(spark: SparkSession) -> int:
    """Kept for the whole run: a lost executor must not change how the input is divided."""
    try:
        return max(2, spark.sparkContext.defaultParallelism)
    except Exception:  # Spark Connect knows no context
        return 64


def _folder(work: str | None) -> str:
    work = tempfile.mkdtemp(prefix="stemma-spark-") if work is None else work
    return f"{_with_scheme(work).rstrip('/')}/run-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"


def _with_scheme(path: str) -> str:
    """So that Spark and Python understand the same by it."""
    return path if ":/" in path else f"file://{os.path.abspath(path)}"


@contextlib.contextmanager
def _settings(spark: SparkSession, wanted: dict[str, str]) -> Iterator[None]:
    before = {name: spark.conf.get(name, None) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            spark.conf.unset(name) if value is None else spark.conf.set(name, value)


class _Search:
    """One search: its steps in their order, each from files of the work folder to files of the work folder."""

    def __init__(self, spark: SparkSession, input: _Input, options: dict[str, Any], work: str, share_bytes: int) -> None:
        self.spark, self.input, self.options = spark, input, options
        self.work, self.share_bytes = work, share_bytes
        self.cores = _cores(spark)
        self.folder = work_of.Folder(work)
        self.counts = dict.fromkeys(COUNTED, 0)

    def run(self, max_document_bytes: int) -> SparkCopies:
        totals = self.read(max_document_bytes)
        self.pairs()
        self.compare(totals["text_bytes"])
        self.join()
        self.members()
        schemas = {"links": LINKS, "clusters": MEMBERS, "skipped": SKIPPED}
        frames = {name: self.spark.read.schema(schema).parquet(f"{self.work}/{name}") for name, schema in schemas.items()}
        return SparkCopies(**frames, summary=self.summary(totals))

    def read(self, max_document_bytes: int) -> dict[str, int]:
        """Sketches of the documents of each part."""
        for name, (schema, _) in work_of.ROWS.items():  # there, even if it stays empty
            self.folder.make(name)
            with self.folder.written(f"{name}/none.parquet") as stream:
                pq.ParquetWriter(stream, schema).close()
        self.folder.make("read")
        self.folder.make(work_of.SENT)
        frame = self.input.frame.mapInArrow(
            work_of.Read(self.folder, self.input.source, max_document_bytes, self.options["seed"]), BLOCKS)
        names = ("documents", "rows", "text_bytes", "short_documents", "wordy_documents", "skipped", "notices")
        parts = {row.share: struct.unpack("7Q", row.data) for row in frame.collect()}
        totals = {name: sum(part[i] for part in parts.values()) for i, name in enumerate(names)}
        if totals["documents"] == 0:
            raise NoInput(f"there is no document in the frame; {totals['rows']} rows were skipped")
        if totals["documents"] > (1 << 31) - 2:
            raise BadOption("more than 2147483646 documents; split the input")
        count = max(parts) + 1
        self.pile = work_of.Pile(self.work, [parts[i][0] if i in parts else 0 for i in range(count)],
                                 [parts[i][1] if i in parts else 0 for i in range(count)], self.options)
        self.parts, self.documents = count, totals["documents"]
        return totals

    def pairs(self) -> None:
        """Documents with the bytes of others, and pairs that are worth a comparison; those stay with the part of the right one."""
        pile, parts = self.pile, self.parts
        hashes, anchors = self.slices(self.documents * 56), self.slices(self.documents * 384)
        known = self.brought(self.each(parts, hashes, work_of.send_known, pile, hashes), hashes)
        told = self.brought(self.step(known, work_of.meet_known), parts, self.documents * 384)
        sent = self.step(told, work_of.send_anchors, pile, anchors,
                         keep=dict.fromkeys((work_of.NEW_IDS, work_of.SPREAD, work_of.STAR_COPIES), "known"))
        met = self.step(self.brought(sent, max(parts, anchors), self.documents * 384), work_of.meet_anchors, pile,
                        keep={work_of.COPIES: "copies", work_of.KNOWN_COPIES: "copies", work_of.LINKS: "links/copies"})
        left = self.step(self.brought(met, parts, self.documents * 128), work_of.meet_left, pile, keep={work_of.CROWDS: "crowds"})
        right = self.step(self.brought(left, parts, self.documents * 128), work_of.meet_right, pile,
                          keep={work_of.SUSPECTS: "pairs", work_of.EDGES: "pairs"})
        self.do(right, "known", "copies", "crowds", "pairs")
        self.counts["suspect_pairs"] = 0  # are counted when they are compared

    def labelled(self, step: str, source: str, kind: int, edges: int) -> DataFrame:
        """Connected components: each part gets the labels of its documents."""
        shares = max(1, -(-edges * 24 // self.share_bytes))
        count = self.parts
        if shares > 1:
            source, kind, count = self.stars(step, source, kind, shares), work_of.EDGES, shares
        sent = self.each(count, 4 * shares, work_of.send_tree, self.pile, source, kind, count, shares, shares > 1)
        return self.brought(self.step(self.brought(sent, shares), work_of.meet_centres, self.pile), self.parts, self.documents * 64)

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

    def compare(self, text_bytes: int) -> None:
        """Suspects to their cells, the texts after them, and links."""
        pile, parts, cells = self.pile, self.parts, self.slices(text_bytes)
        labelled = self.labelled("families", "pairs", work_of.EDGES, self.counts["edges"])
        sent = self.step(labelled, work_of.send_suspects, pile, keep={work_of.LABELS: "families"})
        by_left = self.step(self.brought(sent, parts, self.documents * 64), work_of.meet_suspects, pile, cells)
        settled = self.step(self.brought(by_left, max(parts, cells), self.documents * 64), work_of.settle_routes,
                            keep=dict.fromkeys((work_of.CELL_PAIRS, work_of.ROUTES), "cells"))
        self.do(settled, "families", "cells")
        input = self.input.texts()
        texts = self.brought(input.frame.mapInArrow(work_of.SendTexts(input.source, pile), BLOCKS), cells)
        compared = self.step(texts, work_of.compare, pile, keep={work_of.LINKS: "links/compared"})
        self.do(self.step(self.brought(compared, parts, text_bytes // 4), work_of.passed, keep=dict.fromkeys(
            (work_of.CLUSTERS, work_of.JOINS, work_of.TEXTS), "compared")), "compared")

    def join(self) -> None:
        """Clusters of what did not lie in one cell."""
        if self.counts["joins"] == 0:
            return
        shares = self.slices(self.counts["joins"] * 4096)
        labelled = self.labelled("joined", "compared", work_of.JOINS, self.counts["joins"])
        self.do(self.step(labelled, work_of.passed, keep={work_of.LABELS: "joined"}), "joined")
        sent = self.brought(self.each(self.parts, shares, work_of.send_joins, self.pile, shares), shares)
        met = self.brought(self.step(sent, work_of.meet_joins, self.pile, keep={work_of.LINKS: "links/clustered"}), self.parts, self.documents * 64)
        self.do(self.step(met, work_of.passed, keep={work_of.CLUSTERS: "clustered"}), "clustered")

    def members(self) -> None:
        """Clusters with the exact copies of their members."""
        keep = {work_of.SKIPPED: "skipped/rows"}
        told = self.each(self.parts, self.slices(self.documents * 64), work_of.members, self.pile,
                         keep=keep | {work_of.MEMBERS: "clusters/members"})
        self.do(self.step(self.brought(told, self.parts, self.documents * 64), work_of.stars, self.pile, keep={work_of.MEMBERS: "clusters/stars"}))

    # The engine.

    def slices(self, byte_count: int) -> int:
        """Over how many shares so much is spread."""
        return max(self.cores, -(-byte_count // self.share_bytes))

    def each(self, count: int, slices: int, work: Callable[..., Any], *more: Any, keep: dict[int, str] | None = None) -> DataFrame:
        """What work makes of each number."""
        numbers = self.spark.range(0, count, 1, max(1, min(count, slices)))
        return numbers.mapInArrow(work_of.Each(self.folder, work, *more, keep=keep), BLOCKS)

    def step(self, frame: DataFrame, work: Callable[..., Any], *more: Any, keep: dict[int, str] | None = None) -> DataFrame:
        return frame.mapInArrow(work_of.Step(self.folder, work, *more, keep=keep), BLOCKS)

    def brought(self, frame: DataFrame, shares: int, byte_count: int | None = None) -> DataFrame:
        """What is of one share to one task; which has no other share, unless all together are so many bytes only."""
        tasks = shares if byte_count is None else min(shares, self.slices(byte_count))
        return frame.repartitionById(max(1, tasks), "share")

    def done(self, frame: DataFrame, *steps: str) -> dict[str, int]:
        """Does it, and says what was counted. `steps` are kept on the way."""
        for step in steps:
            self.folder.make(step)
        sums = [0] * len(COUNTED)
        rows = frame.collect()
        self.folder.clear(work_of.SENT)
        for row in rows:
            for part in struct.iter_unpack(f"{len(COUNTED)}Q", row.data if row.kind == work_of.COUNTS else b""):
                sums = [sum(pair) for pair in zip(sums, part, strict=True)]
        return dict(zip(COUNTED, (value % (1 << 64) for value in sums), strict=True))

    def do(self, frame: DataFrame, *steps: str) -> None:
        for name, value in self.done(frame, *steps).items():
            self.counts[name] += value

    def summary(self, totals: dict[str, int]) -> dict[str, int]:
        first = ("documents", "text_bytes", "short_documents", "wordy_documents")
        last = (*(f"{kind}_links" for kind in KINDS), "clusters", "clustered_documents", "suspect_pairs", "boilerplate_anchors",
                "boilerplate_only_pairs", "crowded_documents", "starred_documents")
        return {name: totals[name] for name in first} | {name: self.counts[name] for name in last} | {
            "skipped": totals["skipped"], "unread_times": totals["notices"]}


KINDS = ("exact", "reformatted", "edited", "contained", "partial")
COUNTED = ("suspect_pairs", "boilerplate_anchors", "boilerplate_only_pairs", "crowded_documents", "starred_documents",
           *(f"{kind}_links" for kind in KINDS), "clusters", "clustered_documents", "edges", "checksum", "joins")
