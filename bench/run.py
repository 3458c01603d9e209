#!/usr/bin/env python3
"""Times the whole program, process start included, and then each kernel; the answer is checked beside every time.

    bench/run.py [--runs 7] [--out DIR] [--no-kernels]

Traces the example texts and, where it lies beside the project, the retellings corpus (69 texts, 16 stories; bar: 2 s).
Writes bench/runs/DATE-MACHINE/: README.md (how it was run), raw.csv (every run), summary.md. Python's standard library only.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

from facts import facts_rate

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Case(NamedTuple):
    name: str
    corpus: pathlib.Path
    documents: int
    stories: int


CASES = [Case("levee", ROOT / "examples" / "levee" / "documents.jsonl", 8, 1),
         Case("retellings", ROOT.parent / "shared" / "data" / "retellings" / "documents.jsonl", 69, 16)]


def first_match(pattern: str, text: str, otherwise: str) -> str:
    match = re.search(pattern, text, re.M)
    return match[1].strip() if match else otherwise


def said_by(*command: str) -> str:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def processor() -> str:
    try:
        return first_match(r"^model name\s*:\s*(.*)$", pathlib.Path("/proc/cpuinfo").read_text(), platform.machine())
    except OSError:
        return platform.machine()


def timed(stemma: pathlib.Path, case: Case, runs: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [stemma, "trace", case.corpus, "--json", report, "-o", pathlib.Path(folder) / "report.html"]
        for run in range(runs + 1):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds = time.perf_counter() - start
            answer = json.loads(report.read_text())
            documents, stories = len(answer["documents"]), len(answer["stories"])
            if (documents, stories) != (case.documents, case.stories):
                raise SystemExit(f"bench: wrong answer on {case.name}: {documents} documents in {stories} stories, "
                                 f"not {case.documents} in {case.stories}")
            if run:  # the first run warms the file cache
                rows.append({"case": case.name, "run": run, "seconds": f"{seconds:.4f}",
                             "documents": documents, "stories": stories})
    return rows


def kernels(folder: pathlib.Path) -> list[list[str]]:
    """Every google-benchmark program of the release build; each checks its answer before it times."""
    rows = []
    for program in sorted(folder.glob("*_bench")):
        done = subprocess.run([program, "--benchmark_format=json", "--benchmark_min_time=0.2"], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"bench: {program.name} failed:\n{done.stderr[-2000:]}")
        for entry in json.loads(done.stdout)["benchmarks"]:
            if entry.get("error_occurred"):
                raise SystemExit(f"bench: {entry['name']}: {entry.get('error_message')}")
            rate = entry.get("bytes_per_second")
            rows.append([entry["name"], f"{entry['real_time']:.4g} {entry['time_unit']}",
                         f"{rate / 1e6:.1f} MB/s" if rate else "", entry.get("label", "")])
    return rows


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stemma", type=pathlib.Path, default=ROOT / "build" / "release" / "stemma")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--out", type=pathlib.Path, help="default: bench/runs/DATE-MACHINE")
    parser.add_argument("--no-kernels", action="store_true")
    args = parser.parse_args()
    machine = f"{os.cpu_count()}x" + (re.sub(r"[^a-z0-9]+", "-", processor().split("@")[0].lower()).strip("-") or "cpu")
    out = args.out or ROOT / "bench" / "runs" / f"{datetime.date.today().isoformat()}-{machine}"

    raw: list[dict[str, object]] = []
    summary: list[list[str]] = []
    for case in CASES:
        if not case.corpus.exists():
            print(f"bench: {case.name} is not here ({case.corpus}), left out")
            continue
        rows = timed(args.stemma, case, args.runs)
        seconds = sorted(float(str(row["seconds"])) for row in rows)
        raw += rows
        summary.append([case.name, f"{statistics.median(seconds):.3f} s", f"{seconds[0]:.3f} s", f"{seconds[-1]:.3f} s",
                        f"{case.documents} documents, {case.stories} stor{'y' if case.stories == 1 else 'ies'}"])
    text = "# Whole program\n\n" + table(["corpus", "median", "fastest", "slowest", "answer"], summary)
    reader = ROOT / "build" / "release" / "tools" / "read_facts"
    if reader.exists():
        text += "\n# Facts, one core\n\n" + table(facts_rate.HEAD, facts_rate.rates(
            reader, ROOT / "build" / "share" / "places.bin", args.runs, repeat=40))
    if not args.no_kernels:
        found = kernels(ROOT / "build" / "release" / "bench")
        if found:
            text += "\n# Kernels\n\n" + table(["benchmark", "time", "rate", "kernel"], found)

    out.mkdir(parents=True, exist_ok=True)
    with (out / "raw.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["case", "run", "seconds", "documents", "stories"])
        writer.writeheader()
        writer.writerows(raw)
    (out / "summary.md").write_text(text)
    memory = first_match(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text(), "0")
    (out / "README.md").write_text(
        f"# How this was run\n\n`make bench` at commit {said_by('git', 'rev-parse', '--short', 'HEAD')}, release build.\n\n"
        f"- compiler: {said_by('g++', '--version').splitlines()[0]}\n- processor: {processor()}, {os.cpu_count()} cores\n"
        f"- memory: {int(memory) // 1024 // 1024} GB\n- system: {platform.system()} {platform.release()}\n"
        f"- runs: {args.runs} each after one that warms the file cache; wall time of the whole process\n")
    print(text)
    print(f"bench: written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
