#!/usr/bin/env python3
"""How many documents' facts are read a second on one core, the answer checked.

    bench/facts/facts_rate.py [--program build/release/tools/read_facts] [--gazetteer build/share/places.bin] [--runs 7] [--repeat 40]

Reads the retellings of bench/retellings (further, blind and sealed: 86 texts, their stories known) over and over: the tellings of
a story together, as `stemma trace` does, and each text as a story of its own; with the gazetteer and without. What is counted is
processor time of one thread: the fact reader's own, on texts that are cut into words already ("facts"), and with that cutting
("with tokens"). Opening the gazetteer, once a process, is not counted. A rate is given in documents as they are, and in
documents of 3 kB. The answer: both sides of 0.9 of the planted alterations must be seen, and every round and run must say the same.
"""
import argparse
import importlib.util
import json
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SETS = [ROOT / "bench" / "retellings" / part / "gold.json" for part in ("", "blind", "sealed")]
LEAST_SEEN = 0.9


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stream(stories):
    out = b""
    for documents in stories:
        for name, text in documents:
            raw = text.encode()
            out += f"{name} {len(raw)}\n".encode() + raw + b"\n"
        out += b"\n"
    return out


def read(command, stories):
    done = subprocess.run(command, input=stories, capture_output=True, check=True)
    found = re.search(r"([\d.e-]+) s of processor time, and ([\d.e-]+) s for their tokens", done.stderr.decode())
    return done.stdout, float(found[1]), float(found[2])


def check_seen(command, golds):
    """The share of sides of planted alterations that the fact reader sees (tools/eval_facts.py says what that is)."""
    facts = tool("eval_facts")
    seen = total = 0
    for gold in golds:
        seen_of, total_of = facts.count_seen(command, gold)
        seen, total = seen + sum(seen_of.values()), total + sum(total_of.values())
    if seen < LEAST_SEEN * total:
        raise SystemExit(f"facts_rate: wrong answer: {seen} of {total} sides of planted alterations seen")
    return f"{seen} of {total} sides of alterations seen"


def rates(program, gazetteer, runs, repeat):
    """Rows: what is read, documents a second, the same in documents of 3 kB, with tokens, the answer."""
    golds = [json.loads(path.read_text()) for path in SETS]
    stories = [[(d, gold["texts"][d]) for d in story["documents"]] for gold in golds for story in gold["stories"]]
    forms = {"stories": stories, "single texts": [[document] for story in stories for document in story]}
    rows = []
    for is_known in (True, False):
        if is_known and not gazetteer.exists():
            print(f"facts_rate: {gazetteer} is not here; left out")
            continue
        command = [program, "--gazetteer", gazetteer if is_known else ROOT / "bench" / "facts" / "one_place.tsv"]
        answer = check_seen(command, golds)
        for name, form in forms.items():
            once = read(command, stream(form))[0]
            documents = repeat * sum(len(story) for story in form)
            kilobytes = repeat * sum(len(text.encode()) for story in form for _, text in story) / 1000
            seconds = []
            for _ in range(runs):
                said, reading, cutting = read(command, stream(form) * repeat)
                if said != once * repeat:
                    raise SystemExit(f"facts_rate: {name} were not read alike each time")
                seconds.append((reading, reading + cutting))
            facts, whole = (statistics.median(column) for column in zip(*seconds))
            rows.append([f"{name}, {'with' if is_known else 'without'} gazetteer", f"{documents / facts:,.0f}", f"{kilobytes / 3 / facts:,.0f}",
                         f"{kilobytes / 3 / whole:,.0f}", answer])
    return rows


HEAD = ["facts of", "documents/s", "of 3 kB/s", "of 3 kB/s with tokens", "answer"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/tools/read_facts")
    parser.add_argument("--gazetteer", type=pathlib.Path, default=ROOT / "build/share/places.bin")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--repeat", type=int, default=40)
    options = parser.parse_args()
    rows = rates(options.program, options.gazetteer, options.runs, options.repeat)
    for row in [HEAD, ["---"] * len(HEAD), *rows]:
        print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
