#!/usr/bin/env python3
"""Does the fact reader see both sides of each planted alteration?

    tools/eval_facts.py [--missed] [--program build/release/tools/read_facts] [--shared ../shared]

For each alteration of the gold file the parent's reading and the new reading are looked up in their texts. A side is seen
where a mention of a fitting kind overlaps it; of a reading with a number, a name or a date in it that mention must cover what
differs from the other side. Prints the share of sides seen for each kind. Skips, with a message, where the data are not there.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FITTING = {
    "place_garbled": {"Place"},
    "place_swapped": {"Place"},
    "person_garbled": {"Person"},
    "org_changed": {"Organisation", "Name"},
    "number": {"Number"},
    "date": {"Date"},
    "quote_words": {"Quote"},
    "quote_speaker": {"Quote"},
    "attribution": {"Attribution"},
    "hedge_dropped": {"Hedge"},
    "detail_invented": {"Number", "Date", "Place", "Person", "Organisation", "Name"},
}


def places_of(text, reading):
    """Every place of the reading, white space aside; the two longest common words where it is not there as a whole."""
    pattern = r"\s+".join(re.escape(word) for word in reading.split())
    found = [match.span() for match in re.finditer(pattern, text)]
    return found or [match.span() for match in re.finditer(pattern, text, re.I)]


def changed_words(reading, other):
    """The words of the reading that the other lacks: a mention must cover one of them."""
    words = set(re.findall(r"\w+", other.lower()))
    found = re.finditer(r"\w[\w.,:'-]*\w|\w", reading)
    return [match.span() for match in found if not set(re.findall(r"\w+", match.group().lower())) <= words]


def is_seen(kind, text, reading, other, mentions):
    fitting = [m for m in mentions if m["kind"] in FITTING[kind]]
    wants_change = kind not in ("quote_speaker", "quote_words", "hedge_dropped", "attribution")
    for begin, end in places_of(text, reading):
        spans = [(begin + a, begin + b) for a, b in changed_words(reading, other)] if wants_change else []
        for left, right in spans or [(begin, end)]:
            for m in fitting:
                if m["begin"] < right and left < m["end"]:
                    return True
                if kind == "quote_speaker" and m["speaker_begin"] >= 0 and m["speaker_begin"] < right and left < m["speaker_end"]:
                    return True
    return False


def read_facts(command, gold):
    """The mentions of each document, their places counted in characters."""
    stories = b""
    for story in gold["stories"]:
        for document in story["documents"]:
            text = gold["texts"][document].encode()
            stories += f"{document} {len(text)}\n".encode() + text + b"\n"
        stories += b"\n"
    run = subprocess.run(command, input=stories, check=True, capture_output=True)
    mentions = collections.defaultdict(list)
    for line in run.stdout.decode().split("\n"):
        if not line:
            continue
        document, kind, begin, end, _, _, _, speaker_begin, speaker_end = line.split("\t")[:9]
        text = gold["texts"][document].encode()
        characters = lambda byte: len(text[: int(byte)].decode()) if int(byte) >= 0 else -1
        mentions[document].append({"kind": kind, "begin": characters(begin), "end": characters(end),
                                   "speaker_begin": characters(speaker_begin), "speaker_end": characters(speaker_end)})
    return mentions


def count_seen(command, gold, tell=lambda line: None):
    """By kind of alteration, how many sides are seen, and of how many; `tell` hears of each that is not."""
    mentions = read_facts(command, gold)
    seen, total = collections.Counter(), collections.Counter()
    for alteration in gold["alterations"]:
        child, kind = alteration["document"], alteration["kind"]
        parents = [p for p in gold["parents"].get(child, []) if p in gold["texts"]]
        sides = [([child], alteration["reading"], alteration["parent_reading"])]
        if alteration["parent_reading"]:
            sides.append((parents, alteration["parent_reading"], alteration["reading"]))
        for documents, reading, other in sides:
            documents = [d for d in documents if places_of(gold["texts"][d], reading)]
            is_plain_side = kind == "hedge_dropped" and documents == [child]
            if not documents or is_plain_side:
                continue
            total[kind] += 1
            found = any(is_seen(kind, gold["texts"][d], reading, other, mentions[d]) for d in documents)
            seen[kind] += found
            if not found:
                tell(f"missed {kind} in {documents}: {reading!r} (other side: {other!r})")
    return seen, total


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", default=ROOT / "build/release/tools/read_facts")
    arguments.add_argument("--shared", default=ROOT / "../shared", type=pathlib.Path)
    arguments.add_argument("--missed", action="store_true", help="print each side that is not seen")
    options = arguments.parse_args()
    path = options.shared / "data/retellings/gold.json"
    if not path.exists():
        print(f"skipped: {path} is not here")
        return 0
    gold = json.loads(path.read_text())
    seen, total = count_seen([options.program], gold, print if options.missed else lambda line: None)
    for kind in sorted(total):
        print(f"{kind:16} {seen[kind]:4} of {total[kind]:4}")
    print(f"{'all':16} {sum(seen.values()):4} of {sum(total.values()):4}  {sum(seen.values()) / sum(total.values()):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
