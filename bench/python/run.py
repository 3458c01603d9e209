#!/usr/bin/env python3
"""stemma.dedup and what people use in Python, on one Parquet file in one run, end to end: from Parquet to clusters.

    bench/python/run.py [--bytes 40M] [--large 1G] [--only NAME...] [--runs N] [--out DIR]

Installs the peers (bench/python/requirements.txt) and this checkout's wheel into build/python-bench, makes the corpus and writes it as Parquet
(zstd), runs each program on it, scores all by one truth (bench/dedup/score_links.py), and writes DIR/README.md. Every program gets one thread;
the measure is the processor time of the whole process: its start, Parquet, tokens, hashes, search, output. Beside them the program
`stemma dedup` on the same records as JSONL, and `stemma.dedup` over Arrow that is mapped into memory: the bar is 1.10 times the program.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "dedup"))
from others import SLOW_S, Row, install, repeated  # noqa: E402
from found import read_peer, read_stemma  # noqa: E402
from measured import ROOT, STEMMA, environment, made_corpus, need_dedup, run_folder, table  # noqa: E402
from score_links import score  # noqa: E402
from truth import Truth, beside, read_truth  # noqa: E402

WORK = ROOT / "build" / "python-bench"
ENVIRONMENT = WORK / "env"
PYTHON = ENVIRONMENT / "bin" / "python"

PARQUET = """
import json, sys
import pyarrow, pyarrow.parquet
columns = ("id", "title", "outlet", "published", "text")
schema = pyarrow.schema([(name, pyarrow.large_string()) for name in columns])
with open(sys.argv[1], "rb") as lines, pyarrow.parquet.ParquetWriter(sys.argv[2], schema, compression="zstd") as out, \\
        pyarrow.ipc.new_file(sys.argv[3], schema) as arrow:
    while records := [json.loads(line) for line in lines.readlines(64 << 20)]:
        batch = pyarrow.table({name: [record.get(name) for record in records] for name in columns}, schema)
        out.write_table(batch)
        arrow.write_table(batch)
"""


class Program(NamedTuple):
    name: str      # of bench/python/program.py; "program" for the program itself
    what: str
    output: str
    is_quick: bool  # takes part in the large run


PROGRAMS = [
    Program("program", "`stemma dedup`, the program, from JSONL", "links, clusters", True),
    Program("stemma-table", "**stemma.dedup** over Arrow, mapped", "links with scores and spans, clusters; each link checked", True),
    Program("stemma", "**stemma.dedup** from Parquet", "the same", True),
    Program("rensa-pairs", "rensa 0.5.0, words, 0.8, 16 bands of 8", "clusters of pairs, estimate checked", True),
    Program("rensa-alike", "rensa, 3-word shingles, 42 bands of 3, estimate >= 0.3", "clusters of pairs, estimate checked", True),
    Program("datasketch-documented", "datasketch 2.0.0, words, 0.8", "clusters of pairs, estimate checked", False),
    Program("datasketch-alike", "datasketch, 3-word shingles, 42 bands of 3, estimate >= 0.3", "clusters of pairs, estimate checked", False),
    Program("text-dedup", "after text-dedup: 5-word shingles, 25 bands of 10", "clusters, not checked", False)]


def install_wheel() -> None:
    wheel = os.environ.get("STEMMA_WHEEL") or ROOT  # one that is there already, or a new one
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", wheel], check=True)


def as_parquet(corpus: pathlib.Path) -> None:
    if not corpus.with_suffix(".parquet").exists():
        subprocess.run([PYTHON, "-c", PARQUET, corpus, corpus.with_suffix(".parquet"), corpus.with_suffix(".arrow")], check=True)


def run_program(program: Program, corpus: pathlib.Path, truth: Truth, runs: int) -> Row:
    is_ours = program.name in ("program", "stemma", "stemma-table")
    out = corpus.with_suffix(f".{program.name}" + ("" if is_ours else ".json"))
    source = corpus.with_suffix({"program": ".jsonl", "stemma-table": ".arrow"}.get(program.name, ".parquet"))
    command = [PYTHON, HERE / "program.py", program.name, source, out]
    if program.name == "program":
        command = [STEMMA, "dedup", source, "-o", out, "--threads", "1", "--quiet"]
    cost = repeated(command, source, corpus.with_suffix(".log"), runs)
    print(f"python bench: {program.name}: {cost.processor_s:.2f} s of processor time, {cost.peak_mb:.0f} MB", flush=True)
    return Row(program.what, program.output, cost, score(read_stemma(out) if is_ours else read_peer(out), truth))


def section(size: str, rows: list[Row], corpus: pathlib.Path) -> str:
    bytes_in = corpus.stat().st_size
    cells = []
    for row in rows:
        recall = row.result["recall"]
        cells.append([row.what, f"{row.cost.processor_s:.2f}", f"{bytes_in / 1e6 / row.cost.processor_s:.1f}", f"{row.cost.peak_mb:.0f}",
                      f"{recall['resemblance >= 0.5']['share']:.3f}",
                      f"{recall['run >= 50 words or containment >= 0.3']['share']:.3f}", f"{row.result['precision']:.3f}",
                      f"{row.traps_linked():.3f}", row.output])
    text = f"\n## {size}\n\n" + table(["", "s of one core", "MB/s", "peak MB", "found, alike >= 0.5", "found, parts", "precision",
                                     "traps linked", "gives"], cells)
    by_what = {row.what: row.cost.processor_s for row in rows}
    program, mapped = by_what.get(PROGRAMS[0].what), by_what.get(PROGRAMS[1].what)
    if program and mapped:
        text += f"\n`stemma.dedup` over Arrow takes {mapped / program:.2f} times as long as the program over JSONL (bar at 1 GB: 1.10); " \
                "the start of Python and pyarrow, some 0.15 s, is in it.\n"
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", default="40M")
    parser.add_argument("--large", help="a second, larger run with the programs that are quick enough")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--runs", type=int, default=3, help=f"of those that take less than {SLOW_S:.0f} s; median")
    parser.add_argument("--work", type=pathlib.Path, default=WORK / "corpora")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    need_dedup()
    WORK.mkdir(parents=True, exist_ok=True)
    install("python bench", ENVIRONMENT, HERE / "requirements.txt")
    install_wheel()
    out = args.out or run_folder("python")
    text = "# stemma.dedup and other pipelines in Python, one run\n\n`bench/python/run.py " + " ".join(sys.argv[1:]) + "`\n\n"
    text += "".join(f"- {line}\n" for line in environment()) + "\nMB/s: bytes of the records as JSONL, by processor time of the whole process. " \
        "Found: planted pairs, as in bench/README.md.\n"
    figures = {}
    for size in filter(None, (args.bytes, args.large)):
        corpus = made_corpus(args.work, ["--bytes", size])
        as_parquet(corpus)
        truth = read_truth(beside(corpus))
        chosen = [one for one in PROGRAMS if (not args.only or one.name in args.only) and (size == args.bytes or one.is_quick)]
        rows = [run_program(one, corpus, truth, args.runs) for one in chosen]
        text += section(size, rows, corpus)
        figures[size] = [row._asdict() | {"cost": row.cost._asdict()} for row in rows]
    out.mkdir(parents=True, exist_ok=True)
    (out / "README.md").write_text(text)
    (out / "python.json").write_text(json.dumps(figures, indent=1))
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
