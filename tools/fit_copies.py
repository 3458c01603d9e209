#!/usr/bin/env python3
"""Fits how sure a link within a family of copies is said to be, and writes src/trees/copy_weights.hpp.

    fit_copies.py [--first-seed 3001] [--sizes 10 50 200] [--traditions 400 140 60]

Makes traditions (bench/traditions/) of seeds that no figure is reported on, so many of each size; build/release/tools/judge_copies judges
their links. For each kind of copyists a logistic regression is fitted to which links are right, each size counting alike: whose
slips are scattered (copied), and whom the same places mislead (scribal). A third tells by the family which of them made it.
What is surer by weights is never said to be less sure. Python's standard library only.
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
SURETIES = (0, 1, 2)  # places among a link's features
OF_SLIPS, OF_MISLED = "copied", "scribal"

Link = tuple[list[float], list[float], bool]  # its features, those of its copyists, and whether it is right
Example = tuple[list[float], bool, float]


def judged(kind: str, size: int, seed: int) -> list[Link]:
    """The links of one made tradition."""
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
    numbers = lambda cells: [float(x) for x in cells]
    return [(numbers(line[2:line.index("|")]), numbers(line[line.index("|") + 1:]), (edge.parent, edge.child) in gold)
            for line, edge in zip(lines, named)]


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


def write(name: str, weights: list[float]) -> None:
    numbers = ", ".join(f"{w:.3f}" for w in weights)
    print(name, numbers, flush=True)
    WEIGHTS.write_text(re.sub(rf"{name} = \{{[^}}]*\}}", f"{name} = {{{numbers}}}", WEIGHTS.read_text()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-seed", type=int, default=3001)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50, 200])
    parser.add_argument("--traditions", type=int, nargs="+", default=[400, 140, 60], help="of each size")
    args = parser.parse_args()
    eval_trees.OUT.mkdir(parents=True, exist_ok=True)
    links: dict[str, list[Example]] = {OF_SLIPS: [], OF_MISLED: []}
    families: list[Example] = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for kind, examples in links.items():
            for size, number in zip(args.sizes, args.traditions):
                seeds = range(args.first_seed, args.first_seed + number)
                found = [link for one in pool.map(lambda seed: judged(kind, size, seed), seeds) for link in one]
                examples += [(features, is_right, 1000 / len(found)) for features, _, is_right in found]
                copyists = {tuple(of_family) for _, of_family, _ in found}
                families += [(list(features), kind == OF_MISLED, 1000 / len(copyists)) for features in sorted(copyists)]
                right = sum(is_right for _, _, is_right in found)
                print(f"{kind}, {size} texts, {number} traditions: {len(found)} links, {right / len(found):.3f} right", flush=True)
    write("kOfSlips", rising(links[OF_SLIPS]))
    write("kOfMisled", rising(links[OF_MISLED]))
    write("kMisled", fit(families, list(range(len(families[0][0]))), {}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
