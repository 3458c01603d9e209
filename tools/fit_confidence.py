#!/usr/bin/env python3
"""Fits how sure each link is said to be, and writes src/trees/confidence_weights.hpp.

    fit_confidence.py [--first-seed 3001] [--sizes 10 50 200] [--traditions 300 100 30] [--weights kLink kLost ...]

Makes traditions (bench/traditions/) of seeds that no figure is reported on, so many of each size; build/release/tools/judge_links finds
their stemmata as `stemma trace` does, and says what is known of each link. A logistic regression is fitted to which links are right, for
each sort of link: of the draft, from a lost source, to the same text, within a family of copies. Each kind and size of traditions counts
alike, and the written events of bench/retellings (but for unseen/ and fresh/), with times and without, as much as two of them.

Links within families have weights for each sort of copyists: whose slips are scattered (kOfSlips), whom the same places mislead
(kOfMisled), who retell (kOfRetold). kMisled and kRetold tell by the family which of them made it. What is surer by weights is never said
to be less sure. Python's standard library only.
"""
import argparse
import concurrent.futures
import json
import math
import pathlib
import re
import subprocess
import sys
from collections import defaultdict
from typing import NamedTuple

import eval_trees

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "trees" / "confidence_weights.hpp"
WRITTEN = [ROOT / "bench" / "retellings" / folder for folder in (".", "blind", "sealed")]
WRITTEN_KIND = "written"
LEAST_SLOPE = 0.02
RIDGE = 1.0
ROUNDS = 12
SHARE = 1000  # links that each kind and size of traditions counts for, at most
WRITTEN_SHARE = 2000  # links that the written events count for
COPYISTS = {"kOfSlips": ["copied"], "kOfMisled": ["scribal"], "kOfRetold": ["news", "news-undated", WRITTEN_KIND]}
SORTS = {"kLink": "link", "kLost": "lost", "kSame": "same"}
SURETIES = {"kLink": 6, "kLost": 1, **dict.fromkeys(COPYISTS, 3)}  # features, from the first on, that never count against a link
NAMES = [*SORTS, *COPYISTS, "kMisled", "kRetold"]


class Link(NamedTuple):
    sort: str
    features: list[float]
    of_copyists: list[float]
    is_right: bool


class Example(NamedTuple):
    features: list[float]
    is_right: bool
    share: float


def judged(documents: pathlib.Path, parents: dict[str, list[str]], *options: str) -> list[Link]:
    """All links that are found in one file."""
    out = subprocess.run([str(ROOT / "build" / "release" / "tools" / "judge_links"), *options, str(documents)], check=True,
                         stdout=subprocess.PIPE).stdout
    lines = [line.split("\t") for line in out.decode().splitlines()]
    gold = {(p, child) for child, above in parents.items() for p in above}
    found = [eval_trees.Found(parent, child, True, 0.0) for _, parent, child, *_ in lines]
    ids = {json.loads(line)["id"] for line in documents.read_text().splitlines()}
    numbers = lambda cells: [float(x) for x in cells]
    links = []
    for (sort, _, _, *cells), edge in zip(lines, eval_trees.with_true_names(found, gold, ids)):
        at = cells.index("|") if "|" in cells else len(cells)
        links.append(Link(sort, numbers(cells[:at]), numbers(cells[at + 1:]), (edge.parent, edge.child) in gold))
    return links


def of_tradition(kind: str, size: int, seed: int) -> list[Link]:
    folder = eval_trees.OUT / f"fit-{kind}-{size}-{seed}"
    return judged(folder / "documents.jsonl", eval_trees.make(kind, size, seed, folder))


def of_written() -> list[Link]:
    links = []
    for folder in WRITTEN:
        parents = json.loads((folder / "gold.json").read_text())["parents"]
        links += judged(folder / "documents.jsonl", parents) + judged(folder / "documents.undated.jsonl", parents)
    return links


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss, with the largest pivot."""
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(len(rows)):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def fit(examples: list[Example], free: list[int], fixed: dict[int, float]) -> list[float]:
    """Logistic regression by Newton's method over the free features."""
    count = len(examples[0].features)
    weights = [fixed.get(i, 0.0) for i in range(count)]
    for _ in range(ROUNDS):
        gradient = [-RIDGE * weights[i] for i in free]
        curvature = [[RIDGE * (i == j) for j in free] for i in free]
        for features, is_right, share in examples:
            odds = sum(w * x for w, x in zip(weights, features))
            probability = 1 / (1 + math.exp(-max(-30, min(30, odds))))
            pull, spread = share * (is_right - probability), share * probability * (1 - probability)
            for a, i in enumerate(free):
                gradient[a] += pull * features[i]
                row, slope = curvature[a], spread * features[i]
                for b, j in enumerate(free[:a + 1]):
                    row[b] += slope * features[j]
        for a in range(len(free)):
            for b in range(a):
                curvature[b][a] = curvature[a][b]
        for i, step in zip(free, solve(curvature, gradient)):
            weights[i] += step
    return weights


def rising(examples: list[Example], sureties: int) -> list[float]:
    """The fit, with surety never counting against a link."""
    everything = list(range(len(examples[0].features)))
    held: dict[int, float] = {}
    while True:
        weights = fit(examples, [i for i in everything if i not in held], held)
        falling = [i for i in range(sureties) if i not in held and weights[i] < LEAST_SLOPE]
        if not falling:
            return weights
        held |= {i: LEAST_SLOPE for i in falling}


def write(name: str, weights: list[float]) -> None:
    numbers = ", ".join(f"{w:.3f}" for w in weights)
    print(name, numbers, flush=True)
    WEIGHTS.write_text(re.sub(rf"\b{name} = \{{[^}}]*\}}", f"{name} = {{{numbers}}}", WEIGHTS.read_text()))


class Examples:
    """Of each set of weights what it is fitted to."""

    def __init__(self) -> None:
        self.of: dict[str, list[Example]] = defaultdict(list)

    def add(self, kind: str, links: list[Link]) -> None:
        """All links of one kind and size of traditions."""
        def extend(name: str, cases: list[tuple[list[float], bool]]) -> None:
            share = WRITTEN_SHARE / len(links) if kind == WRITTEN_KIND else min(1.0, SHARE / max(1, len(cases)))
            self.of[name] += [Example(features, is_right, share) for features, is_right in cases]

        for name, sort in SORTS.items():
            extend(name, [(link.features, link.is_right) for link in links if link.sort == sort])
        copies = [link for link in links if link.sort == "copy"]
        for name, kinds in COPYISTS.items():
            if kind in kinds:
                extend(name, [(link.features, link.is_right) for link in copies])
        families = [list(one) for one in sorted({tuple(link.of_copyists) for link in copies})]
        if kind in COPYISTS["kOfSlips"] + COPYISTS["kOfMisled"]:
            extend("kMisled", [(features, kind in COPYISTS["kOfMisled"]) for features in families])
        extend("kRetold", [(features, kind in COPYISTS["kOfRetold"]) for features in families])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-seed", type=int, default=3001)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50, 200])
    parser.add_argument("--traditions", type=int, nargs="+", default=[300, 100, 30], help="of each size")
    parser.add_argument("--kinds", nargs="+", default=eval_trees.KINDS, choices=eval_trees.KINDS)
    parser.add_argument("--weights", nargs="+", default=NAMES, choices=NAMES, help="those that are written")
    args = parser.parse_args()
    eval_trees.OUT.mkdir(parents=True, exist_ok=True)
    examples = Examples()
    examples.add(WRITTEN_KIND, of_written())
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for kind in args.kinds:
            for size, number in zip(args.sizes, args.traditions):
                seeds = range(args.first_seed, args.first_seed + number)
                links = [link for one in pool.map(lambda seed: of_tradition(kind, size, seed), seeds) for link in one]
                examples.add(kind, links)
                right = sum(link.is_right for link in links)
                print(f"{kind}, {size} texts, {number} traditions: {len(links)} links, {right / len(links):.3f} right", flush=True)
    for name in args.weights:
        cases = examples.of[name]
        if cases:
            write(name, rising(cases, SURETIES.get(name, 0)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
