#!/usr/bin/env python3
"""Traces traditions made by rule (bench/traditions/) and scores their stemmata, their times and how well confidence is calibrated.

    eval_trees.py [--stemma build/release/stemma] [--kinds copied scribal news news-undated] [--sizes 10 50 200 2000] [--traditions 20]
                  [--first-seed 1] [--jobs 1]

So many traditions are made of each kind and size; how many there are at last stands in the table, which is printed again with
what is done so far after each kind and size. ECE: edges by their stated confidence in
ten bins, the mean gap between confidence and the share of right ones. An edge is right where it runs from the true parent to the
child; lost texts are matched by the children they share. Processor seconds are those of the slowest tradition.
Python's standard library only.
"""
import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import subprocess
import sys
from collections import defaultdict, deque
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "eval" / "traditions"
Edge = tuple[str, str]


class Found(NamedTuple):
    parent: str
    child: str
    is_known: bool
    confidence: float


def edges_of(report: dict) -> list[Found]:
    """All edges, the lost texts of each story under names of their own."""
    documents = {d["id"] for d in report["documents"]}
    name = lambda story, node: node if node in documents else f"story{story}:{node}"
    return [Found(name(n, e["parent"]), name(n, e["child"]), e["direction"] == "known", e["confidence"])
            for n, story in enumerate(report["stories"]) for e in story["edges"]]


def with_true_names(found: list[Found], gold: set[Edge], documents: set[str]) -> list[Found]:
    """The found lost texts renamed to the true lost text with which they share most children."""
    children: dict[str, set[str]] = defaultdict(set)
    for parent, child in gold:
        children[parent].add(child)
    mine: dict[str, set[str]] = defaultdict(set)
    for edge in found:
        mine[edge.parent].add(edge.child)
    pairs = sorted(((-len(children[g] & mine[f]), g, f) for g in children if g not in documents for f in mine if f not in documents))
    names: dict[str, str] = {}
    for shared, g, f in pairs:
        if shared and f not in names and g not in names.values():
            names[f] = g
    return [edge._replace(parent=names.get(edge.parent, edge.parent), child=names.get(edge.child, edge.child)) for edge in found]


def distances(edges: set[Edge], nodes: list[str]) -> dict[str, dict[str, int]]:
    near = defaultdict(set)
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    table = {}
    for start in nodes:
        seen, queue = {start: 0}, deque([start])
        while queue:
            node = queue.popleft()
            for other in near[node]:
                if other not in seen:
                    seen[other] = seen[node] + 1
                    queue.append(other)
        table[start] = seen
    return table


def sign_similarity(true_edges: set[Edge], found: set[Edge], texts: list[str]) -> float:
    """Average sign similarity (Roos and Heikkilä 2009): of three texts, which two are nearer?"""
    true, mine, far = distances(true_edges, texts), distances(found, texts), 10 ** 6
    sign = lambda x: (x > 0) - (x < 0)
    total = count = 0
    for a in texts:
        t, m = true[a], mine[a]
        for b, c in itertools.combinations([text for text in texts if text != a], 2):
            total += 1 - abs(sign(t.get(b, far) - t.get(c, far)) - sign(m.get(b, far) - m.get(c, far))) / 2
            count += 1
    return total / count if count else 1.0


def f1(right: int, claimed: int, true: int) -> float:
    return 2 * right / (claimed + true) if claimed + true else 1.0


def calibration_error(stated: list[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in stated:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    gaps = [abs(sum(c for c, _ in members) - sum(r for _, r in members)) for members in bins.values()]
    return sum(gaps) / len(stated) if stated else 0.0


class Tally:
    """What is summed over the traditions of one kind and size."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.signs: list[float] = []
        self.stated: list[tuple[float, bool]] = []
        self.stated_known: list[tuple[float, bool]] = []
        self.slowest = 0.0

    def add(self, parents: dict[str, list[str]], report: dict, seconds: float) -> None:
        documents = {d["id"] for d in report["documents"]}
        gold = {(p, child) for child, above in parents.items() for p in above}
        found = with_true_names(edges_of(report), gold, documents)
        undirected = lambda edges: {frozenset(e) for e in edges}
        pairs = {(e.parent, e.child) for e in found}
        known = {(e.parent, e.child) for e in found if e.is_known}
        count = self.counts
        count["right"] += len(known & gold)
        count["known"] += len(known)
        count["gold"] += len(gold)
        count["right either way"] += len(undirected(pairs) & undirected(gold))
        count["claimed"] += len(undirected(pairs))
        true_lost = {p for p in itertools.chain(*parents.values()) if p not in documents}
        found_lost = {e.parent for e in found if e.parent not in documents}
        count["lost right"] += len(true_lost & found_lost)
        count["lost true"] += len(true_lost)
        count["lost found"] += len(found_lost)
        merges = {child: set(above) for child, above in parents.items() if len(above) > 1 and child in documents}
        count["merges true"] += len(merges)
        count["merges right"] += sum(all((p, child) in pairs for p in above) for child, above in merges.items())
        above_of: dict[str, int] = defaultdict(int)
        for edge in found:
            above_of[edge.child] += 1
        count["merges found"] += sum(number > 1 for number in above_of.values())
        true_roots = {d for d in itertools.chain(parents, *parents.values()) if not parents.get(d)}
        count["origins off"] += abs(len(true_roots) - sum(len(s["origin_groups"]) for s in report["stories"]))
        count["traditions"] += 1
        if len(documents) <= 60:
            self.signs.append(sign_similarity(gold, pairs, sorted(documents)))
        self.stated += [(e.confidence, (e.parent, e.child) in gold) for e in found]
        self.stated_known += [(e.confidence, (e.parent, e.child) in gold) for e in found if e.is_known]
        self.slowest = max(self.slowest, seconds)

    def cells(self, name: str, size: int) -> list[str]:
        c = self.counts
        return [name, str(size), str(c["traditions"]), f"{f1(c['right'], c['known'], c['gold']):.3f}",
                f"{f1(c['right either way'], c['claimed'], c['gold']):.3f}", f"{c['right'] / max(1, c['known']):.3f}",
                f"{c['lost right']}/{c['lost true']} of {c['lost found']}", f"{c['merges right']}/{c['merges true']} of {c['merges found']}",
                f"{c['origins off'] / max(1, c['traditions']):.2f}",
                f"{sum(self.signs) / len(self.signs):.3f}" if self.signs else "",
                f"{calibration_error(self.stated):.3f}", f"{calibration_error(self.stated_known):.3f}", f"{self.slowest:.1f}"]


KINDS = ["copied", "scribal", "news", "news-undated"]
COPIES = KINDS[:2]
HEAD = ["kind", "texts", "traditions", "directed F1", "either way F1", "known right", "lost", "merges", "origins off", "sign", "ECE",
        "ECE, known", "cpu s"]


def processor_seconds(command: list[str]) -> float:
    """Runs it to its end; what it and its children took, whatever runs beside it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, spent = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return spent.ru_utime + spent.ru_stime


def make(kind: str, size: int, seed: int, folder: pathlib.Path) -> dict[str, list[str]]:
    """Writes documents.jsonl there; the parents of each text."""
    maker = [sys.executable, str(ROOT / "bench" / "traditions" / "make_tradition.py"), kind.split("-")[0], "--witnesses", str(size), "--seed",
             str(seed), "--out", str(folder)]
    subprocess.run(maker + (["--undated"] if kind.endswith("undated") else []), check=True)
    return json.loads((folder / "gold.json").read_text())["parents"]


def trace(stemma: pathlib.Path, kind: str, size: int, seed: int) -> tuple[dict[str, list[str]], dict, float]:
    folder = OUT / f"{kind}-{size}-{seed}"
    parents = make(kind, size, seed, folder)
    # one story by construction: what is measured is the stemma, not the grouping
    seconds = processor_seconds([str(stemma), "trace", str(folder / "documents.jsonl"), "--json", str(folder / "report.json"), "--quiet"])
    return parents, json.loads((folder / "report.json").read_text()), seconds


def print_table(rows: list[list[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    print(flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stemma", type=pathlib.Path, default=ROOT / "build" / "release" / "stemma")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 50, 200])
    parser.add_argument("--traditions", type=int, default=20, help="of each kind and size")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    rows = [HEAD]
    of_copies: dict[int, list[list[tuple[float, bool]]]] = defaultdict(list)  # by size and kind
    for kind in args.kinds:
        for size in args.sizes:
            tally = Tally()
            seeds = range(args.first_seed, args.first_seed + args.traditions)
            with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
                for traced in pool.map(lambda seed: trace(args.stemma, kind, size, seed), seeds):
                    tally.add(*traced)
            rows.append(tally.cells(kind, size))
            if kind in COPIES:
                of_copies[size].append(tally.stated)
            print_table(rows)
    for size, kinds in of_copies.items():
        if len(kinds) == len(COPIES):
            print(f"ECE of {' and '.join(COPIES)} together, {size} texts: {calibration_error(list(itertools.chain(*kinds))):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
