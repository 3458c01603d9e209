#!/usr/bin/env python3
"""Measures the passage room alone, on the data that lies beside the project.

    eval_passages.py [--program build/release/tools/align_pairs] [--shared ../shared]

Prints three tables: does `share` tell a text that leans on another from an independent one (area under the ROC curve);
are marked sentences aligned to the right sentence of the parent (tests/passages/marks.tsv to develop on, bench/passages/marks.tsv
to report on); are words linked as people linked them. The last is F1 over all links of all pairs together: precision is found
links that are sure or possible, recall is sure links that are found; apart for links between unlike words (lower case compared).
Pairs of even number were learned from (tools/train_links.py), those of odd number are to report on; in sentences of news,
of translated agency reports (mtc) and of novels. Where the data is absent, says so and ends well.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEVELS = {"wire": 0, "indep": 0, "L0": 0, "L1": 1, "L2": 2, "M": 2, "L3": 3, "L4": 4}


def area_under_curve(positives: list[float], negatives: list[float]) -> float:
    """How often a positive lies above a negative; ties count half."""
    wins = sum((p > n) + (p == n) / 2 for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))


def leaning(pairs: list[dict], gold: dict) -> None:
    """A pair leans where its texts have an origin in common; a pair is as hard as the freer of its two retellings."""
    event = {document: story["family"] for story in gold["stories"] for document in story["documents"]}
    origins = {document: set(names) for document, names in gold["origins"].items()}
    lean, independent, across = [], [], []
    for pair in pairs:
        left, right = pair["documents"]
        value = max(pair["share_left"], pair["share_right"])
        if event[left] != event[right]:
            across.append(value)
        elif origins[left] & origins[right]:
            level = max(gold["levels"][left], gold["levels"][right], key=lambda name: LEVELS[name])
            lean.append((value, level, (left, right)))
        else:
            independent.append(value)
    everything = [value for value, _, _ in lean]
    groups = {"all": everything}
    for name, members in (("L0 to L2, M", ("wire", "indep", "L0", "L1", "L2", "M")), ("L3", ("L3",)), ("L4", ("L4",))):
        groups[name] = [value for value, level, _ in lean if level in members]
    children = collections.defaultdict(list)
    for value, _, (left, right) in lean:
        for child, parent in ((left, right), (right, left)):
            if parent in gold["parents"].get(child, []):
                children[gold["levels"][child]].append(value)
    for level in sorted(children):
        groups[f"{level} child, parent"] = children[level]
    print(f"leaning against independent ({len(independent)} pairs)      pairs    AUC")
    for name, values in groups.items():
        if values:
            print(f"  {name:40} {len(values):9} {area_under_curve(values, independent):6.4f}")
    print(f"  {'all, against pairs across events':40} {len(everything):9} {area_under_curve(everything, across):6.4f}")


def overlap(one: list[int], other: list[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """A full stop before a blank and a capital or a quotation mark ends a sentence; so does a line feed."""
    ends = [0] + [m.end() for m in re.finditer(r'(?<!\b[A-Z][a-z]{2})[.!?]"?\s+(?=["A-Z])|\n+', text)] + [len(text)]
    return max(e for e in ends if e <= begin), min(e for e in ends if e >= end)


def sentences(pairs: list[dict], texts: dict[str, str], gold: dict, marks: pathlib.Path) -> None:
    """A mark is met where the passage that holds most of the child's words touches the parent's sentence."""
    passages = {}
    for pair in pairs:
        left, right = pair["documents"]
        passages[left, right] = [(p["left"], p["right"]) for p in pair["passages"]]
        passages[right, left] = [(p["right"], p["left"]) for p in pair["passages"]]
    met, missed = collections.Counter(), []
    total = collections.Counter()
    for line in marks.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        child, child_words, parent, parent_words = line.split("\t")
        spans = []
        for document, words in ((child, child_words), (parent, parent_words)):
            text = texts[document]
            if text.count(words) != 1:
                raise SystemExit(f"eval_passages: '{words}' must stand once in {document}")
            begin = text.index(words)
            end = begin + len(words)
            if document == parent:
                begin, end = sentence_around(text, begin, end)
            spans.append([len(text[:begin].encode()), len(text[:end].encode())])
        level = gold["levels"][child]
        total[level] += 1
        best = max(passages[child, parent], key=lambda p: overlap(p[0], spans[0]), default=None)
        if best and overlap(best[0], spans[0]) and overlap(best[1], spans[1]):
            met[level] += 1
        else:
            missed.append(f"{level} {child}: {child_words} | {parent}: {parent_words}")
    print(f"\nmarked sentences, {marks.parent.name}/{marks.name:24} marks    met")
    for level in sorted(total):
        print(f"  {level:40} {total[level]:6} {met[level] / total[level]:6.3f}")
    for miss in missed:
        print(f"  missed: {miss}")


def pairs_of(links: str) -> set[tuple[int, int]]:
    return {tuple(map(int, link.split("-"))) for link in links.split()}


def word_links(program: pathlib.Path, path: pathlib.Path) -> None:
    records = json.loads(path.read_text(encoding="utf-8"))
    lines = "".join(f"{record['source']}\t{record['target']}\n" for record in records)
    answers = run(program, "words", input_text=lines)
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])  # found, found and possible, sure, sure and found
    for number, (record, answer) in enumerate(zip(records, answers, strict=True)):
        source, target = record["source"].lower().split(), record["target"].lower().split()
        sure = pairs_of(record["sureAlign"])
        possible = sure | pairs_of(record["possibleAlign"])
        found = {(left, right) for left, right, _ in answer}
        half = "report" if number % 2 else "develop"
        domain = record["name"].split("-")[0]

        def unlike(link: tuple[int, int]) -> bool:
            return source[link[0]] != target[link[1]]

        for name, keep in (("all links", lambda _: True), ("unlike words", unlike), (f"all links, {domain}", lambda _: True)):
            f, p, s = ({link for link in links if keep(link)} for links in (found, possible, sure))
            for k, count in enumerate((len(f), len(f & p), len(s), len(s & f))):
                counts[half, name][k] += count
    print("\nword links                                   precision recall     F1")
    for (half, name), (found, right, sure, met) in sorted(counts.items()):
        precision, recall = right / max(1, found), met / max(1, sure)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  half to {half + ': ' + name:35} {precision:8.3f} {recall:6.3f} {f1:6.3f}")


def run(program: pathlib.Path, *arguments: str, input_text: str = "") -> list:
    done = subprocess.run([program, *arguments], input=input_text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "release" / "tools" / "align_pairs")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    retellings = options.shared / "data" / "retellings"
    if not retellings.is_dir():
        print(f"eval_passages: skipped, there is no {retellings}")
        sys.exit(0)
    further = ROOT / "bench" / "retellings"
    for folder, marks in ((retellings, "tests"), (further, "bench"), (further / "blind", None)):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        pairs = run(options.program, "pairs", str(folder / "documents.jsonl"))
        print(f"== {folder.parent.name}/{folder.name}")
        leaning(pairs, gold)
        if marks:
            sentences(pairs, gold["texts"], gold, ROOT / marks / "passages" / "marks.tsv")
        print()
    word_links(options.program, options.shared / "data" / "words" / "edinburgh.train.json")


if __name__ == "__main__":
    main()
