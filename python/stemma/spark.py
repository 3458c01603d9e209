"""Copies and stories in a pile of documents on many machines: the core compares and traces, Spark joins and shuffles.

    import stemma.spark
    found = stemma.spark.dedup(df, id="url", text="body", published="date", work="hdfs:///tmp/stemma-run")
    found.links, found.clusters, found.summary
    traced = stemma.spark.trace(df, id="url", text="body", published="date", work="hdfs:///tmp/stemma-run")
    traced.stories, traced.edges, traced.readings

The same documents in the same order come to the same links and clusters as with `stemma dedup`, and to the same stories as with
`stemma trace`, with the reservations of docs/spark.md.
"""
from __future__ import annotations

import os
import secrets
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from stemma._input import Path
from stemma.errors import BadOption, MissingPackage, NoInput

try:
    from stemma import _spark_engine as engine
    from stemma import _spark_stories as stories_of
    from stemma import _spark_work as work_of
except ModuleNotFoundError as error:
    raise MissingPackage("stemma.spark needs pyspark and pyarrow: pip install 'stemma[spark]'") from error

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LINKS = ("left string, right string, kind string, resemblance double, containment_left double, containment_right double, "
         "longest_run_words long, runs array<struct<left_begin: long, left_end: long, right_begin: long, right_end: long>>")
MEMBERS = "cluster long, position long, document string, representative string, is_representative boolean"
SKIPPED = "row long, reason string"

MEMBERS_KEPT = {work_of.SKIPPED: "skipped/rows", work_of.MEMBERS: "clusters/members"}

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
    documents: DataFrame | Path | list[Path],
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
    share_bytes: int = 64 << 20,
) -> SparkCopies:
    """Which documents are copies of which, whole or in part, and of which one each stands.

    `documents`: a frame with a row for each document, in the order in which Spark reads it. Or the paths of Parquet files and of
    folders with such files, which are read in the order of their paths and without Java in between: that costs less. `id` may be null (the number of the row is the id then) and `published` a time, a whole number (seconds since 1970) or
    text; both columns may be missing (of paths, a time needs an id). `work`: a folder that the driver and all workers see under this name; it may
    be deleted when the result is used no more. What is not given is a temporary folder, which does for a single machine only.
    `share_bytes`: about so much of the pile is in the memory of one task at a time, beside one partition of the input.

    Raises BadOption for options out of range, columns that are not there, or an input that changes; NoInput for no document
    and for a path that does not exist.
    """
    options = {"level": engine.chosen("level", level, LEVELS), "seed": secrets.randbits(64),
               "representative": engine.chosen("representative", representative, REPRESENTATIVES),
               "min_resemblance": float(min_resemblance), "min_containment": float(min_containment),
               "min_run_words": int(min_run_words)}
    work_of.check_rule(options)
    if not 1 <= max_document_bytes <= 1 << 31:
        raise BadOption("the longest document must be between 1 byte and 2 GiB")
    if share_bytes < 1:
        raise BadOption("share_bytes must be positive")
    source: engine.Input
    if isinstance(documents, (str, os.PathLike, list)):
        from pyspark.sql import SparkSession

        spark = SparkSession.active()
        source = _input_of_files(spark, engine.paths_of(documents), id, text, published, share_bytes)
    else:
        spark = documents.sparkSession
        source = engine.Input(work_of.Frame(), engine.columns(documents, id, text, published))
    with engine.settings(spark, engine.SETTINGS | {"spark.sql.leafNodeDefaultParallelism": str(engine.cores(spark))}):
        return _Search(spark, source, options, engine.folder(work), share_bytes).run(int(max_document_bytes))


def _input_of_files(spark: SparkSession, paths: list[str], id: str | None, text: str, published: str | None,
                    share_bytes: int) -> engine.Input:
    groups, names = work_of.Files.found(paths, 2 * share_bytes, 2 * engine.cores(spark))
    if not groups:
        raise NoInput(f"there is no Parquet file with a row in {', '.join(paths)}")
    if text not in names:
        raise BadOption(f"there must be a column of strings {text!r}; there are {', '.join(names)}")
    columns = [text, *(name for name in (id, published) if name in names)]
    if published in names and id not in names:
        raise BadOption(f"there is a column {published!r}, but no column {id!r}; name one, or leave times out: published=None")
    return engine.Input(work_of.Files(groups, columns), spark.range(0, len(groups), 1, len(groups)))


class _Search(engine.Engine):
    """One search."""

    def __init__(self, spark: SparkSession, input: engine.Input, options: dict[str, Any], work: str, share_bytes: int) -> None:
        super().__init__(spark, work, share_bytes)
        self.input, self.options = input, options

    def run(self, max_document_bytes: int) -> SparkCopies:
        with engine.settings(self.spark, {} if isinstance(self.input.source, work_of.Frame) else engine.PLAIN):
            totals = self.read(max_document_bytes)
        with engine.settings(self.spark, engine.PLAIN):
            self.pairs()
            self.compare(totals["text_bytes"])
            self.folder.clear("texts")
        schemas = {"links": LINKS, "clusters": MEMBERS, "skipped": SKIPPED}
        frames = {name: self.spark.read.schema(schema).parquet(f"{self.work}/{name}") for name, schema in schemas.items()}
        return SparkCopies(**frames, summary=self.summary(totals))

    def read(self, max_document_bytes: int) -> dict[str, int]:
        """Sketches of the documents of each part."""
        for name in ("links", "clusters", "skipped"):
            self.folder.make(name)
            self.empty(name, work_of.ROWS[name][0])
        for name in ("read", "texts", work_of.SENT):
            self.folder.make(name)
        frame = self.input.frame.mapInArrow(
            work_of.Read(self.folder, self.input.source, max_document_bytes, self.options["seed"]), engine.BLOCKS)
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
        known = self.brought(self.each(parts, hashes, work_of.send_known, pile, hashes), hashes, may_stay=True)
        told = self.brought(self.step(known, work_of.meet_known), parts, self.documents * 384, may_stay=True)
        sent = self.step(told, work_of.send_anchors, pile, anchors,
                         keep=dict.fromkeys((work_of.NEW_IDS, work_of.SPREAD, work_of.STAR_COPIES), "known"))
        met = self.step(self.brought(sent, max(parts, anchors), self.documents * 384), work_of.meet_anchors, pile,
                        keep={work_of.COPIES: "copies", work_of.KNOWN_COPIES: "copies", work_of.LINKS: "links/copies"})
        left = self.step(self.brought(met, parts, self.documents * 128, may_stay=True), work_of.meet_left, pile, keep={work_of.CROWDS: "crowds"})
        right = self.step(self.brought(left, parts, self.documents * 128, may_stay=True), work_of.meet_right, pile,
                          keep={work_of.SUSPECTS: "pairs", work_of.EDGES: "pairs"})
        self.do(right, "known", "copies", "crowds", "pairs")
        self.counts["suspect_pairs"] = 0  # are counted when they are compared

    def labelled(self, step: str, source: str, kind: int, edges: int) -> engine.Flow:
        """Connected components: each part gets the labels of its documents."""
        shares = max(1, -(-edges * 24 // self.share_bytes))
        if shares == 1:
            labels = self.each(1, 1, work_of.label_tree, self.pile, source, kind)
        else:
            source = self.stars(step, source, kind, shares)
            sent = self.each(shares, 4 * shares, work_of.send_centres, self.pile, source, shares)
            labels = self.step(self.brought(sent, shares), work_of.meet_centres, self.pile)
        return self.brought(labels, self.parts, self.documents * 64, may_stay=True)

    def compare(self, text_bytes: int) -> None:
        """Suspects to their cells, the texts after them; links, and clusters."""
        text_bytes = min(text_bytes, 2 * self.counts["suspect_bytes"])  # of those that will be sent, about
        pile, parts, cells = self.pile, self.parts, self.slices(text_bytes)
        labelled = self.labelled("families", "pairs", work_of.EDGES, self.counts["edges"])
        sent = self.step(labelled, work_of.send_suspects, pile)
        by_left = self.step(self.brought(sent, parts, self.documents * 64, may_stay=True), work_of.meet_suspects, pile, cells)
        sent_bytes = self.documents * 128 if pile.are_texts_mapped else text_bytes  # only where they lie, or what is there
        texts = self.step(self.brought(by_left, max(parts, cells), sent_bytes, may_stay=True), work_of.send_texts, pile)
        compared = self.step(self.brought(texts, cells, may_stay=True), work_of.compare, pile, keep={work_of.LINKS: "links/compared"})
        last = self.brought(compared, parts, text_bytes // 16, may_stay=True)
        if last.tasks == 1:
            here = self.step(self.step(last, work_of.send_together), work_of.join_here, pile, keep={work_of.LINKS: "links/clustered"})
            self.members(self.step(here, work_of.all_members, pile, keep=MEMBERS_KEPT, turns=parts))
            return
        self.do(self.step(last, work_of.passed, keep=dict.fromkeys((work_of.CLUSTERS, work_of.JOINS, work_of.TEXTS), "compared")), "compared")
        self.members(self.joined() if self.counts["joins"] > 0 else self.each(
            parts, self.slices(self.documents * 64), work_of.members, pile, keep=MEMBERS_KEPT))

    def joined(self) -> engine.Flow:
        """Clusters of what did not lie in one cell, brought to the parts of their members."""
        shares = self.slices(self.counts["joins"] * 4096)
        labelled = self.labelled("joined", "compared", work_of.JOINS, self.counts["joins"])
        sent = self.brought(self.step(labelled, work_of.send_joins, self.pile, shares), shares, may_stay=True)
        met = self.step(sent, work_of.meet_joins, self.pile, keep={work_of.LINKS: "links/clustered"})
        return self.step(self.brought(met, self.parts, self.documents * 64, may_stay=True), work_of.all_members, self.pile, keep=MEMBERS_KEPT)

    def members(self, told: engine.Flow) -> None:
        """Clusters with the exact copies of their members."""
        if self.counts["starred_documents"] > 0 or not self.pile.with_whole:  # else there are no large groups
            told = self.step(self.brought(told, self.parts, self.documents * 64, may_stay=True), work_of.stars, self.pile,
                             keep={work_of.MEMBERS: "clusters/stars"})
        self.do(told)

    def summary(self, totals: dict[str, int]) -> dict[str, int]:
        first = ("documents", "text_bytes", "short_documents", "wordy_documents")
        last = (*(f"{kind}_links" for kind in engine.KINDS), "clusters", "clustered_documents", "suspect_pairs", "boilerplate_anchors",
                "boilerplate_only_pairs", "crowded_documents", "starred_documents")
        return {name: totals[name] for name in first} | {name: self.counts[name] for name in last} | {
            "skipped": totals["skipped"], "unread_times": totals["notices"]}


@dataclass(frozen=True)
class SparkStories:
    """Stories of two tellings or more. All frames are read from the work folder, which must stay for as long as they are used.

    `story` is a name that no other story has; the other columns are those of the tables of :class:`stemma.Report`.
    """

    stories: DataFrame  #: story, title, documents, origins, lost_sources, differences, similarity.
    tellings: DataFrame  #: story, id, title, outlet, published, language.
    edges: DataFrame  #: story, parent, child, share, confidence, is_direction_known, runner_up, runner_up_confidence, evidence.
    readings: DataFrame  #: story, entry, kind, severity, label, reading, first, document, begin_byte, end_byte.
    skipped: DataFrame  #: row (of the input, from 0), reason.
    summary: dict[str, int]  #: documents, text_bytes, skipped; large_groups and cut: documents of groups that were too large.


def trace(
    documents: DataFrame | Path | list[Path],
    id: str | None = "id",
    text: str = "text",
    published: str | None = "published",
    title: str | None = "title",
    outlet: str | None = "outlet",
    *,
    work: str | None = None,
    times: bool = True,
    story_threshold: float = 0.0,
    max_document_bytes: int = 64 << 20,
    max_group: int = 1000,
    gazetteer: str | None = None,
    share_bytes: int = 32 << 20,
) -> SparkStories:
    """How stories spread over a pile: who copied whom, and what changed on the way. One task traces each story.

    `documents`: a frame, in the order in which Spark reads it, or the paths of Parquet; it is read twice, and must come in the same
    order both times. Only the text is needed. `times`, `story_threshold`, `max_document_bytes`, `gazetteer`: as for
    :func:`stemma.trace`; a gazetteer must lie under that path on every worker. `max_group`: no more documents are traced together, 2
    to 100000. `work` and `share_bytes`: as for :func:`dedup`.

    Raises BadOption for options out of range, columns that are not there, or an input that changes; NoInput for no document
    and for a path that does not exist.
    """
    if not 0 <= story_threshold <= 1:
        raise BadOption("the story threshold must be between 0 and 1")
    if not 1 <= max_document_bytes <= 1 << 31:
        raise BadOption("the longest document must be between 1 byte and 2 GiB")
    if not 2 <= max_group <= 100_000 or share_bytes < 1:
        raise BadOption("max_group must be between 2 and 100000, share_bytes positive")
    if isinstance(documents, (str, os.PathLike, list)):
        documents = engine.frame_of(engine.paths_of(documents))
    spark = documents.sparkSession
    frame = engine.columns(documents, id, text, published, title, outlet)
    options = {"times": times, "story_threshold": float(story_threshold), "max_document_bytes": int(max_document_bytes),
               "gazetteer": gazetteer}
    with engine.settings(spark, engine.SETTINGS | {"spark.sql.leafNodeDefaultParallelism": str(engine.cores(spark))}):
        return _Trace(spark, frame, options, engine.folder(work), share_bytes).run(max_group)


class _Trace(engine.Engine):
    """One trace."""

    def __init__(self, spark: SparkSession, frame: DataFrame, options: dict[str, Any], work: str, share_bytes: int) -> None:
        super().__init__(spark, work, share_bytes)
        self.frame, self.options = frame, options

    def run(self, max_group: int) -> SparkStories:
        self.folder.make("skipped")
        for name, schema in stories_of.schemas().items():
            self.folder.make(name)
            self.empty(name, schema)
        self.empty("skipped", work_of.ROWS["skipped"][0])
        totals = self.read()
        self.pairs()
        large, cut = self.groups(max_group)
        self.trace(totals[2])
        frames = {name: self.spark.read.parquet(f"{self.work}/{name}") for name in (*stories_of.schemas(), "skipped")}
        summary = {"documents": totals[0], "text_bytes": totals[2], "skipped": totals[3], "large_groups": large, "cut": cut}
        return SparkStories(**frames, summary=summary)

    def whole(self, work: Any) -> engine.Flow:
        return engine.Flow(self.frame.mapInArrow(work, engine.BLOCKS), None, 0)

    def read(self) -> list[int]:
        """Words of the documents of each part, and which of them are names."""
        self.folder.make("read")
        self.folder.make(work_of.SENT)
        shares = 4 * self.cores  # nothing is known of the pile yet
        read = self.whole(stories_of.Read(self.folder, self.options["max_document_bytes"], shares))
        met = self.step(self.brought(read, shares), stories_of.meet_leads)
        parts: dict[int, tuple[int, ...]] = {}
        self.folder.make("names")
        last = self.brought(met, shares)
        for row in self.rows(self.step(last, stories_of.keep_names, keep={work_of.NAMES: "names"})):
            part, *counts = struct.unpack("5Q", row.data)
            parts[part] = tuple(counts)
        totals = [sum(part[i] for part in parts.values()) for i in range(4)]
        if totals[0] == 0:
            raise NoInput(f"there is no document in the frame; {totals[1]} rows were skipped")
        if totals[0] > (1 << 31) - 2:
            raise BadOption("more than 2147483646 documents; split the input")
        count = max(parts) + 1
        none = (0, 0, 0, 0)
        self.pile = work_of.Pile(self.work, [parts.get(i, none)[0] for i in range(count)], [parts.get(i, none)[1] for i in range(count)],
                                 self.options | {"documents": totals[0]})
        self.parts, self.documents = count, totals[0]
        return totals

    def pairs(self) -> None:
        """Two documents that are alike enough for one story."""
        pile, parts = self.pile, self.parts
        words, seeds = self.slices(self.documents * 2048), self.slices(self.documents * 384)
        counted = self.each(parts, words, stories_of.count_words, pile, words, keep={work_of.COUNTED_WORDS: "words"})
        told = self.step(self.brought(counted, words), stories_of.meet_words)
        weighed = self.step(self.brought(told, parts, self.documents * 2048), stories_of.weigh_words, pile, seeds,
                            keep={work_of.VECTORS: "vectors", work_of.PILE_WORDS: "vectors"})
        near = self.step(self.brought(weighed, seeds), stories_of.meet_postings, pile)
        left = self.step(self.brought(near, parts, self.documents * 2048), stories_of.meet_left, pile)
        right = self.step(self.brought(left, parts, self.documents * 2048), stories_of.meet_right, pile, keep={work_of.EDGES: "alike"})
        self.do(right, "words", "vectors", "alike")

    def groups(self, max_group: int) -> tuple[int, int]:
        """Connected components: what is traced together."""
        shares, source, count = max(1, -(-self.counts["edges"] * 24 // self.share_bytes)), "alike", self.parts
        if shares > 1:
            source, count = self.stars("groups", source, work_of.EDGES, shares), shares
        sent = self.each(count, 4 * shares, stories_of.send_edges, self.pile, source, shares, shares > 1)
        labelled = self.brought(self.step(self.brought(sent, shares), stories_of.meet_edges, self.pile), self.parts, self.documents * 64)
        self.folder.make("routes")
        routed = self.step(labelled, stories_of.keep_routes, self.pile, max_group, keep={work_of.STORY_ROUTES: "routes"})
        counts = [struct.unpack("2Q", row.data) for row in self.rows(routed)]
        return sum(large for large, _ in counts), sum(cut for _, cut in counts)

    def trace(self, text_bytes: int) -> None:
        """The texts to their stories, and these to tables."""
        shares = self.slices(text_bytes)
        sent = self.brought(self.whole(stories_of.SendTexts(self.pile, shares)), shares)
        names = {kind: f"{name}/rows" for kind, name in stories_of.TABLES.items()} | {work_of.SKIPPED: "skipped/rows"}
        self.do(self.step(sent, stories_of.trace, self.pile, keep=names))
