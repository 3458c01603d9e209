#!/usr/bin/env python3
"""Traces the data that lies beside the project and scores the reports with the scorers that lie there too.

    eval.py [--stemma build/release/stemma] [--shared ../shared] [SET...]

Prints one table and writes it to build/eval/table.md, with each raw report and the scorer's whole output beside it.
Where the data is absent, says so and ends well: the project does not need it. Python's standard library only.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import time
from typing import NamedTuple

import eval_quotes
import resample

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "eval"
BOOTSTRAPS = 100


class Row(NamedTuple):
    data_set: str
    figure: str
    value: float | bool | str
    bar: float | bool | None = None

    def verdict(self) -> str:
        if self.bar is None:
            return ""
        return "ok" if (self.value is True if self.bar is True else self.value >= self.bar) else "MISS"

    def cells(self) -> list[str]:
        shown = {True: "yes", False: "no"}.get(self.value) if isinstance(self.value, bool) else (
            f"{self.value:.4f}" if isinstance(self.value, float) else str(self.value))
        bar = "" if self.bar is None else "yes" if self.bar is True else f">= {self.bar:.2f}"
        return [self.data_set, self.figure, shown, bar, self.verdict()]


class Evaluation:
    """Runs the binary and the scorers; every data set is one method that returns its rows."""

    def __init__(self, stemma: pathlib.Path, shared: pathlib.Path) -> None:
        self.stemma, self.data, self.scorers = stemma, shared / "data", shared / "eval"

    def trace(self, name: str, *inputs: pathlib.Path | str) -> tuple[pathlib.Path, list[Row]]:
        report = OUT / f"{name}.json"
        start = time.monotonic()
        done = subprocess.run([self.stemma, "trace", *map(str, inputs), "--json", report, "-o", OUT / f"{name}.html"],
                              capture_output=True, text=True)
        took = time.monotonic() - start
        (OUT / f"{name}.trace.txt").write_text(done.stdout + done.stderr)
        if done.returncode not in (0, 1):
            raise SystemExit(f"eval: tracing {name} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        skipped = json.loads(report.read_text())["skipped"]
        rows = [Row(name, "seconds, whole program", took)]
        return report, rows + ([Row(name, "documents skipped", str(len(skipped)))] if skipped else [])

    def score(self, name: str, scorer: str, *arguments: pathlib.Path | str) -> dict[str, str]:
        done = subprocess.run([sys.executable, self.scorers / scorer, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"eval: {scorer} on {name} failed:\n{done.stderr[-2000:]}")
        with (OUT / f"{name}.score.txt").open("a") as log:
            log.write(done.stdout)
        return dict(line.split(" ", 1) for line in done.stdout.splitlines() if re.match(r"\w+ \d", line))

    def seeds(self) -> list[Row]:
        report, rows = self.trace("seeds", *sorted((self.data / "seeds").glob("*.txt")))
        return seeds_rows(json.loads(report.read_text())) + rows

    def retellings(self, name: str, folder: pathlib.Path, file: str, bars: dict[str, float]) -> list[Row]:
        report, rows = self.trace(name, folder / file)
        figures = self.score(name, "score_retellings.py", folder / "gold.json", report)
        return [Row(name, figure, float(value) if "." in value else value, bars.get(figure))
                for figure, value in figures.items()] + rows

    def dated(self) -> list[Row]:
        return self.retellings("retellings", self.data / "retellings", "documents.jsonl", {
            "stories_bcubed_f1": 0.95, "edges_undirected_f1": 0.60, "alterations_recall": 0.40})

    def undated(self) -> list[Row]:
        return self.retellings(
            "retellings-undated", self.data / "retellings", "documents.undated.jsonl", {"stories_bcubed_f1": 0.95})

    def further(self) -> list[Row]:
        """Further events; their misses were looked at."""
        folder = ROOT / "bench" / "retellings"
        return (self.retellings("further", folder, "documents.jsonl", {})
                + self.retellings("further-undated", folder, "documents.undated.jsonl", {}))

    def blind(self) -> list[Row]:
        """Events whose every text was written by somebody who saw only its parent; their misses were looked at."""
        return self.dated_and_undated("blind")

    def sealed(self) -> list[Row]:
        """The same, kept from all who worked on the rules; since then their misses were looked at, for who copied whom."""
        return self.dated_and_undated("sealed")

    def unseen(self) -> list[Row]:
        """The same again; scored once before their misses were looked at, for who copied whom."""
        return self.dated_and_undated("unseen")

    def fresh(self) -> list[Row]:
        """The same once more, six events; nobody who makes the rules has looked at their misses."""
        return self.dated_and_undated("fresh")

    def dated_and_undated(self, name: str) -> list[Row]:
        folder = ROOT / "bench" / "retellings" / name
        return (self.retellings(name, folder, "documents.jsonl", {})
                + self.retellings(f"{name}-undated", folder, "documents.undated.jsonl", {}))

    def tree(self, name: str, truth: pathlib.Path) -> list[Row]:
        report, rows = self.trace(name, *sorted((self.data / name).glob("*.txt")))
        figures = self.score(name, "score_tree.py", truth, report)
        stories = json.loads(report.read_text())["stories"]
        return [Row(name, "stories", str(len(stories)))] + [
            Row(name, figure, float(value) if re.fullmatch(r"[\d.]+", value) else value)
            for figure, value in figures.items()] + rows

    def besoin(self) -> list[Row]:
        """The tree of the text, and of a hundred texts drawn from it: one tradition alone tells little."""
        truth = self.data / "besoin" / "true_edges.tsv"
        rows = self.tree("besoin", truth)
        parts = resample.parts_of({file.stem: file.read_text(encoding="utf-8") for file in (self.data / "besoin").glob("*.txt")})
        corpus, report = OUT / "besoin-drawn.jsonl", OUT / "besoin-drawn.json"
        signs = []
        for seed in range(BOOTSTRAPS):
            corpus.write_text("".join(json.dumps({"id": name, "text": text}) + "\n"
                                      for name, text in sorted(resample.resampled(parts, seed).items())))
            subprocess.run([self.stemma, "trace", corpus, "--json", report, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            signs.append(float(self.score("besoin-drawn", "score_tree.py", truth, report)["average_sign_similarity"]))
        signs.sort()
        return rows + [Row("besoin", f"average_sign_similarity, mean of {BOOTSTRAPS} bootstraps", sum(signs) / len(signs)),
                       Row("besoin", "the same, from the 5th to the 95th of a hundred",
                           f"{signs[len(signs) // 20]:.3f} to {signs[-1 - len(signs) // 20]:.3f}")]

    def darwin(self) -> list[Row]:
        editions = sorted(file.stem for file in (self.data / "darwin").glob("*.txt"))
        truth = OUT / "darwin.true_edges.tsv"
        truth.write_text("".join(f"{a}\t{b}\n" for a, b in zip(editions, editions[1:])))
        rows = self.tree("darwin", truth)
        files = [self.data / "darwin" / f"{edition}.txt" for edition in editions]
        turned = OUT / "darwin-turned.json"
        subprocess.run([self.stemma, "trace", *map(str, reversed(files)), "--threads", "1", "--timings", "--quiet", "--json", turned],
                       check=True)
        report, first = json.loads(turned.read_text()), json.loads((OUT / "darwin.json").read_text())
        collating = sum(t["seconds"] for t in report["timings"] if t["stage"] in ("passages", "collation"))
        return rows + [Row("darwin", "the same apparatus for the files in reverse order",
                           report["stories"][0]["apparatus"] == first["stories"][0]["apparatus"], True),
                       Row("darwin", "seconds of passages and collation, one thread", collating)]

    def ecbplus(self) -> list[Row]:
        corpus = self.data / "stories" / "ecbplus.jsonl"
        report, rows = self.trace("ecbplus", corpus)
        out = []
        for field in ("event", "topic"):
            figures = self.score("ecbplus", "score_stories.py", corpus, report, "--field", field)
            out += [Row("ecbplus", f"{figure}, by {field}", float(value) if "." in value else value)
                    for figure, value in figures.items()]
        return out + rows

    def facts(self) -> list[Row]:
        """The fact reader by itself: quotes against marks made by hand, names against cases known to match or not."""
        rows = []
        found = eval_quotes.figures(ROOT / "build" / "release" / "tools" / "read_facts", self.data.parent)
        for figure, value in (found or {}).items():
            rows.append(Row("facts", figure, value, {"quotes_found_exactly": 0.97, "quotes_speaker_right": 0.90}.get(figure)))
        with (self.data / "names" / "cases.csv").open(encoding="utf-8", newline="") as file:
            cases = [(self.likeness(line["name1"], line["name2"]), line["is_match"] == "true") for line in csv.DictReader(file)]
        chosen_on, judged_on = cases[0::2], cases[1::2]
        threshold = max((n / 100 for n in range(30, 100)), key=lambda at: f1_of_names(chosen_on, at))
        return rows + [Row("facts", f"names F1 at {threshold:.2f}, chosen on one half, on the other", f1_of_names(judged_on, threshold), 0.80)]

    def likeness(self, first: str, second: str) -> float:
        done = subprocess.run([self.stemma, "names", "--", first, second], capture_output=True, text=True)
        return float(done.stdout.split()[0])

    def pairs(self) -> list[Row]:
        """Pairs of articles that people called the same event or not: does the report put both in one story?"""
        texts: dict[str, dict[str, str]] = {}
        same: list[tuple[str, str, bool]] = []
        with (self.data / "stories" / "tg_pairs.tsv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t"):
                for side in ("first", "second"):
                    url = line[f"INPUT:{side}_url"]
                    texts[url] = {"id": url, "title": line[f"INPUT:{side}_title"], "text": line[f"INPUT:{side}_text"]}
                same.append((line["INPUT:first_url"], line["INPUT:second_url"], line["GOLDEN:quality"] == "OK"))
        corpus = OUT / "tg_pairs.jsonl"
        corpus.write_text("".join(json.dumps(text) + "\n" for text in texts.values()))
        report, rows = self.trace("tg_pairs", corpus)
        story = {d: n for n, s in enumerate(json.loads(report.read_text())["stories"]) for d in s["documents"]}
        said = [(story.get(a, a) == story.get(b, b), truth) for a, b, truth in same]
        together = [truth for joined, truth in said if joined]
        return [Row("tg_pairs", "area under the curve, each pair traced by itself",
                    self.area_under_curve([(texts[a], texts[b], truth) for a, b, truth in same]), 0.95),
                Row("tg_pairs", "pairs told rightly", f"{sum(a == b for a, b in said)} of {len(said)}"),
                Row("tg_pairs", "joined rightly", f"{sum(together)} of {len(together)} joined, "
                    f"{sum(truth for _, truth in said)} true")] + rows


    def area_under_curve(self, pairs: list[tuple[dict[str, str], dict[str, str], bool]]) -> float:
        """How often a pair of one event is more alike than a pair of two, by the similarity that the report states."""
        corpus, report = OUT / "tg_pair.jsonl", OUT / "tg_pair.json"
        alike = []
        for first, second, truth in pairs:
            corpus.write_text(json.dumps(first) + "\n" + json.dumps(second) + "\n")
            subprocess.run([self.stemma, "trace", corpus, "--json", report, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            found = json.loads(report.read_text())
            stated = [story["grouped"]["similarity"] for story in found["stories"] if "grouped" in story]
            stated += [pair["similarity"] for pair in found["nearest_not_merged"]]
            alike.append((max(stated, default=0.0), truth))
        wins = [(a > b) + (a == b) / 2 for a, true in alike if true for b, other in alike if not other]
        return sum(wins) / len(wins)


def f1_of_names(cases: list[tuple[float, bool]], threshold: float) -> float:
    found = [truth for score, truth in cases if score >= threshold]
    return 2 * sum(found) / (len(found) + sum(truth for _, truth in cases))


# What a careful reader finds in the three seed texts: the kinds of an entry that may show it, and for each telling concerned
# (by the number that its name begins with) what its reading must show, and what it must not.
SEED_ROWS: list[tuple[str, set[str], dict[str, tuple[str, str]]]] = [
    ("the town", {"place"}, {"000": (r"\bSeversk\b", ""), "001": (r"\bSevSk\b", ""), "002": (r"\bSeveransk\b", "")}),
    ("the town in the official's quote", {"place"}, {"000": (r"\bSeversk\b", ""), "001": (r"\bSeverodon+etsk\b", "")}),
    ("the invented link", {"place", "detail"}, {"001": (r"\bSevastopol\b", "")}),
    ("quote: expanding", {"quote"}, {"000": (r"\brapidly\b", ""), "001": (r"\bby the hour\b", "")}),
    ("quote: evacuation", {"quote"}, {"000": (r"\bchaotic\b", ""), "001": (r"\bdisciplined\b", "")}),
    ("quote: loss", {"quote"}, {"000": (r"\btactical blow\b", ""), "001": (r"\bstrategic blow\b", "")}),
    ("who calls it a blow", {"quote", "attribution"}, {"000": (r"\bmilitary\b", ""), "001": (r"\bSources\b", "")}),
    ("attribution: report", {"attribution"},
     {"000": (r"\breport\b", "confidential"), "001": (r"\bconfidential report\b", "")}),
    ("where the official spoke", {"attribution", "detail"}, {"001": (r"\brare video address\b", "")}),
    ("how it is known", {"attribution", "detail"}, {"001": (r"\bsatellite imagery\b", "")}),
    ("a detail of one", {"detail"}, {"001": (r"\bcapture in 2022\b", "")}),
]


def seeds_rows(report: dict) -> list[Row]:
    """Whether the rows stand in the report: one entry each, as changed facts, among the first twenty."""
    texts = {d["id"]: d["text"].encode() for d in report["documents"]}
    units = [unit for story in report["stories"] for unit in story["apparatus"][:20] if unit["severity"] >= 0.5]

    def reading_of(unit: dict, number: str, wanted: str, but: str) -> int | None:
        """Which reading of the unit shows, in the document's own bytes, words that match `wanted` and not `but`."""
        for place, reading in enumerate(unit["readings"]):
            for span in reading["spans"]:
                words = texts[span["document"]][span["begin"]:span["end"]].decode(errors="replace")
                if span["document"].startswith(number) and re.search(wanted, words) and not (but and re.search(but, words)):
                    return place
        return None

    def shown(kinds: set[str], wanted: dict[str, tuple[str, str]]) -> bool:
        """Some unit of these kinds has a reading of its own for each telling concerned."""
        for unit in units:
            found = [reading_of(unit, number, *words) for number, words in wanted.items()]
            if unit["kind"] in kinds and None not in found and len(set(found)) == len(found):
                return True
        return False

    town = next((unit for unit in units if unit["kind"] == "place" and reading_of(unit, "002", r"\bSeveransk\b", "") is not None), None)
    note = (town or {}).get("note") or ""
    found = [(name, shown(kinds, wanted)) for name, kinds, wanted in SEED_ROWS]
    return [Row("seeds", "one story of three documents", [len(s["documents"]) for s in report["stories"]] == [3], True),
            Row("seeds", "the town is Siversk, Donetsk, in all three", note.count("Siversk (Donetsk") >= 3, True),
            Row("seeds", "its other spellings are flagged",
                all(f"no place is known to be spelt \u201c{name}\u201d" in note for name in ("SevSk", "Severansk")), True),
            Row("seeds", "two origins: 000 and 001 lean on one report",
                sorted(sorted(d[:3] for d in group["documents"]) for s in report["stories"] for group in s["origin_groups"])
                == [["000", "001"], ["002"]], True),
            Row("seeds", "rows of eleven shown, of nine wanted", sum(is_there for _, is_there in found) / 9, 1.0)
            ] + [Row("seeds", name, is_there) for name, is_there in found]


def table_of(rows: list[Row]) -> str:
    cells = [["data set", "figure", "value", "bar", ""]] + [row.cells() for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stemma", type=pathlib.Path, default=ROOT / "build" / "release" / "stemma")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument(
        "sets", nargs="*", help="seeds dated undated further blind sealed unseen fresh besoin darwin ecbplus pairs facts (default: all)")
    args = parser.parse_args()
    if not (args.shared / "data").is_dir() or not (args.shared / "eval").is_dir():
        print(f"eval: nothing to score: there is no {args.shared}/data and {args.shared}/eval")
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.score.txt"):
        old.unlink()
    evaluation = Evaluation(args.stemma, args.shared)
    known = ["seeds", "dated", "undated", "further", "blind", "sealed", "unseen", "fresh", "besoin", "darwin", "ecbplus", "pairs", "facts"]
    if unknown := set(args.sets) - set(known):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    rows: list[Row] = []
    for name in args.sets or known:
        rows += getattr(evaluation, name)()
    table = table_of(rows)
    (OUT / "table.md").write_text(table + "\n")
    print(table)
    misses = sum(row.verdict() == "MISS" for row in rows)
    bars = sum(row.bar is not None for row in rows)
    print(f"\n{bars - misses} of {bars} bars met; raw reports and scores are in {OUT.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
