#!/usr/bin/env python3
"""How fast, how complete and how sparing `stemma dedup` is, on made news; one command for every bar.

    bench/dedup/run.py [--bytes 1G] [--runs 3] [--growth 100k 1M 10M] [--huge 20G --memory 4G] [--kills 20] [--out DIR]

Makes the corpus (or takes the one from last time), runs the search on one thread and on two, scores it
(score_links.py), and runs dedup_limit: the same file merely read and each byte hashed once. With --growth the time and the memory
per document at these numbers of documents; with --huge one run at that size within --memory; with --kills as many runs
that are killed at random moments, resumed, and compared byte by byte with one that was left alone.
Writes DIR/README.md and DIR/dedup.json. Python's standard library only.
"""
import argparse
import filecmp
import gzip
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

from found import read_stemma
from measured import (ROOT, STEMMA, Cost, environment, made_corpus, measured, median_cost, need_dedup, need_program,
                      run_folder, table, warm)
from score_links import printed, read_again, score
from truth import beside, read_truth

LIMIT = ROOT / "build" / "release" / "bench" / "dedup_limit"
FILES = ("links.jsonl", "clusters.jsonl", "summary.json")


def dedup(corpus: pathlib.Path, out: pathlib.Path, threads: int, *more: str) -> list[str | pathlib.Path]:
    shutil.rmtree(out, ignore_errors=True)
    return [STEMMA, "dedup", corpus, "-o", out, "--threads", str(threads), *more]


def repeated(corpus: pathlib.Path, threads: int, runs: int) -> Cost:
    out = corpus.with_suffix(f".stemma-{threads}")
    log = corpus.with_suffix(".log")
    return median_cost([measured(dedup(corpus, out, threads), log) for _ in range(runs)])


def same_files(one: pathlib.Path, other: pathlib.Path) -> bool:
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in FILES)


def speed(corpus: pathlib.Path, runs: int) -> tuple[str, dict]:
    size = warm(corpus)
    one, two = repeated(corpus, 1, runs), repeated(corpus, 2, runs)
    limit = median_cost([measured([LIMIT, corpus], corpus.with_suffix(".log")) for _ in range(runs)])
    rows = [[name, f"{cost.processor_s:.2f}", f"{cost.wall_s:.2f}", f"{size / 1e6 / cost.processor_s:.0f}",
             f"{size / 1e6 / cost.wall_s:.0f}", f"{cost.peak_mb:.0f}"]
            for name, cost in (("dedup, one thread", one), ("dedup, two threads", two),
                               ("limit: read, each byte hashed once, one thread", limit))]
    alike = same_files(corpus.with_suffix(".stemma-1"), corpus.with_suffix(".stemma-2"))
    text = f"\n## Speed: {size / 1e6:.0f} MB, median of {runs}\n\n" + table(
        ["run", "processor s", "wall s", "MB/s per core", "MB/s wall", "peak MB"], rows)
    text += (f"\n- share of the limit: {limit.processor_s / one.processor_s:.2f}\n"
             f"- two threads: {one.wall_s / two.wall_s:.2f} times as fast by the clock on the wall, "
             f"{two.processor_s / one.processor_s:.2f} times the processor time\n"
             f"- the same bytes from one thread and from two: {'yes' if alike else 'NO'}\n")
    return text, {"size": size, "one": one._asdict(), "two": two._asdict(), "limit": limit._asdict(), "same bytes": alike}


def quality(corpus: pathlib.Path) -> tuple[str, dict]:
    truth, found = read_truth(beside(corpus)), read_stemma(corpus.with_suffix(".stemma-1"))
    result = score(found, truth)
    result["read again"] = read_again(found, corpus)
    return f"\n## What is found\n\n```\n{printed(result)}\n```\n", result


def growth(folder: pathlib.Path, sizes: list[str], memory: str) -> tuple[str, list]:
    rows, figures = [], []
    for size in sizes:
        corpus = made_corpus(folder, ["--documents", size])
        bytes_read = warm(corpus)
        out = corpus.with_suffix(".stemma-1")
        cost = measured(dedup(corpus, out, 1, "--memory", memory), corpus.with_suffix(".log"))
        documents = json.loads((out / "summary.json").read_text())["documents"]
        figures.append({"documents": documents, "bytes": bytes_read, **cost._asdict()})
        first = figures[0]
        per_document = cost.processor_s / documents / (first["processor_s"] / first["documents"])
        more = documents - first["documents"]
        rows.append([documents, f"{bytes_read / 1e6:.0f}", f"{cost.processor_s:.1f}",
                     f"{cost.processor_s / documents * 1e6:.1f}", f"{per_document:.2f}", f"{cost.peak_mb:.0f}",
                     f"{(cost.peak_mb - first['peak_mb']) * 2**20 / more:.0f}" if more else ""])
        remove(corpus, bytes_read)
    return f"\n## Growth, one thread, --memory {memory}\n\n" + table(
        ["documents", "MB", "processor s", "us per document", "of the first", "peak MB", "bytes per further document"],
        rows), figures


def remove(corpus: pathlib.Path, size: int) -> None:
    """Large corpora are not kept."""
    shutil.rmtree(corpus.with_suffix(".stemma-1"), ignore_errors=True)
    if size > 2_000_000_000:
        corpus.unlink()
        beside(corpus).unlink()


def killed_at(command: list, after_s: float) -> bool:
    """Runs the command and kills it (-9) after that time; whether it was still running then."""
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(timeout=after_s)
            return False
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            return True


def packed(corpus: pathlib.Path) -> pathlib.Path:
    """The corpus once more, as .zst where there is zstd, else as .gz."""
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-f", "-3", corpus, "-o", corpus.with_suffix(".jsonl.zst")], check=True)
        return corpus.with_suffix(".jsonl.zst")
    path = corpus.with_suffix(".jsonl.gz")
    with corpus.open("rb") as plain, gzip.open(path, "wb", compresslevel=1) as file:
        shutil.copyfileobj(plain, file)
    return path


def tree(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def kills(corpus: pathlib.Path, count: int, seed: int) -> tuple[str, dict]:
    """Plain and packed input in turn, one thread and two, with --emit and without."""
    moments = random.Random(seed)
    killed = same = 0
    refused: list[str] = []  # what a run said that could not be resumed
    forms = [corpus, packed(corpus)]
    for number in range(count):
        source, threads = forms[number % 2], 1 + number // 2 % 2
        more = ["--memory", "256M"] + (["--emit"] if number // 4 % 2 == 0 else [])
        reference, out, work = (corpus.with_suffix(f".stemma-{name}") for name in ("kept", "killed", "work"))
        start = time.perf_counter()
        subprocess.run([str(part) for part in dedup(source, reference, 3 - threads, *more)], check=True, capture_output=True)
        whole_s = time.perf_counter() - start
        shutil.rmtree(work, ignore_errors=True)
        command = dedup(source, out, threads, *more, "--work", str(work))
        # Every third run is killed again after it was resumed.
        for _ in range(2 if number % 3 == 2 else 1):
            killed += killed_at(command, moments.uniform(0.02, whole_s))
            shutil.rmtree(out / "kept", ignore_errors=True)  # of one that was at its end before it was to be killed
        resumed = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
        if resumed.returncode == 0:
            same += tree(reference) == tree(out)
        else:
            refused.append(resumed.stderr.strip()[-200:])
        print(f"dedup: kill {number + 1} of {count}: {same} gave the same bytes", file=sys.stderr, flush=True)
    text = (f"\n## Kills\n\n{count} runs over {corpus.stat().st_size / 1e6:.0f} MB, plain and {forms[1].suffix}, one thread and "
            f"two, with --emit and without, were killed {killed} times at random moments (some had ended before) and resumed: "
            f"{same} of {count} gave the same bytes as a run left alone with the other number of threads.\n")
    text += "".join(f"- could not be resumed: {said}\n" for said in refused)
    return text, {"runs": count, "kills": killed, "same bytes": same, "refused": refused}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", default="1G", help="0: leave this part out")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--growth", nargs="+", default=[], metavar="DOCUMENTS")
    parser.add_argument("--huge", metavar="BYTES", help="one run over so many bytes")
    parser.add_argument("--memory", default="4G", help="of the growth and huge runs")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--kill-bytes", default="200M")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "corpora", help="where corpora are made")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    need_dedup()
    need_program(LIMIT, "all")
    text = "# stemma dedup\n\n`bench/dedup/run.py " + " ".join(sys.argv[1:]) + "`\n\n"
    text += "".join(f"- {line}\n" for line in environment())
    figures: dict = {}

    def add(name: str, part: tuple[str, object]) -> None:
        nonlocal text
        text += part[0]
        figures[name] = part[1]
        print(part[0], flush=True)

    if args.bytes != "0":
        corpus = made_corpus(args.work, ["--bytes", args.bytes], args.seed)
        add("speed", speed(corpus, args.runs))
        add("quality", quality(corpus))
    if args.growth:
        add("growth", growth(args.work, args.growth, args.memory))
    if args.huge:
        huge = made_corpus(args.work, ["--bytes", args.huge], args.seed)
        size = huge.stat().st_size
        cost = measured(dedup(huge, huge.with_suffix(".stemma-1"), 2, "--memory", args.memory), huge.with_suffix(".log"))
        add("huge", (f"\n## {size / 1e9:.1f} GB within --memory {args.memory}\n\nprocessor {cost.processor_s:.0f} s, wall "
                     f"{cost.wall_s:.0f} s, peak {cost.peak_mb:.0f} MB, two threads\n", cost._asdict() | {"size": size}))
        remove(huge, size)
    if args.kills:
        add("kills", kills(made_corpus(args.work, ["--bytes", args.kill_bytes], args.seed), args.kills, args.seed))
    out = args.out or run_folder("dedup")
    out.mkdir(parents=True, exist_ok=True)
    (out / "README.md").write_text(text)
    (out / "dedup.json").write_text(json.dumps(figures, indent=1))
    print(f"dedup: written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
