#!/usr/bin/env python3
"""Data flows one way: a room knows the public model, base/ and itself, never another room.

Only pipeline/ opens doors. cli/ and examples/ see nothing but include/stemma/; the slow twins in reference/ may also use
base/. Files keep to their size: a header 150 lines, a source 400.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'\s*#\s*include\s*"([^"]+)"')
LONGEST = {".hpp": 150, ".cpp": 400}
OUTSIDE = {  # folder outside src/ -> what it may include, by the first part of the path
    "include": {"stemma"},
    "cli": {"stemma", "cli", "serve", "follow"},
    "serve": {"stemma", "serve"},
    "follow": {"stemma", "follow"},
    "reference": {"stemma", "base", "reference"},
    "examples": {"stemma"},
    "python": {"stemma", "python"},
}


def allowed(path: pathlib.Path) -> set[str] | None:
    """What the file may include; None where anything goes."""
    if path.parts[0] != "src":
        return OUTSIDE[path.parts[0]]
    room = path.parts[1]
    return None if room == "pipeline" else {"stemma", "base", room}


def faults_of(path: pathlib.Path) -> list[str]:
    faults = []
    may = allowed(path)
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        first = match[1].split("/")[0]
        if "/" not in match[1] or match[1].startswith("."):
            faults.append(f'{path}:{number}: include "{match[1]}" by its path from src/, include/ or the top')
        elif may is not None and first not in may:
            faults.append(f"{path}:{number}: {path.parent} must not include {first}/")
    longest = LONGEST.get(path.suffix, 400)
    if len(lines) > longest:
        faults.append(f"{path}: {len(lines)} lines; split it, {longest} is the most")
    return faults


def named_types(path: pathlib.Path) -> set[str]:
    """Types that the file defines in namespace stemma; those in an unnamed namespace are its own."""
    names, is_unnamed = set(), False
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        is_unnamed = line.startswith("namespace {") or (is_unnamed and not line.startswith("}  // namespace"))
        match = re.match(r"(?:struct|class|enum class) (\w+)(?![\w:]*::)[^;]*$", line)
        if match and not is_unnamed:
            names.add(match[1])
    return names


def twice_named(files: list[pathlib.Path]) -> list[str]:
    """Two rooms must not give one name to two types: the linker would take one's functions for both, unsaid."""
    homes: dict[str, pathlib.Path] = {}
    faults = []
    for path in files:
        for name in sorted(named_types(path)):
            home = homes.setdefault(name, path)
            if home.with_suffix("") != path.with_suffix(""):
                faults.append(f"{path}: {name} is the name of a type in {home}, too")
    return faults


def main() -> int:
    faults = twice_named([file.relative_to(ROOT) for top in ("include", "src")
                          for file in sorted((ROOT / top).rglob("*.[hc]pp"))])
    count = 0
    for top in ("src", *OUTSIDE):
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in {".hpp", ".cpp", ".inc"}:
                count += 1
                faults += faults_of(file.relative_to(ROOT))
    if count == 0:
        faults.append("no sources found: is this the top of the project?")
    print("\n".join(faults) or f"layers: data flows one way in {count} files")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
