#!/usr/bin/env python3
"""What settings of Java and Spark bring to the first search of a session: several ways of starting one, in turn, processor time by process.

    bench/spark/settings.py WAYS.json [--documents 200k] [--rounds 3] [--searches 3] [--work DIR]

WAYS.json: {"name": {"java": "options of each Java machine", "conf": {"setting of Spark": "value"}}, ...}; what a way leaves out is as in
run.py. Every session is a process of its own; a round has one session of each way, so that what else the machine does meets all alike.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

from run import JAVA, ROOT, as_parquet, seconds

from measured import environment, made_corpus, table  # of bench/dedup, which run.py has put on the path

KINDS = ("driver (Java)", "executor (Java)", "driver (Python)", "worker (Python)")


def session(parquet: pathlib.Path, way: dict, args: argparse.Namespace) -> list[dict[str, list]]:
    """Costs by process: of starting, and of each search."""
    command = [sys.executable, str(pathlib.Path(__file__).with_name("run.py")), "--one", str(parquet), "--work", str(args.work),
               f"--java={way.get('java', JAVA)}", "--searches", str(args.searches), *(f"--conf={name}={value}" for name, value in way.get("conf", {}).items())]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    costs = json.loads(done.stdout.splitlines()[-1])["costs"]
    none = {kind: [0.0] for kind in costs[-1]}
    return [{kind: [now[0] - before.get(kind, [0.0])[0]] for kind, now in cost.items()} for before, cost in zip([none, *costs], costs)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ways", type=pathlib.Path)
    parser.add_argument("--documents", default="200k")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--searches", type=int, default=3, help="in one session")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "corpora")
    args = parser.parse_args()
    ways = json.loads(args.ways.read_text())
    parquet = as_parquet(made_corpus(args.work, ["--documents", args.documents]))
    print("".join(f"- {line}\n" for line in environment()))
    found: dict[str, list] = {name: [] for name in ways}
    for number in range(args.rounds):
        for name, way in ways.items():
            found[name].append(session(parquet, way, args))
            print(f"round {number + 1}, {name}, load {os.getloadavg()[0]:.1f}: " + " ".join(f"{seconds(cost):.2f}" for cost in found[name][-1]), flush=True)

    def median(name: str, at: int, kind: str | None = None) -> str:
        return f"{statistics.median(seconds(costs[at]) if kind is None else costs[at].get(kind, [0.0])[0] for costs in found[name]):.2f}"

    print("\nMedians, processor s:\n\n" + table(
        ["way", "starting", "first search", *(f"of it {kind}" for kind in KINDS), *(f"search {at}" for at in range(2, args.searches + 1))],
        [[name, median(name, 0), median(name, 1), *(median(name, 1, kind) for kind in KINDS), *(median(name, at) for at in range(2, args.searches + 1))]
         for name in ways]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
