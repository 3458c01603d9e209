#!/usr/bin/env python3
"""Fits how sure a link within a family of copies is said to be, and writes src/trees/copy_weights.hpp.

    fit_copies.py [--first-seed 3001] [--traditions 240] [--kinds copied scribal] [--sizes 10 50 200]

Makes traditions (bench/traditions/) of seeds that no figure is reported on, lets build/release/tools/judge_copies judge their
links, and fits a logistic regression to which of them are right, each kind and size counting alike. What is surer
by weights is never said to be less sure. Of size 10 so many traditions are made as asked for, of larger ones fewer.
Python's standard library only.
"""
import argparse
import concurrent.futures
import json
import math
import pathlib
import re
import subprocess
import sys

import eval_trees

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "trees" / "copy_weights.hpp"
LEAST_SLOPE = 0.02
RIDGE = 1.0
ROUNDS = 12
SURETIES = (0, 1, 2)  # places among the features

Example = tuple[list[float], bool, float]


def judged(kind: str, size: int, seed: int) -> list[tuple[list[float], bool]]:
    """Features of each link of one made tradition, and whether the link is right."""
    folder = eval_trees.OUT / f"fit-{kind}-{size}-{seed}"
    subprocess.run([sys.executable, str(ROOT / "bench" / "traditions" / "make_tradition.py"), kind, "--witnesses", str(size),
                    "--seed", str(seed), "--out", str(folder)], check=True)
    documents = [json.loads(line) for line in (folder / "documents.jsonl").read_text().splitlines()]
    texts = b"".join(f"{d['id']} {len(d['text'].encode())}\n".encode() + d["text"].encode() + b"\n" for d in documents)
    out = subprocess.run([str(ROOT / "build" / "release" / "tools" / "judge_copies")], input=texts, check=True, stdout=subprocess.PIPE).stdout
    lines = [line.split("\t") for line in out.decode().splitlines()]
    parents = json.loads((folder / "gold.json").read_text())["parents"]
    gold = {(p, child) for child, above in parents.items() for p in above}
    found = [eval_trees.Found(line[0], line[1], True, 0.0) for line in lines]
    named = eval_trees.with_true_names(found, gold, {d["id"] for d in documents})
    return [([float(x) for x in line[2:]], (edge.parent, edge.child) in gold) for line, edge in zip(lines, named)]


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
    count = len(examples[0][0])
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


def rising(examples: list[Example]) -> list[float]:
    """The fit, with surety never counting against a link."""
    everything = list(range(len(examples[0][0])))
    held: dict[int, float] = {}
    while True:
        weights = fit(examples, [i for i in everything if i not in held], held)
        falling = [i for i in SURETIES if weights[i] < LEAST_SLOPE]
        if not falling:
            return weights
        held |= {i: LEAST_SLOPE for i in falling}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-seed", type=int, default=3001)
    parser.add_argument("--traditions", type=int, default=240)
    parser.add_argument("--kinds", nargs="+", default=["copied", "scribal"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50, 200])
    args = parser.parse_args()
    eval_trees.OUT.mkdir(parents=True, exist_ok=True)
    examples: list[Example] = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for kind in args.kinds:
            for size in args.sizes:
                seeds = range(args.first_seed, args.first_seed + eval_trees.traditions_of(size, args.traditions))
                links = [link for found in pool.map(lambda seed: judged(kind, size, seed), seeds) for link in found]
                examples += [(features, is_right, 1000 / len(links)) for features, is_right in links]
                print(f"{kind}, {size} texts: {len(links)} links, {sum(right for _, right in links) / len(links):.3f} right", flush=True)
    weights = rising(examples)
    numbers = ", ".join(f"{w:.3f}" for w in weights)
    text = WEIGHTS.read_text()
    WEIGHTS.write_text(re.sub(r"kCopyWeights = \{[^}]*\}", f"kCopyWeights = {{{numbers}}}", text))
    print(numbers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
