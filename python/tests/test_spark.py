"""stemma.spark: the same links and clusters as one machine finds, on two workers with a Java machine each."""
import collections
import contextlib
import json
import os
import pathlib
import random
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time

import pyarrow
import pyarrow.parquet
import pytest

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java here", allow_module_level=True)

import stemma  # noqa: E402
import stemma.spark  # noqa: E402
from stemma import BadOption, NoInput  # noqa: E402
from stemma.command import PROGRAM  # noqa: E402

SCHEMA = "id string, published string, text string"


def beside(name):
    """A file of the sources, or of the copy of them in which the tests were put."""
    tests = pathlib.Path(__file__).resolve().parent
    return next(path for path in (tests.parent / name, tests.parent.parent / name) if path.exists())


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_HOME", str(pathlib.Path(pyspark.__file__).parent))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    quick_start = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # Java would compile for longer than the tests run
    session = (SparkSession.builder.master("local-cluster[2,1,1024]")
               .config("spark.driver.extraJavaOptions", quick_start).config("spark.executor.extraJavaOptions", quick_start)
               .config("spark.executor.memory", "640m").config("spark.ui.enabled", "false")
               .config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "2")
               .config("spark.local.dir", str(tmp_path_factory.mktemp("spark"))).getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


# Made texts: words without meaning, and copies that are changed in all the ways that matter to the search.

def words(random_numbers, count):
    return [f"w{random_numbers.randrange(4000)}" for _ in range(count)]


def made_documents(count, seed):
    numbers = random.Random(seed)
    closing = " ".join(words(numbers, 45))
    huge = " ".join(words(numbers, 80))
    texts = []
    while len(texts) < count:
        original = words(numbers, numbers.randrange(6, 260))
        texts.append(" ".join(original))
        for _ in range(numbers.choice([0, 0, 1, 1, 2, 12])):
            copy = list(original)
            kind = numbers.randrange(7)
            if kind == 0:
                copy = [word.upper() + "," for word in copy]
            elif kind == 1:
                for _ in range(max(1, len(copy) // 12)):
                    copy[numbers.randrange(len(copy))] = f"x{numbers.randrange(4000)}"
            elif kind == 2:
                copy = copy[: len(copy) // 2] + words(numbers, 30)
            elif kind == 3:
                copy = words(numbers, 120) + copy[:60]
            elif kind == 4:
                copy = [*copy, closing]
            texts.append(" ".join(copy))
        if numbers.random() < 0.5:  # so that a crowd has more than 66 in one partition
            texts.append(" ".join(words(numbers, 90)) + " " + closing)
        if numbers.random() < 0.05:
            texts.append(huge if numbers.random() < 0.6 else huge + f" end{numbers.randrange(9)}")
        if numbers.random() < 0.05:
            texts.append("too short")
    numbers.shuffle(texts)
    return [(f"doc/{i}", f"2026-0{1 + i % 9}-1{i % 10}T0{i % 7}:00:00Z" if i % 5 else None, text) for i, text in enumerate(texts)]


def found_by_program(folder, documents, *options):
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pile.jsonl").open("w", encoding="utf-8") as file:
        for id, published, text in documents:
            file.write(json.dumps({"id": id, "published": published, "text": text}) + "\n")
    done = subprocess.run([PROGRAM, "dedup", folder / "pile.jsonl", "-o", folder / "out", *options], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    links = sorted(
        (link["left"], link["right"], link["kind"], link["resemblance"], link["containment_left"], link["containment_right"],
         link["longest_run_words"], tuple((*run["left"], *run["right"]) for run in link["runs"]))
        for link in map(json.loads, (folder / "out" / "links.jsonl").open()))
    clusters = sorted((one["representative"], tuple(one["members"])) for one in map(json.loads, (folder / "out" / "clusters.jsonl").open()))
    return links, clusters, json.loads((folder / "out" / "summary.json").read_text())


def rows_of(found):
    links = sorted((row.left, row.right, row.kind, row.resemblance, row.containment_left, row.containment_right,
                    row.longest_run_words, tuple(tuple(run) for run in row.runs)) for row in found.links.collect())
    members = collections.defaultdict(list)
    representatives = {}
    for row in found.clusters.collect():
        members[row.cluster].append((row.position, row.document))
        representatives[row.cluster] = row.representative
        assert row.is_representative == (row.document == row.representative)
    clusters = sorted((representatives[key], tuple(document for _, document in sorted(group))) for key, group in members.items())
    return links, clusters


def frame(spark, documents, parts=5):
    return spark.createDataFrame(spark.sparkContext.parallelize(documents, parts), SCHEMA)


def assert_same(found, expected):
    links, clusters, summary = expected
    assert rows_of(found) == (links, clusters)
    assert {name: found.summary[name] for name in summary if name != "format"} == {
        name: value for name, value in summary.items() if name != "format"}


def test_two_workers_come_to_the_links_clusters_and_summary_of_one_machine(spark, tmp_path):
    documents = made_documents(3000, 1)
    expected = found_by_program(tmp_path / "one", documents)
    assert {link[2] for link in expected[0]} == {"exact", "reformatted", "edited", "contained", "partial"}
    assert expected[2]["boilerplate_anchors"] > 0 and expected[2]["starred_documents"] > 8
    files = written(tmp_path / "files", documents, 3)
    assert_same(stemma.spark.dedup(str(files), work=str(tmp_path / "work")), expected)


def written(folder, documents, groups):
    """The same as Parquet, two files of several groups of rows."""
    folder.mkdir()
    half = len(documents) // 2
    for name, part in (("a", documents[:half]), ("b", documents[half:])):
        table = pyarrow.table({"id": [row[0] for row in part], "published": [row[1] for row in part], "text": [row[2] for row in part],
                               "number": list(range(len(part)))})
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet", row_group_size=len(part) // groups + 1)
    return folder


def test_paths_are_read_in_their_order_and_the_recipe_keeps_one_of_each(spark, tmp_path, monkeypatch, capsys):
    documents = made_documents(500, 4)
    _, clusters, summary = found_by_program(tmp_path / "one", documents)
    files = written(tmp_path / "files", documents, 3)
    recipe = beside("docs/recipes/spark_dedup.py")
    monkeypatch.setattr(sys, "argv", ["spark_dedup.py", str(files), str(tmp_path / "out"), "--work", str(tmp_path / "work")])
    runpy.run_path(str(recipe), run_name="__main__")
    assert f"{summary['clusters']}" in capsys.readouterr().out
    kept = pyarrow.parquet.read_table(tmp_path / "out" / "kept")
    redundant = {member for representative, members in clusters for member in members if member != representative}
    assert set(kept["id"].to_pylist()) == {row[0] for row in documents} - redundant and kept.num_rows == len(documents) - len(redundant)
    links = pyarrow.parquet.read_table(tmp_path / "out" / "links")
    assert links.num_rows == sum(summary[f"{kind}_links"] for kind in ("exact", "reformatted", "edited", "contained", "partial"))


def test_small_shares_need_rounds_of_components_and_give_the_same(spark, tmp_path):
    documents = made_documents(600, 2)
    options = {"level": "whole", "representative": "longest"}
    expected = found_by_program(tmp_path / "one", documents, "--level", "whole", "--representative", "longest")
    found = stemma.spark.dedup(frame(spark, documents, 3), work=str(tmp_path / "work"), share_bytes=9000, **options)
    assert_same(found, expected)
    assert list(tmp_path.glob("work/run-*/families-1")), "there were rounds"


def test_clusters_that_cross_cells_are_joined_in_one_task(spark, tmp_path):
    documents = made_documents(1500, 11)
    expected = found_by_program(tmp_path / "one", documents, "--level", "partial")
    files = written(tmp_path / "files", documents, 3)
    found = stemma.spark.dedup(str(files), work=str(tmp_path / "work"), level="partial", share_bytes=120_000)
    assert_same(found, expected)
    (run,) = tmp_path.glob("work/run-*")
    assert len(list(run.glob("links/compared-*"))) > 2, "there were several cells"
    assert not (run / "compared").exists(), "one task had all that was left"


def test_texts_are_sent_where_files_cannot_be_mapped(spark, tmp_path, monkeypatch):
    documents = made_documents(700, 9)
    expected = found_by_program(tmp_path / "one", documents)
    monkeypatch.setattr(stemma._spark_work.Folder, "is_local", False)  # the driver decides it for all
    # Shares so small that there are several cells, and clusters that cross them.
    found = stemma.spark.dedup(frame(spark, documents, 3), work=str(tmp_path / "work"), share_bytes=20_000)
    assert_same(found, expected)


def test_ten_thousand_copies_of_one_text_and_a_closing_that_all_have(spark, tmp_path):
    numbers = random.Random(6)
    closing = " ".join(words(numbers, 60))
    texts = [" ".join(words(numbers, 70))] * 10_000
    original = words(numbers, 80)
    for i in range(1500):
        original = words(numbers, 80) if i % 5 else [*original[:40], *words(numbers, 30)]
        texts.append(" ".join(original) + " " + closing)
    numbers.shuffle(texts)
    documents = [(f"{i}", None, text) for i, text in enumerate(texts)]
    expected = found_by_program(tmp_path / "one", documents)
    found = stemma.spark.dedup(frame(spark, documents, 6), work=str(tmp_path / "work"))
    assert_same(found, expected)
    assert found.summary["starred_documents"] == 9_999 and found.summary["boilerplate_anchors"] > 5
    # Of the copies no more goes from task to task than their part says: what is kept of each lies where it was read.
    kept = sorted(path.stat().st_size for path in tmp_path.glob("work/run-*/known/[0-9]*"))
    assert len(kept) == 6 and kept[-1] < 2 * kept[0]


class Killer(threading.Thread):
    """Kills one executor, once, as soon as a step has been written."""

    def __init__(self, work, after):
        super().__init__(daemon=True)
        self.work, self.after, self.killed = work, after, 0

    def run(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not list(self.work.glob(f"run-*/{self.after}/*")):
            time.sleep(0.02)
        for entry in pathlib.Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                command = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
                if b"CoarseGrainedExecutorBackend" in command and self.is_ours(int(entry.name)):
                    os.kill(int(entry.name), signal.SIGKILL)
                    self.killed += 1
                    return

    @staticmethod
    def is_ours(process):
        while process > 1 and process != os.getpid():
            process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        return process == os.getpid()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_killed_executor_does_not_change_the_result(spark, tmp_path):
    documents = made_documents(900, 3)
    expected = found_by_program(tmp_path / "one", documents, "--level", "partial", "--representative", "first")
    killer = Killer(tmp_path / "work", "copies")  # in the middle of a job
    killer.start()
    found = stemma.spark.dedup(frame(spark, documents), work=str(tmp_path / "work"), level="partial", representative="first")
    killer.join()
    assert killer.killed == 1
    assert_same(found, expected)


def test_what_cannot_be_read_is_skipped_and_ids_are_made_unique(spark, tmp_path):
    text = " ".join(words(random.Random(5), 60))
    documents = [
        ("a", None, text), ("b", "2026-01-01", None), ("c", "2026-01-01", " \n"), ("a", "yesterday", text + " and more"),
        (None, None, "no id " + text), ("a", "2025-01-01", text), ("d", None, "with a \0 in it"), ("", None, text + " last"),
        ("é", "2024-01-01", "Ünïcode, " + text)]
    found = stemma.spark.dedup(frame(spark, documents, 3), work=str(tmp_path / "work"))
    # Without an id, the row is it: as good as written.
    named = [(id or str(i), published, text) for i, (id, published, text) in enumerate(documents)]
    links, clusters, _ = found_by_program(tmp_path / "one", named)
    assert rows_of(found) == (links, clusters)
    assert {member for _, members in clusters for member in members} == {"a", "a-2", "4", "a-3", "7", "é"}
    assert [tuple(row) for row in found.skipped.orderBy("row").collect()] == [
        (1, "no text"), (2, "empty text"), (6, "NUL at byte 7; not text")]
    assert found.summary["skipped"] == 3 and found.summary["unread_times"] == 1


def test_requests_that_cannot_be_met_are_refused(spark, tmp_path):
    some = frame(spark, [("a", None, "text")], 1)
    with pytest.raises(BadOption, match="level"):
        stemma.spark.dedup(some, level="every")
    with pytest.raises(BadOption, match="resemblance"):
        stemma.spark.dedup(some, min_resemblance=2)
    with pytest.raises(BadOption, match="body"):
        stemma.spark.dedup(some, text="body")
    with pytest.raises(NoInput, match="1 rows were skipped"):
        stemma.spark.dedup(frame(spark, [("a", None, "")], 1), work=str(tmp_path))
    assert spark.conf.get("spark.sql.adaptive.enabled") == "true", "settings are as before"


@pytest.mark.parametrize("verb", [stemma.spark.dedup, stemma.spark.trace])
def test_a_path_that_is_not_there_is_named_and_what_would_be_right(spark, tmp_path, verb):
    there, missing, empty = (tmp_path / name for name in ("there.parquet", "missing.parquet", "empty"))
    pyarrow.parquet.write_table(pyarrow.table({"text": ["a text"]}), there)
    empty.mkdir()
    for documents in (str(missing), missing, [str(there), str(missing)], [there, missing], missing.as_uri()):
        with pytest.raises(NoInput, match=r"missing\.parquet does not exist; name a Parquet file, or a folder"):
            verb(documents, work=str(tmp_path))
    with pytest.raises(NoInput, match="no Parquet file"):
        verb([empty], work=str(tmp_path))


# Stories.

FIELDS = ("id", "title", "published", "outlet", "text")


def stories_of(rows):
    stories = collections.defaultdict(set)
    for row in rows:
        stories[row["story"]].add(row["id"])
    return sorted(sorted(ids) for ids in stories.values() if len(ids) > 1)


def told(rows, *names):
    return sorted(tuple(str(row[name]) for name in names) for row in rows)


def test_a_trace_on_two_workers_finds_the_stories_edges_and_readings_of_one_machine(spark, tmp_path):
    records = [json.loads(line) for path in (beside("examples/levee/documents.jsonl"), beside("bench/retellings/documents.jsonl"))
               for line in path.read_text(encoding="utf-8").splitlines()]
    records = [{name: record.get(name) for name in FIELDS} for record in records]
    records.insert(3, {**records[2], "id": "empty", "text": " "})
    expected = stemma.trace(records)
    rows = spark.sparkContext.parallelize([tuple(record.values()) for record in records], 4)
    found = stemma.spark.trace(spark.createDataFrame(rows, ", ".join(f"{name} string" for name in FIELDS)), work=str(tmp_path / "work"))
    assert stories_of(expected.documents.to_pylist()) == stories_of(row.asDict() for row in found.tellings.collect())
    edge = ("parent", "child", "share", "confidence", "is_direction_known", "runner_up")
    assert told(expected.edges.to_pylist(), *edge) == told((row.asDict() for row in found.edges.collect()), *edge)
    reading = ("kind", "severity", "label", "reading", "first", "document", "begin_byte", "end_byte")
    assert told(expected.readings.to_pylist(), *reading) == told((row.asDict() for row in found.readings.collect()), *reading)
    story = ("title", "documents", "origins", "lost_sources", "differences", "similarity")
    assert told((row for row in expected.stories.to_pylist() if row["documents"] > 1), *story) == told(
        (row.asDict() for row in found.stories.collect()), *story)
    assert [tuple(row) for row in found.skipped.collect()] == [(3, "empty text")] and found.summary["skipped"] == 1


def test_groups_that_are_too_large_are_cut_and_that_is_told(spark, tmp_path):
    text = "The levee near Vranjevo broke at dawn on Friday. Officials said {} people were taken to safety by boat."
    records = [(f"{i:03}", None, text.format(38 if i % 3 else 58)) for i in range(50)]
    found = stemma.spark.trace(frame(spark, records), work=str(tmp_path / "work"), max_group=20)
    assert found.summary["cut"] == 50
    assert sorted(row.documents for row in found.stories.collect()) == [10, 20, 20]
    with pytest.raises(BadOption, match="max_group"):
        stemma.spark.trace(frame(spark, records), max_group=1)
