#!/usr/bin/env python3
"""Learns the weights of the phrase linker (src/passages/link_weights.cpp) from sentence pairs that people aligned.

    tools/train_links.py [--pairs ../shared/data/words/edinburgh.train.json]

Needs numpy (python3-numpy; not installed by tools/setup, because only a change of the signs needs this). Learns on the pairs of even
number only; tools/eval_passages.py reports on those of odd number. Round by round: prints each cell's signs with align_pairs,
fits a logistic regression (Newton's method, ridge 1), writes the weights, and builds align_pairs again for the next round.
"""
import argparse
import json
import pathlib
import re
import subprocess

import numpy

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 3
RIDGE = 1.0


def size_of(name: str) -> int:
    grid = (ROOT / "src" / "passages" / "link_grid.hpp").read_text()
    return int(re.search(rf"{name} = (\d+);", grid).group(1))


CLASSES = int(re.search(r"kWordRoles = (\d+)", (ROOT / "src" / "passages" / "word_role.hpp").read_text()).group(1))
LONE, PAIRS, AMONG = size_of("kLoneSigns"), CLASSES * (CLASSES + 1) // 2, size_of("kAmongSigns")


def cells_of(program: pathlib.Path, records: list[dict], round_number: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The signs of all cells of all pairs, and which of them people linked."""
    lines = "".join(f"{record['source']}\t{record['target']}\n" for record in records)
    out = subprocess.run([program, "signs", str(round_number)], input=lines.encode(), capture_output=True, check=True).stdout
    signs, truth, at = [], [], 0
    width = LONE + PAIRS + AMONG
    for record in records:
        end = out.index(b"\n", at)
        left, right = json.loads(out[at:end])
        count = len(left) * len(right)
        signs.append(numpy.frombuffer(out, "<f4", count * width, end + 1).reshape(count, width))
        at = end + 1 + 4 * count * width
        sure = {tuple(map(int, link.split("-"))) for link in record["sureAlign"].split()}
        truth += [(a, b) in sure for a in left for b in right]
    return numpy.concatenate(signs).astype(float), numpy.array(truth, dtype=float)


def fit(signs: numpy.ndarray, truth: numpy.ndarray) -> numpy.ndarray:
    weights = numpy.zeros(signs.shape[1])
    for _ in range(25):
        guess = 1 / (1 + numpy.exp(-numpy.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (truth - guess) - RIDGE * weights
        curve = (signs * (guess * (1 - guess))[:, None]).T @ signs + RIDGE * numpy.eye(len(weights))
        step = numpy.linalg.solve(curve, slope)
        weights += step
        if abs(step).max() < 1e-4:
            break
    return weights


def write_weights(rounds: list[numpy.ndarray]) -> None:
    def numbers(values: numpy.ndarray) -> str:
        lines = [", ".join(f"{value:.4f}F" for value in values[at:at + 10]) for at in range(0, len(values), 10)]
        return "{" + ",\n      ".join(lines) + "}"

    parts = []
    for weights in rounds + [numpy.zeros(LONE + PAIRS + AMONG)] * (ROUNDS - len(rounds)):
        parts.append("  LinkRound{\n     " + ",\n     ".join(
            numbers(piece) for piece in (weights[:LONE], weights[LONE:LONE + PAIRS], weights[LONE + PAIRS:])) + "}")
    (ROOT / "src" / "passages" / "link_weights.cpp").write_text(
        "// SPDX-License-Identifier: Apache-2.0\n// Made by tools/train_links.py; not to be edited by hand.\n"
        '#include "passages/link_weights.hpp"\n\nnamespace stemma {\n\n// clang-format off\n'
        "std::array<LinkRound, kRounds> const kLinkRounds{\n" + ",\n".join(parts) + "};\n// clang-format on\n\n}  // namespace stemma\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=pathlib.Path,
                        default=ROOT.parent / "shared" / "data" / "words" / "edinburgh.train.json")
    options = parser.parse_args()
    records = json.loads(options.pairs.read_text(encoding="utf-8"))[0::2]
    program = ROOT / "build" / "release" / "tools" / "align_pairs"
    rounds: list[numpy.ndarray] = []
    for number in range(ROUNDS):
        signs, truth = cells_of(program, records, number)
        rounds.append(fit(signs, truth))
        write_weights(rounds)
        subprocess.run(["cmake", "--build", "--preset", "release", "--target", "align_pairs"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
        odds = signs @ rounds[-1]
        for least in (0.35, 0.40, 0.43, 0.46, 0.50):
            found = odds > numpy.log(least / (1 - least))
            met = (found * truth).sum()
            print(f"round {number + 1}, links above {least}: F1 {2 * met / (found.sum() + truth.sum()):.4f} on cells")


if __name__ == "__main__":
    main()
