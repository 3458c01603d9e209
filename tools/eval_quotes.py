#!/usr/bin/env python3
"""How many of the quotes of the retellings does the fact reader find, with exact span and right speaker?

    tools/eval_quotes.py [--missed] [--program build/release/tools/read_facts] [--shared ../shared]

The marks are bench/quotes/retellings.tsv. Skips, with a message, where the texts are not there.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read_marks() -> dict[tuple[str, int, int], str]:
    marks = {}
    for line in (ROOT / "bench" / "quotes" / "retellings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            document, begin, end, speaker, _ = line.split("\t", 4)
            marks[document, int(begin), int(end)] = speaker
    return marks


def read_quotes(program: pathlib.Path, gold: dict) -> dict[tuple[str, int, int], str]:
    stories = b""
    for story in gold["stories"]:
        for document in story["documents"]:
            text = gold["texts"][document].encode()
            stories += f"{document} {len(text)}\n".encode() + text + b"\n"
        stories += b"\n"
    run = subprocess.run([program], input=stories, check=True, capture_output=True)
    found = {}
    for line in run.stdout.decode().split("\n"):
        fields = line.split("\t")
        if len(fields) > 6 and fields[1] == "Quote":
            found[fields[0], int(fields[2]), int(fields[3])] = fields[6] or "-"
    return found


def figures(program: pathlib.Path, shared: pathlib.Path, show_missed: bool = False) -> dict[str, float] | None:
    source = shared / "data" / "retellings" / "gold.json"
    if not source.is_file() or not program.is_file():
        return None
    marks, found = read_marks(), read_quotes(program, json.loads(source.read_text(encoding="utf-8")))
    exact = marks.keys() & found.keys()
    right = [key for key in exact if marks[key] == found[key]]
    if show_missed:
        for key in sorted(marks.keys() ^ found.keys()):
            print("missed" if key in marks else "not marked", *key)
        for key in sorted(exact - set(right)):
            print("speaker", *key, "is", marks[key], "and was read as", found[key])
    return {"quotes_found_exactly": len(exact) / len(marks), "quotes_right_of_found": len(exact) / len(found),
            "quotes_speaker_right": len(right) / len(marks)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list what is missed or wrong")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "release" / "tools" / "read_facts")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    values = figures(options.program, options.shared, options.missed)
    if values is None:
        print("eval_quotes: nothing to compare: the retellings or the program are not there")
        return 0
    for name, value in values.items():
        print(f"{name} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
