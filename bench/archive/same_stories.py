#!/usr/bin/env python3
"""Are the stories of an archive, filled in portions, those of one trace of all texts?

    same_stories.py FILE.jsonl [--stemma build/release/stemma] [--portions 1 2 3 7] [--orders 3]

Says for each number of portions and each order of the texts how many pairs of texts of one story both have, and only one has.
"""
import argparse
import json
import pathlib
import random
import subprocess
import tempfile


def pairs_of(stories: set[frozenset[str]]) -> set[tuple[str, str]]:
    return {(a, b) for story in stories for a in story for b in story if a < b}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--stemma", default="build/release/stemma")
    parser.add_argument("--portions", type=int, nargs="+", default=[1, 2, 3, 7])
    parser.add_argument("--orders", type=int, default=3)
    args = parser.parse_args()

    def run(*words: object) -> str:
        return subprocess.run([args.stemma, *map(str, words)], capture_output=True, text=True, check=True).stdout

    lines = [line for line in args.file.read_text(encoding="utf-8").splitlines(keepends=True) if line.strip()]
    report = json.loads(run("trace", args.file, "--quiet", "--json", "-"))
    traced = {frozenset(story["documents"]) for story in report["stories"] if len(story["documents"]) > 1}
    for portions in args.portions:
        for order in range(args.orders):
            shuffled = lines[:]
            random.Random(order).shuffle(shuffled)
            with tempfile.TemporaryDirectory() as scratch:
                folder, part = pathlib.Path(scratch) / "archive", pathlib.Path(scratch) / "part.jsonl"
                run("archive", "create", folder)
                for p in range(portions):
                    part.write_text("".join(shuffled[p * len(lines) // portions:(p + 1) * len(lines) // portions]),
                                    encoding="utf-8")
                    run("archive", "add", folder, part, "--quiet")
                stories: dict[int, set[str]] = {}
                for row in map(json.loads, run("archive", "export", folder, "stories").splitlines()):
                    stories.setdefault(row["story"], set()).add(row["id"])
            archived = {frozenset(ids) for ids in stories.values()}
            both, only = pairs_of(archived) & pairs_of(traced), pairs_of(archived) ^ pairs_of(traced)
            print(f"{portions} portions, order {order}: {len(archived)} stories, {len(traced)} traced; pairs in both "
                  f"{len(both)}, only in the archive {len(only & pairs_of(archived))}, only traced {len(only & pairs_of(traced))}")


if __name__ == "__main__":
    main()
