#!/usr/bin/env python3
"""stemma.spark beside `stemma dedup`, on made news: the same links and clusters, at what cost, with how much memory.

    bench/spark/run.py [--documents 200k 1M] [--growth 100k 1M] [--short] [--searches 3] [--stages] [--live] [--conf NAME=VALUE]
                       [--work DIR] [--out DIR]

To be run by a Python that has stemma[spark] and pyarrow (tools/test_python makes one: build/python-test/env). Two worker processes
with a Java machine each. Costs are processor time of all processes, Java and Python, the driver's too: of the first search of a session,
with what starting took, and of one like it that follows, when Java has loaded and compiled what it runs. Memory is what the
largest single process held at most, without mapped files.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import pyarrow
import pyarrow.json
import pyarrow.parquet

from cluster import LiveHeaps, Processes, cluster, stages

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench" / "dedup"))
from measured import STEMMA, environment, made_corpus, measured, median_cost, need_dedup, table, warm  # noqa: E402

JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # as docs/spark.md recommends


def as_parquet(corpus: pathlib.Path) -> pathlib.Path:
    """The corpus as one file in small groups of rows, which are put together to partitions of one size."""
    path = corpus.with_suffix(".parquet")
    if not path.exists():
        writer = None
        schema = pyarrow.schema([("id", pyarrow.string()), ("published", pyarrow.string()), ("text", pyarrow.string())])
        options = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
        for batch in pyarrow.json.open_json(corpus, pyarrow.json.ReadOptions(block_size=8 << 20), options):
            writer = writer or pyarrow.parquet.ParquetWriter(path, schema)
            writer.write_batch(batch, row_group_size=4000)
        writer.close()
    return path


def searched(parquet: pathlib.Path, work: pathlib.Path, args: argparse.Namespace, rows: bool, share_mb: int | None = None) -> dict:
    """In a process of its own, so that nothing of an earlier run counts."""
    command = [sys.executable, __file__, "--one", str(parquet), "--work", str(work), f"--java={args.java}",
               "--memory-mb", str(args.memory_mb), "--searches", str(args.searches), *(["--rows"] if rows else []),
               *(f"--conf={setting}" for setting in args.conf), *(["--stages"] if args.stages else []), *(["--live"] if args.live else []), *([] if share_mb is None else ["--share-mb", str(share_mb)])]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def one(args: argparse.Namespace) -> None:
    processes = Processes()
    work = pathlib.Path(tempfile.mkdtemp(dir=args.work))
    import stemma.spark

    with cluster(2, args.memory_mb, work, args.java, args.stages, dict(setting.split("=", 1) for setting in args.conf)) as spark:
        spark.range(100, numPartitions=2).mapInArrow(lambda batches: batches, "id long").count()
        costs = [processes.by_kind()]
        walls = []
        heaps = LiveHeaps() if args.live else None
        for _ in range(args.searches):
            began, start = time.time(), time.perf_counter()
            share = {} if args.share_mb is None else {"share_bytes": args.share_mb << 20}
            found = stemma.spark.dedup(args.one, work=str(work), **share)
            walls.append(time.perf_counter() - start)
            costs.append(processes.by_kind())
        result = {"costs": costs, "walls_s": walls, "summary": found.summary, "live_mb": heaps.stop() if heaps else None}
        run = max(work.glob("run-*"), key=lambda run: run.stat().st_mtime)
        result["work_bytes"] = sum(path.stat().st_size for path in run.rglob("*"))
        result["partitions"] = sum(1 for _ in (run / "read").iterdir())
        if args.rows:
            result["links"] = sorted(
                [row.left, row.right, row.kind, row.resemblance, row.containment_left, row.containment_right, row.longest_run_words,
                 [list(run) for run in row.runs]] for row in found.links.collect())
            members: dict[int, list] = {}
            for row in found.clusters.collect():
                members.setdefault(row.cluster, [row.representative]).append((row.position, row.document))
            result["clusters"] = sorted([group[0], [name for _, name in sorted(group[1:])]] for group in members.values())
    result["stages"] = stages(work, began) if args.stages else []
    processes.stop()
    shutil.rmtree(work, ignore_errors=True)
    print(json.dumps(result))


def seconds(costs: dict[str, list]) -> float:
    return sum(entry[0] for entry in costs.values())


def of_program(out: pathlib.Path) -> tuple[list, list]:
    links = sorted(
        [link["left"], link["right"], link["kind"], link["resemblance"], link["containment_left"], link["containment_right"],
         link["longest_run_words"], [[*run["left"], *run["right"]] for run in link["runs"]]]
        for link in map(json.loads, (out / "links.jsonl").open()))
    return links, sorted([each["representative"], each["members"]] for each in map(json.loads, (out / "clusters.jsonl").open()))


def beside_program(corpus: pathlib.Path, args: argparse.Namespace) -> tuple[str, dict]:
    size, out = warm(corpus), corpus.with_suffix(".stemma-1")
    programs = []
    for _ in range(3):
        shutil.rmtree(out, ignore_errors=True)
        programs.append(measured([STEMMA, "dedup", corpus, "-o", out, "--threads", "1"], corpus.with_suffix(".log")))
    program = median_cost(programs)
    spark = searched(as_parquet(corpus), args.work, args, rows=True)
    links, clusters = of_program(out)
    same = (spark.pop("links") == links, spark.pop("clusters") == clusters)
    counts = json.loads((out / "summary.json").read_text())
    same_counts = all(spark["summary"][name] == value for name, value in counts.items() if name != "format")
    costs, walls = spark["costs"], spark["walls_s"]
    searches = [("stemma.spark, first search of a session", seconds(costs[1]) - seconds(costs[0]), walls[0]),
                ("the same with starting it", seconds(costs[1]), None),
                *((f"stemma.spark, search {i}", seconds(costs[i]) - seconds(costs[i - 1]), walls[i - 1]) for i in range(2, len(costs)))]
    rows = [[name, f"{took:.1f}", "" if wall is None else f"{wall:.1f}", f"{size / 1e6 / took:.0f}",
             f"{program.processor_s / took:.2f}", "" if wall is None else f"{program.wall_s / wall / 2:.2f}"]
            for name, took, wall in [("`stemma dedup`, one thread", program.processor_s, program.wall_s), *searches]]
    rows[0][-1] = "1"
    text = f"\n## {counts['documents']} documents, {size / 1e6:.0f} MB\n\n" + table(
        ["", "processor s", "wall s", "MB/s per core", "of the program's rate", "the same by wall, two cores"], rows)
    text += "\nOf processor s, by process:\n\n" + table(["process", "starting", "first search", "last search"], [
        [kind, *(f"{costs[at].get(kind, [0])[0] - (costs[at - 1].get(kind, [0])[0] if at else 0):.2f}" for at in (0, 1, len(costs) - 1))]
        for kind in sorted(costs[-1])])
    text += "" if not args.stages else "\n" + table(["stage", "tasks", "wall s", "run s", "Java s", "MB in", "MB out"], [
        [stage["stage"], stage["tasks"], *(f"{stage[name]:.2f}" for name in ("wall_s", "run_s", "java_s", "read_mb", "written_mb"))]
        for stage in spark["stages"]])
    text += (f"\n- {len(links)} links the same: {'yes' if same[0] else 'NO'}; {len(clusters)} clusters the same: "
             f"{'yes' if same[1] else 'NO'}; summary the same: {'yes' if same_counts else 'NO'}\n")
    return text, {"program": program._asdict(), "spark": spark, "same": [*same, same_counts]}


def growth(corpora: list[pathlib.Path], args: argparse.Namespace) -> tuple[str, list]:
    figures, rows, took = [], [], []
    for corpus in corpora:
        found = searched(as_parquet(corpus), args.work, args, rows=False, share_mb=args.share_mb or 8)
        figures.append(found)
        documents = found["summary"]["documents"]
        peaks = {kind: peak for kind, (_, peak) in found["costs"][-1].items()}
        took.append(seconds(found["costs"][-1]) - seconds(found["costs"][-2]))
        rows.append([documents, found["partitions"], f"{found['summary']['text_bytes'] / found['partitions'] / 1e6:.1f}", f"{took[-1]:.1f}", f"{took[-1] / documents * 1e6:.0f}",
                     *([f"{statistics.median(found['live_mb']):.0f}, {max(found['live_mb'])}"] if args.live else []),
                     *(peaks.get(kind, 0) for kind in ("executor (Java)", "worker (Python)", "driver (Java)", "driver (Python)")),
                     f"{found['work_bytes'] / documents:.0f}"])
    share = args.share_mb or 8
    text = f"\n## Growth, partitions of at most {2 * share} MiB, shares of at most {share} MiB\n\n" + table(
        ["documents", "partitions", "MB of text in one", "processor s of the last search", "us per document",
         *(["MB in use in the heap of an executor, median and most"] if args.live else []), "peak MB of an executor", "of a Python worker", "of the driver",
         "of its Python", "bytes of work folder per document"], rows)
    if len(figures) > 1:
        size = figures[-1]["summary"]["text_bytes"] - figures[0]["summary"]["text_bytes"]
        text += f"\n- from the first to the last, without what each search costs anyway: {size / 1e6 / (took[-1] - took[0]):.0f} MB/s per core\n"
    return text, figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="*", default=["200k"], help="none: leave this part out")
    parser.add_argument("--growth", nargs="+", default=[], metavar="DOCUMENTS")
    parser.add_argument("--short", action="store_true", help="documents of a sentence or two, for --growth")
    parser.add_argument("--memory-mb", type=int, default=4096)
    parser.add_argument("--share-mb", type=int, metavar="MIB", help="share_bytes; with --growth 8, so that the smallest pile, too, has "
                        "many partitions and shares and all of them are full: what stays the same is their size, what grows their number")
    parser.add_argument("--live", action="store_true", help="with --growth: collect the garbage of the executors every second, to see what they "
                        "hold; needs jmap, and costs")
    parser.add_argument("--stages", action="store_true", help="a table of the stages of the last search; the log that Spark keeps for it costs")
    parser.add_argument("--searches", type=int, default=3, help="in one session")
    parser.add_argument("--java", default=JAVA, help="options of each Java machine")
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark, as spark-submit takes it; may be repeated")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "corpora")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--rows", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.one:
        one(args)
        return 0
    need_dedup()
    text = "# stemma.spark\n\n`bench/spark/run.py " + " ".join(sys.argv[1:]) + "`\n\n"
    text += "".join(f"- {line}\n" for line in environment())
    figures: dict = {}
    for size in args.documents:
        part, figures[f"{size} beside the program"] = beside_program(made_corpus(args.work, ["--documents", size]), args)
        print(part, flush=True)
        text += part
    if args.growth:
        part, figures["growth"] = growth(
            [made_corpus(args.work, ["--documents", size, *(["--short"] if args.short else [])]) for size in args.growth], args)
        print(part, flush=True)
        text += part
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "README.md").write_text(text)
        (args.out / "spark.json").write_text(json.dumps(figures, indent=1))
        print(f"spark: written to {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
