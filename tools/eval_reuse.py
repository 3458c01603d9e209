#!/usr/bin/env python3
"""Measures how well stretches of reused text are found, on a set made here after the manner of PAN's text alignment task.

    eval_reuse.py [--program build/release/tools/align_pairs] [--cases 60] [--seed 1] [--half develop|report|both]

Sources and surroundings are texts written for Stemma (../shared/data/retellings, bench/retellings); in each pair a part of the
source (80 to 250 words of whole sentences) is planted, obfuscated, in a text about other events:

  none       as it stands
  random     words shuffled within six, one in eight dropped, one in eight put in, one in eight for a synonym
  synonym    every content word that WordNet knows for a synonym of its first two meanings
  reorder    its sentences in another order
  summary    a brief of about 100 words that a person wrote from the whole source (level L4)

and in as many pairs nothing is planted. Figures are those of PAN (Potthast et al. 2010): recall and precision are averages over
cases and detections of the characters they share on both sides, granularity is detections per detected case, PlagDet is
F1 / log2(1 + granularity). Events of odd number are for developing, of even number for reporting. WordNet must be installed.
"""
import argparse
import collections
import json
import math
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = ("none", "random", "synonym", "reorder", "summary")
Spans = tuple[tuple[int, int], tuple[int, int]]


def synonyms(folder: pathlib.Path) -> dict[str, list[str]]:
    """Single words of the first two meanings of each word, itself left out."""
    synsets: dict[str, list[str]] = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").open(encoding="latin-1"):
            if not line.startswith(" "):
                fields = line.split(" ")
                count = int(fields[3], 16)
                synsets[part + fields[0]] = [re.sub(r"\(.*", "", w) for w in fields[4:4 + 2 * count:2] if "_" not in w]
    found: dict[str, list[str]] = {}
    for part in ("verb", "noun", "adj", "adv"):
        for line in (folder / f"index.{part}").open(encoding="latin-1"):
            if line.startswith(" "):
                continue
            fields = line.split()
            meanings = fields[-int(fields[2]):]
            others = [w for m in meanings[:2] for w in synsets[part + m] if w.lower() != fields[0]]
            if others and fields[0] not in found:
                found[fields[0]] = others
    return found


class Maker:
    """Makes pairs; the same seed makes the same pairs."""

    def __init__(self, events: dict[str, dict[str, str]], briefs: list[tuple[str, str, str]],
                 other: dict[str, list[str]], seed: int) -> None:
        self.events, self.briefs, self.other, self.random = events, briefs, other, random.Random(seed)

    def pick(self, but: str | None = None) -> tuple[str, str]:
        event = self.random.choice(sorted(e for e in self.events if e != but))
        return event, self.events[event][self.random.choice(sorted(self.events[event]))]

    def surroundings(self, without: str) -> tuple[str, str]:
        """Two halves of a text about other events, cut between paragraphs."""
        texts = [self.pick(without)[1] for _ in range(2)]
        paragraphs = "\n\n".join(texts).split("\n\n")
        cut = self.random.randint(1, len(paragraphs) - 1)
        return "\n\n".join(paragraphs[:cut]) + "\n\n", "\n\n" + "\n\n".join(paragraphs[cut:])

    def part_of(self, text: str) -> tuple[int, int]:
        """80 to 250 words of whole sentences."""
        ends = [0] + [m.end() for m in re.finditer(r'[.!?]"?\s+', text)] + [len(text)]
        wanted = self.random.randint(80, 250)
        start = self.random.randrange(max(1, len(ends) * 2 // 3))
        for end in range(start + 1, len(ends)):
            if len(text[ends[start]:ends[end]].split()) >= wanted:
                break
        return ends[start], ends[start] + len(text[ends[start]:ends[end]].rstrip())

    def replaced(self, word: str) -> str:
        match = re.fullmatch(r"(\W*)(\w+)(\W*)", word)
        if not match or match[2][0].isupper():
            return word
        before, core, after = match.groups()
        for ending in ("", "s", "es", "ed", "d", "ing"):
            stem = core[:len(core) - len(ending)] if ending else core
            if core.endswith(ending) and len(stem) > 2 and stem in self.other:
                return before + self.random.choice(self.other[stem]) + ending + after
        return word

    def obfuscated(self, kind: str, text: str) -> str:
        if kind == "none":
            return text
        if kind == "reorder":
            sentences = re.split(r'(?<=[.!?])\s+', text)
            self.random.shuffle(sentences)
            return " ".join(sentences)
        if kind == "synonym":
            return " ".join(self.replaced(word) for word in text.split())
        words = text.split()
        out: list[str] = []
        for word in words:
            dice = self.random.random()
            if dice < 1 / 8:
                continue
            out.append(self.replaced(word) if dice < 2 / 8 else word)
            if dice > 7 / 8:
                out.append(self.random.choice(words))
        order = sorted(range(len(out)), key=lambda k: k + self.random.uniform(0, 6))
        return " ".join(out[k] for k in order)

    def pair(self, kind: str | None) -> tuple[str, str, Spans | None]:
        if kind == "summary":
            event, brief, source = self.random.choice(self.briefs)
            planted, where = brief, (0, len(source))
            before, behind = self.surroundings(event)
            other = self.pick(event)[1]
            return before + planted + behind, source + "\n\n" + other, ((len(before), len(before) + len(planted)), where)
        event, source = self.pick()
        before, behind = self.surroundings(event)
        if kind is None:
            return before + behind, source, None
        begin, end = self.part_of(source)
        planted = self.obfuscated(kind, source[begin:end])
        return before + planted + behind, source, ((len(before), len(before) + len(planted)), (begin, end))


def shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def covered(span: tuple[int, int], others: list[tuple[int, int]]) -> int:
    """Characters of the span that any of the others covers."""
    total, at = 0, span[0]
    for begin, end in sorted(others):
        begin, end = max(begin, at), min(end, span[1])
        if end > begin:
            total, at = total + end - begin, end
    return total


def meets(one: Spans, other: Spans) -> bool:
    return shared(one[0], other[0]) > 0 and shared(one[1], other[1]) > 0


def share_of(case: Spans, others: list[Spans]) -> float:
    hits = [o for o in others if meets(case, o)]
    both = sum(covered(case[s], [h[s] for h in hits]) for s in (0, 1))
    return both / sum(end - begin for begin, end in case)


def plagdet(pairs: list[tuple[Spans | None, list[Spans]]]) -> dict[str, float]:
    recalls = [share_of(case, found) for case, found in pairs if case]
    precisions = [share_of(d, [case] if case else []) for case, found in pairs for d in found]
    detected = [sum(meets(case, d) for d in found) for case, found in pairs if case]
    detected = [n for n in detected if n > 0]
    granularity = sum(detected) / len(detected) if detected else 1.0
    recall = sum(recalls) / max(1, len(recalls))
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return {"recall": recall, "precision": precision, "granularity": granularity, "plagdet": f1 / math.log2(1 + granularity)}


def events_of(folders: list[pathlib.Path]) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, str]]]:
    """Texts by event, and the briefs with the text that each was made from."""
    events: dict[str, dict[str, str]] = collections.defaultdict(dict)
    briefs = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        event_of = {d: f"{folder.parent.name}/{s['family']}" for s in gold["stories"] for d in s["documents"]}
        for document, text in gold["texts"].items():
            if gold["levels"].get(document) != "L4":
                events[event_of[document]][document] = text
        for child, parents in gold["parents"].items():
            if gold["levels"][child] == "L4" and len(parents) == 1 and parents[0] in gold["texts"]:
                briefs.append((event_of[child], gold["texts"][child], gold["texts"][parents[0]]))
    return events, sorted(briefs)


def measure(program: pathlib.Path, maker: Maker, cases: int) -> dict[str, dict[str, float]]:
    made = [(kind, maker.pair(kind)) for kind in (*KINDS, None) for _ in range(cases) if kind != "summary" or maker.briefs]
    lines = "".join(json.dumps({"left": left, "right": right}) + "\n" for _, (left, right, _) in made)
    done = subprocess.run([program, "stretches"], input=lines, capture_output=True, text=True, check=True)
    results: dict[str, list[tuple[Spans | None, list[Spans]]]] = collections.defaultdict(list)
    for (kind, (left, right, case)), line in zip(made, done.stdout.splitlines(), strict=True):
        left_bytes, right_bytes = left.encode(), right.encode()

        def characters(data: bytes, span: list[int]) -> tuple[int, int]:
            return len(data[:span[0]].decode()), len(data[:span[1]].decode())

        found = [(characters(left_bytes, a), characters(right_bytes, b)) for a, b in json.loads(line)]
        results[kind or "nothing"].append((case, found))
    figures = {kind: plagdet(results[kind]) for kind in KINDS if results[kind]}
    figures["all, with pairs without a case"] = plagdet([pair for pairs in results.values() for pair in pairs])
    figures["nothing planted"] = {"false": sum(len(found) for _, found in results["nothing"]) / max(1, cases)}
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "release" / "tools" / "align_pairs")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--wordnet", type=pathlib.Path, default=pathlib.Path("/usr/share/wordnet"))
    parser.add_argument("--cases", type=int, default=60, help="pairs of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("develop", "report", "both"), default="report")
    options = parser.parse_args()
    folders = [f for f in (options.shared / "data" / "retellings", ROOT / "bench" / "retellings") if f.is_dir()]
    if not (options.wordnet / "data.noun").exists():
        print(f"eval_reuse: skipped, there is no WordNet in {options.wordnet}")
        sys.exit(0)
    events, briefs = events_of(folders)
    for name, parity in (("develop", 0), ("report", 1)):
        if options.half not in (name, "both"):
            continue
        families = sorted({event.removesuffix("-other") for event in events})
        own = {event: texts for event, texts in events.items() if families.index(event.removesuffix("-other")) % 2 == parity}
        maker = Maker(own, [b for b in briefs if b[0] in own], synonyms(options.wordnet), options.seed)
        print(f"reused stretches, half to {name} on ({len(own)} events)   recall  precision  granularity  PlagDet")
        for kind, row in measure(options.program, maker, options.cases).items():
            if "false" in row:
                print(f"  {kind:44} {row['false']:.3f} detections a pair")
            else:
                print(f"  {kind:44} {row['recall']:6.3f} {row['precision']:10.3f} {row['granularity']:12.3f} {row['plagdet']:8.3f}")


if __name__ == "__main__":
    main()
