#!/usr/bin/env python3
"""The pages tell the truth: what they name exists.

    check_docs.py [--stemma BINARY] [PAGE...]

Checked, in every page (default: the pages at the top, and those of docs/ and examples/):
  - each relative link, and each path of this project that stands in backticks;
  - each `make TARGET`, against the Makefile;
  - each `stemma VERB` and each `--option` beside it, against the help of the binary, where --stemma is given.
And ARCHITECTURE.md names every room that stands in src/.
"""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOPS = "src|include|tests|cli|python|web|bench|docs|examples|tools|cmake|reference|data|fuzz"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PATH = re.compile(rf"`((?:{TOPS})/[\w./-]*)`")
MAKE = re.compile(r"\bmake ([a-z]+)\b")
CALL = re.compile(r"(?:^|[\s`/$(])stemma((?:[ \t]+[^\s`|>]+)*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def code_of(text: str) -> list[tuple[int, str]]:
    """The lines of code blocks and the pieces in backticks, with their line numbers."""
    pieces, in_block = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            in_block = not in_block
        elif in_block:
            pieces.append((number, line))
        else:
            pieces += [(number, piece) for piece in re.findall(r"`([^`]+)`", line)]
    return pieces


def help_of(binary: str, *verbs: str) -> str:
    done = subprocess.run([binary, *verbs, "--help"], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise SystemExit(f"check_docs: {binary} {' '.join(verbs)} --help ends with {done.returncode}")
    return done.stdout


def faults_of(page: pathlib.Path, targets: set[str], verbs: dict[str, str]) -> list[str]:
    faults = []
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT)
    for number, line in enumerate(text.splitlines(), 1):
        beside = [target for target in LINK.findall(line) if not (page.parent / target).exists()]
        inside = [target for target in PATH.findall(line) if not (ROOT / target).exists()]
        faults += [f"{name}:{number}: no such file: {target}" for target in beside + inside]
    for number, piece in code_of(text):
        faults += [f"{name}:{number}: no such target: make {target}"
                   for target in MAKE.findall(piece) if target not in targets]
        if not verbs:
            continue
        for call in CALL.findall(piece):
            words = call.split()
            if words and re.fullmatch(r"[a-z]+", words[0]) and words[0] not in verbs:
                faults.append(f"{name}:{number}: no such verb: stemma {words[0]}")
        if CALL.search(piece) or piece.startswith("-"):
            faults += [f"{name}:{number}: stemma --help has no {option}"
                       for option in OPTION.findall(piece) if option not in "".join(verbs.values())]
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stemma", help="the binary whose help is read")
    parser.add_argument("pages", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    pages = [page.resolve() for page in args.pages] or sorted(
        [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("bench/*.md")])
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    verbs: dict[str, str] = {}
    if args.stemma:
        verbs[""] = help_of(args.stemma)
        for verb in re.findall(r"^  ([a-z]+)\s", verbs[""], re.M):
            verbs[verb] = help_of(args.stemma, verb)
        verbs[""] += (ROOT / "python" / "stemma" / "command.py").read_text(encoding="utf-8")  # what the package adds
    faults = [fault for page in pages for fault in faults_of(page, targets, verbs)]
    layout = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    faults += [f"ARCHITECTURE.md: says nothing of src/{room.name}/"
               for room in sorted((ROOT / "src").iterdir()) if room.is_dir() and f"`{room.name}/`" not in layout]
    print("\n".join(faults) or f"docs: what {len(pages)} pages name exists")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
