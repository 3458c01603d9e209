#!/usr/bin/env python3
"""What each step of stemma.spark.dedup takes in one task, without Spark: does it grow with the pile while partitions and shares stay as large?

    bench/spark/steps.py [--documents 100k 1M] [--short] [--share-mb 8] [--work DIR] [--out FILE]

The steps are the same; in place of Spark stands this program, which carries blocks from one to the next as Spark does. Each task runs in a
process of its own that is forked from this one, so its memory is what it alone has taken: no other task's leavings, and nothing that is
shared. It is looked at every four milliseconds; mapped files do not count. Processor time is that of the tasks, with the pages they take
anew, so higher than in workers that go on.
"""
import argparse
import collections
import ctypes
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import threading
import time
import traceback
import types
from collections.abc import Callable, Iterator

import pyarrow as pa
import pyspark.sql

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench" / "dedup"))
sys.path.insert(0, str(ROOT / "bench" / "spark"))
from cluster import anonymous_kb  # noqa: E402
from measured import environment, made_corpus, table  # noqa: E402
from run import as_parquet  # noqa: E402

import stemma.spark  # noqa: E402
from stemma import _spark_work as work_of  # noqa: E402

Cost = tuple[float, float]  # processor seconds, MB


def own_kb() -> int:
    return anonymous_kb(pathlib.Path("/proc/self/status").read_text())


def give_back_free_memory() -> None:
    """What this program has freed would be at hand in the child, and what a task takes of it would not count."""
    pa.default_memory_pool().release_unused()
    if hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)


def in_child(work: Callable, given: list[pa.RecordBatch], place: pathlib.Path) -> Cost:
    """What comes out goes to a file, as it comes."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            give_back_free_memory()
            before, peak = own_kb(), [0]

            def watch() -> None:
                while True:
                    peak[0] = max(peak[0], own_kb())
                    time.sleep(0.004)

            threading.Thread(target=watch, daemon=True).start()
            began = time.process_time()
            with pa.OSFile(str(place), "wb") as file, pa.ipc.new_stream(file, work_of.BLOCKS) as stream:
                for batch in work(iter(given)):
                    stream.write_batch(batch)
            cost = time.process_time() - began, (max(peak[0], own_kb()) - before) / 1024
            os.write(write, json.dumps(cost).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as told:
        said = told.read()
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("a task failed")
    return tuple(json.loads(said))


class Steps:
    """As much of a session as stemma.spark asks for."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder, self.files = folder, 0
        self.costs: dict[str, list[Cost]] = {}
        self.sparkContext = types.SimpleNamespace(defaultParallelism=2)
        self.conf = types.SimpleNamespace(get=lambda name, default: default, set=lambda name, value: None, unset=lambda name: None)
        self.read = types.SimpleNamespace(schema=lambda schema: types.SimpleNamespace(parquet=lambda path: None))

    def range(self, begin: int, end: int, _: int, tasks: int) -> "Frame":
        numbers = pa.array(range(begin, end), pa.int64())
        cuts = [len(numbers) * i // tasks for i in range(tasks + 1)]
        return Frame(self, lambda: iter([[pa.record_batch([numbers[a:b]], names=["id"])] for a, b in zip(cuts, cuts[1:])]))

    def run(self, work: Callable, given: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
        self.files += 1
        place = self.folder / f"blocks-{self.files}"
        name = " + ".join(step.work.__name__ for step in (work, *work.after)) if isinstance(work, work_of.Step) else "read"
        self.costs.setdefault(name, []).append(in_child(work, given, place))
        mapped = pa.memory_map(str(place))
        place.unlink()
        return list(pa.ipc.open_stream(mapped))


class Frame:
    """The batches of each task, made when they are asked for."""

    def __init__(self, steps: Steps, tasks: Callable[[], Iterator[list[pa.RecordBatch]]]) -> None:
        self.steps, self.tasks = steps, tasks

    def mapInArrow(self, work: Callable, _: str) -> "Frame":  # noqa: N802
        return Frame(self.steps, lambda: (self.steps.run(work, given) for given in self.tasks()))

    def repartitionById(self, count: int, _: str) -> "Frame":  # noqa: N802
        def tasks() -> Iterator[list[pa.RecordBatch]]:
            sent: list[list[pa.RecordBatch]] = [[] for _ in range(count)]
            for batches in self.tasks():
                for batch in batches:
                    rows = collections.defaultdict(list)
                    for at, share in enumerate(batch.column(0).to_pylist()):
                        rows[share % count].append(at)
                    for task, places in rows.items():
                        sent[task].append(batch.take(pa.array(places)))
            return iter(sent)
        return Frame(self.steps, tasks)

    def collect(self) -> list[types.SimpleNamespace]:
        return [types.SimpleNamespace(**row) for batches in self.tasks() for batch in batches for row in batch.to_pylist()]


def costs_of(parquet: pathlib.Path, args: argparse.Namespace) -> tuple[int, dict[str, list[Cost]]]:
    work = pathlib.Path(tempfile.mkdtemp(dir=args.work))
    steps = Steps(work)
    pyspark.sql.SparkSession.active = staticmethod(lambda: steps)
    found = stemma.spark.dedup(str(parquet), work=str(work), share_bytes=args.share_mb << 20)
    shutil.rmtree(work)
    return found.summary["documents"], steps.costs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="+", default=["100k", "1M"])
    parser.add_argument("--short", action="store_true", help="documents of a sentence or two")
    parser.add_argument("--share-mb", type=int, default=8, metavar="MIB", help="share_bytes; partitions are twice as large")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "corpora")
    parser.add_argument("--out", type=pathlib.Path, help="file for the table")
    args = parser.parse_args()
    found = [costs_of(as_parquet(made_corpus(args.work, ["--documents", size, *(["--short"] if args.short else [])])), args)
             for size in args.documents]
    rows = []
    for step in dict.fromkeys(name for _, costs in found for name in costs):
        row = [step]
        for _, costs in found:
            mine = costs.get(step, [])
            row += [len(mine), f"{statistics.median(mb for _, mb in mine):.0f}", f"{max(mb for _, mb in mine):.0f}",
                    f"{sum(took for took, _ in mine):.1f}"] if mine else ["", "", "", ""]
        rows.append(row)
    rows.append(["the most of any task", *(cell for _, costs in found for cell in (
        sum(map(len, costs.values())), "", f"{max(mb for mine in costs.values() for _, mb in mine):.0f}",
        f"{sum(took for mine in costs.values() for took, _ in mine):.1f}"))])
    head = ["step", *(f"{documents}: {name}" if name == "tasks" else name for documents, _ in found
                      for name in ("tasks", "median MB", "most MB", "processor s"))]
    text = "`bench/spark/steps.py " + " ".join(sys.argv[1:]) + "`\n\n" + "".join(f"- {line}\n" for line in environment()) + "\n" + table(head, rows)
    print(text)
    if args.out:
        args.out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
