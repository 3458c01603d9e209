#!/usr/bin/env python3
"""How fast an archive grows, how large it is, how fast it answers.

    run.py --build build/release --work DIR [--sizes 100k,1M] [--short 100k,10M] [--threads 2] [--year] [--out FILE.json]

Makes its corpora with bench/corpora in DIR. Of each size: documents a second on the wall and of the processor, memory while adding,
parts of the text that index and texts take, and 1,000 questions with texts of the archive (each must be found), warm, on one thread;
then how p99 grew from the smallest to the largest corpus of a kind.
`--year` adds a thousand texts a day for a year. Processor times tell on a busy machine; wall times need an idle one.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "dedup"))
from measured import Cost, measured  # noqa: E402


class Runs:
    def __init__(self, args: argparse.Namespace) -> None:
        self.build, self.work, self.threads = args.build.resolve(), args.work, args.threads
        self.stemma = self.build / "stemma"
        self.work.mkdir(parents=True, exist_ok=True)
        self.results: list[dict] = []

    def corpus(self, size: str, *more: str) -> pathlib.Path:
        path = self.work / f"corpus-{size}{''.join(more)}.jsonl"
        if not path.exists():
            subprocess.run([self.build / "bench/make_corpus", "--documents", size, "--no-truth", *more, path], check=True,
                           stdout=subprocess.DEVNULL)
        return path

    def new_archive(self, name: str) -> pathlib.Path:
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([self.stemma, "archive", "create", folder], check=True)
        return folder

    def stats(self, folder: pathlib.Path) -> dict:
        out = subprocess.run([self.stemma, "archive", "stats", folder], check=True, capture_output=True, text=True).stdout
        figure = lambda name: re.search(rf"^{name} +([\d.]+)", out, re.MULTILINE)[1]
        share = lambda name: float(re.search(rf"^{name} .*\(([\d.]+) of the text", out, re.MULTILINE)[1])
        return {"documents": int(figure("documents")), "segments": int(figure("segments")), "stories": int(figure("stories")),
                "index_share": share("index"), "all_share": share("all")}

    def questions(self, folder: pathlib.Path, corpus: pathlib.Path) -> dict:
        done = subprocess.run([self.build / "bench/archive_queries", folder, corpus, "--count", "1000", "--known"],
                              capture_output=True, text=True)
        if not done.stdout:
            raise SystemExit(f"archive_queries ended with {done.returncode}: {done.stderr}")
        answer = json.loads(done.stdout)
        answer["all_found"] = done.returncode == 0
        return answer

    def keep(self, result: dict) -> None:
        self.results.append(result)
        print(json.dumps(result), flush=True)

    def added(self, folder: pathlib.Path, corpus: pathlib.Path) -> Cost:
        return measured([self.stemma, "archive", "add", folder, corpus, "--threads", str(self.threads)], self.work / "add.log")

    def size(self, size: str, *more: str) -> None:
        corpus = self.corpus(size, *more)
        folder = self.new_archive("archive")
        cost = self.added(folder, corpus)
        stats = self.stats(folder)
        count = stats["documents"]
        result = {"what": "add", "corpus": corpus.name, "threads": self.threads, "corpus_mb": corpus.stat().st_size / 1e6,
                  "wall_s": round(cost.wall_s, 1), "processor_s": round(cost.processor_s, 1),
                  "documents_per_s": round(count / cost.wall_s),
                  "documents_per_processor_s": round(count / cost.processor_s), "peak_mb": round(cost.peak_mb),
                  **stats}
        self.keep(result)
        self.keep({"what": "query", "corpus": corpus.name, "documents": count, **self.questions(folder, corpus)})
        shutil.rmtree(folder)

    def year(self) -> None:
        corpus = self.corpus("365k")
        folder = self.new_archive("year")
        wall = processor = 0.0
        segments = []
        with corpus.open("rb") as file:
            for _ in range(365):
                part = self.work / "day.jsonl"
                part.write_bytes(b"".join(file.readline() for _ in range(1000)))
                cost = self.added(folder, part)
                wall += cost.wall_s
                processor += cost.processor_s
                segments.append(len(list((folder / "segments").iterdir())))
        self.keep({"what": "a thousand texts a day for a year", "threads": self.threads, "wall_s_a_day": round(wall / 365, 3),
                   "processor_s_a_day": round(processor / 365, 3), "most_segments": max(segments), **self.stats(folder)})
        self.keep({"what": "query", "corpus": "a year", **self.questions(folder, corpus)})
        shutil.rmtree(folder)


def growth(runs: list[dict], short: bool) -> dict | None:
    """By how much the slow answers slow down from the smallest to the largest corpus of one kind."""
    asked = [(run["documents"], run["p99_ms"], run["p99_processor_ms"]) for run in runs
             if run["what"] == "query" and "documents" in run and ("--short" in run["corpus"]) == short]
    if len(asked) < 2:
        return None
    first, last = min(asked), max(asked)
    return {"what": "growth of p99", "short_texts": short, "from": first[0], "to": last[0], "times": round(last[1] / first[1], 2),
            "times_of_processor": round(last[2] / first[2], 2)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--sizes", default="100k,1M")
    parser.add_argument("--short", default="")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--year", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    runs = Runs(args)
    for size in filter(None, args.sizes.split(",")):
        runs.size(size)
    for size in filter(None, args.short.split(",")):
        runs.size(size, "--short")
    if args.year:
        runs.year()
    for short in (False, True):
        if found := growth(runs.results, short):
            runs.keep(found)
    if args.out:
        machine = {"processors": os.cpu_count(), "machine": platform.machine(), "load": os.getloadavg()}
        args.out.write_text(json.dumps({"machine": machine, "runs": runs.results}, indent=1) + "\n", encoding="utf-8")
    return 0 if all(run.get("all_found", True) for run in runs.results) else 1


if __name__ == "__main__":
    sys.exit(main())
